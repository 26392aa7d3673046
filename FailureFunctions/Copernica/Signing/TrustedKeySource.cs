using System.Collections.Frozen;

namespace FailureFunctions.Copernica.Signing;

/// <summary>Keys that are trusted because the settings say so; others come from where the others come from.</summary>
internal sealed class TrustedKeySource : IPublicKeySource
{
    private readonly FrozenDictionary<KeyId, KeyLookup.Found> _trusted;
    private readonly IPublicKeySource _others;

    /// <summary>Reads the trusted keys.</summary>
    /// <param name="trustedKeys">PEM by keyId, all valid (<see cref="CopernicaOptionsValidator"/>).</param>
    /// <param name="others">Where to find all other keys.</param>
    /// <exception cref="ArgumentException">A name is no DNS name, or a key no public RSA key in PEM.</exception>
    public TrustedKeySource(IEnumerable<KeyValuePair<string, string>> trustedKeys, IPublicKeySource others)
    {
        ArgumentNullException.ThrowIfNull(trustedKeys);
        _others = others;
        var keys = new Dictionary<KeyId, KeyLookup.Found>();
        foreach (var (name, pem) in trustedKeys)
        {
            if (!KeyId.TryParse(name, out var keyId))
                throw new ArgumentException($"\"{name}\" is no DNS name.", nameof(trustedKeys));
            if (!PublicKeyPem.TryRead(pem, out var key, out var error))
                throw new ArgumentException($"The key of {name} {error}", nameof(trustedKeys));
            keys[keyId] = new KeyLookup.Found([key]);
        }

        _trusted = keys.ToFrozenDictionary();
    }

    /// <inheritdoc/>
    public ValueTask<KeyLookup> FindAsync(KeyId keyId, CancellationToken cancellationToken) =>
        _trusted.TryGetValue(keyId, out var found)
            ? ValueTask.FromResult<KeyLookup>(found)
            : _others.FindAsync(keyId, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<KeyLookup> FindAgainAsync(KeyId keyId, KeyLookup.Found tried, CancellationToken cancellationToken) =>
        _trusted.ContainsKey(keyId)
            ? ValueTask.FromResult<KeyLookup>(tried)
            : _others.FindAgainAsync(keyId, tried, cancellationToken);
}
