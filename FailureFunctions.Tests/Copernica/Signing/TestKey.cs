using System.Security.Cryptography;

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
