using System.Collections.Frozen;
using Microsoft.Extensions.Options;

namespace FailureFunctions.Copernica.Signing;

/// <summary>
/// The public keys that count: those in the settings, whatever their name, and those that DNS has below
/// <c>Copernica__KeyDomain</c>.
/// </summary>
internal sealed class SigningKeys
{
    private static readonly KeyLookup Outside = new KeyLookup.Refused(AuthenticationFailure.KeyOutsideDomain);

    private readonly FrozenDictionary<KeyId, KeyLookup.Found> _trusted;
    private readonly KeyId _domain;
    private readonly KeyCache _published;

    public SigningKeys(IOptions<CopernicaOptions> options, KeyCache published)
    {
        var settings = options.Value;
        _domain = Parse(settings.KeyDomain);
        _trusted = settings.TrustedKeys
            .Select(trusted => KeyValuePair.Create(Parse(trusted.Key), Read(trusted.Key, trusted.Value)))
            .ToFrozenDictionary();
        _published = published;
    }

    public ValueTask<KeyLookup> FindAsync(KeyId keyId, CancellationToken cancellationToken) =>
        _trusted.TryGetValue(keyId, out var trusted) ? ValueTask.FromResult<KeyLookup>(trusted)
        : keyId.IsBelow(_domain) ? _published.FindAsync(keyId, cancellationToken)
        : ValueTask.FromResult(Outside);

    /// <inheritdoc cref="KeyCache.FindAgainAsync"/>
    public ValueTask<KeyLookup> FindAgainAsync(KeyId keyId, KeyLookup.Found tried, CancellationToken cancellationToken) =>
        _trusted.ContainsKey(keyId) ? ValueTask.FromResult<KeyLookup>(tried) : _published.FindAgainAsync(keyId, tried, cancellationToken);

    /// <inheritdoc cref="KeyCache.NoteVerified"/>
    public void NoteVerified(KeyId keyId) => _published.NoteVerified(keyId);

    private static KeyLookup.Found Read(string name, string pem) =>
        PublicKeyPem.TryRead(pem, out var key, out var error)
            ? new KeyLookup.Found([key])
            : throw new ArgumentException($"The key of {name} {error}", nameof(pem));

    private static KeyId Parse(string name) =>
        KeyId.TryParse(name, out var keyId) ? keyId : throw new ArgumentException($"\"{name}\" is not a DNS name.", nameof(name));
}

internal abstract record KeyLookup
{
    private KeyLookup()
    {
    }

    /// <summary>There is at least one key; all that are published at the name are there.</summary>
    public sealed record Found(IReadOnlyList<SigningKey> Keys) : KeyLookup;

    public sealed record Refused(AuthenticationFailure Cause) : KeyLookup;

    /// <summary>Whether there is a key is unknown. The reason is for the log.</summary>
    public sealed record Unavailable(string Reason, TimeSpan RetryAfter) : KeyLookup;
}

/// <param name="TimeToLive">How long DNS allows it to be kept; negative counts as zero.</param>
internal readonly record struct KeyAnswer(KeyLookup Lookup, TimeSpan TimeToLive);

internal interface IKeyResolver
{
    /// <summary>Completes within seconds and does not throw.</summary>
    Task<KeyAnswer> ResolveAsync(KeyId keyId);
}
