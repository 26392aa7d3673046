using System.Collections.Concurrent;
using System.Security.Cryptography;
using FailureFunctions.Copernica.Signing;

namespace FailureFunctions.Tests.Copernica.Signing;

/// <summary>A key directory in memory, which counts how often it is asked.</summary>
internal sealed class FakeKeyResolver : IKeyResolver
{
    private readonly ConcurrentDictionary<string, KeyAnswer> _answers = new();
    private readonly ConcurrentQueue<string> _asked = new();

    /// <summary>The names that were looked up, in order.</summary>
    public IReadOnlyCollection<string> Asked => _asked;

    /// <summary>Holds look-ups up until it completes.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>Whether the directory is down.</summary>
    public bool IsDown { get; set; }

    public void Publish(string keyId, TestKey key, TimeSpan timeToLive) =>
        _answers[keyId] = new KeyAnswer(new KeyLookup.Found([ToKey(key)]), timeToLive);

    public void Publish(string keyId, params TestKey[] keys) =>
        _answers[keyId] = new KeyAnswer(new KeyLookup.Found([.. keys.Select(ToKey)]), TimeSpan.FromHours(1));

    public void Publish(string keyId, AuthenticationFailure cause, TimeSpan timeToLive = default) =>
        _answers[keyId] = new KeyAnswer(new KeyLookup.Refused(cause), timeToLive);

    public async Task<KeyAnswer> ResolveAsync(KeyId keyId)
    {
        _asked.Enqueue(keyId.Name);
        await Gate;
        return IsDown ? new KeyAnswer(new KeyLookup.Unavailable("The directory is down", TimeSpan.Zero), TimeSpan.Zero)
            : _answers.TryGetValue(keyId.Name, out var answer) ? answer
            : new KeyAnswer(new KeyLookup.Refused(AuthenticationFailure.KeyUnknown), TimeSpan.Zero);
    }

    public static SigningKey ToKey(TestKey key) =>
        SigningKey.FromDer(key.PublicKeyInfo, HashAlgorithmName.SHA256, HashAlgorithmName.SHA512)
        ?? throw new ArgumentException("no usable key", nameof(key));
}
