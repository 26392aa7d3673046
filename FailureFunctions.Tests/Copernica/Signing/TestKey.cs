using System.Collections.Concurrent;
using System.Security.Cryptography;
using FailureFunctions.Copernica.Signing;

namespace FailureFunctions.Tests.Copernica.Signing;

/// <summary>An RSA key of the tests' own, safe for use by parallel tests.</summary>
internal sealed class TestKey
{
    private readonly RSAParameters _parameters;

    public TestKey(int bits)
    {
        using var rsa = RSA.Create(bits);
        _parameters = rsa.ExportParameters(includePrivateParameters: true);
        PublicPem = rsa.ExportSubjectPublicKeyInfoPem();
        PublicKeyInfo = rsa.ExportSubjectPublicKeyInfo();
        RsaPublicKey = rsa.ExportRSAPublicKey();
        PrivatePem = rsa.ExportPkcs8PrivateKeyPem();
    }

    /// <summary>The key that plays Copernica's.</summary>
    public static TestKey Genuine { get; } = new(2048);

    /// <summary>The key of somebody else.</summary>
    public static TestKey Forgers { get; } = new(2048);

    public string PublicPem { get; }

    public string PrivatePem { get; }

    public byte[] PublicKeyInfo { get; }

    public byte[] RsaPublicKey { get; }

    /// <summary>What a DKIM record has for <c>p</c>.</summary>
    public string PublicBase64 => Convert.ToBase64String(PublicKeyInfo);

    public byte[] Sign(byte[] data, HashAlgorithmName hash, RSASignaturePadding padding)
    {
        using var rsa = RSA.Create(_parameters);
        return rsa.SignData(data, hash, padding);
    }
}

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
