using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace FailureFunctions.Copernica.Signing;

/// <summary>A public RSA key of a signer. Safe for concurrent use.</summary>
internal sealed class SigningKey
{
    /// <summary>RFC 8301, section 3.2.</summary>
    public const int MinimumBits = 1024;

    /// <summary>Verifying with a longer key costs too much.</summary>
    public const int MaximumBits = 8192;

    // .NET does not promise that an RSA instance may be used concurrently. A verification takes some 20 µs.
    private readonly Lock _lock = new();
    private readonly RSA _rsa;
    private readonly byte[] _publicKey;
    private readonly HashAlgorithmName[] _hashes;

    private SigningKey(RSA rsa, HashAlgorithmName[] hashes)
    {
        Bits = rsa.KeySize;
        _rsa = rsa;
        _publicKey = rsa.ExportRSAPublicKey();
        _hashes = hashes;
    }

    public int Bits { get; }

    public bool IsSameAs(SigningKey other) => _publicKey.SequenceEqual(other._publicKey) && _hashes.SequenceEqual(other._hashes);

    /// <summary>
    /// Reads a key from DER, either SubjectPublicKeyInfo (RFC 5280) or PKCS#1 RSAPublicKey (RFC 8017), with nothing after it.
    /// It may be used with the given hashes.
    /// </summary>
    /// <returns>Null when the bytes are not an RSA key of acceptable length.</returns>
    public static SigningKey? FromDer(byte[] der, params HashAlgorithmName[] hashes)
    {
        var rsa = RSA.Create();
        var read = 0;
        if ((IsKey(() => rsa.ImportSubjectPublicKeyInfo(der, out read)) || IsKey(() => rsa.ImportRSAPublicKey(der, out read)))
            && read == der.Length && rsa.KeySize is >= MinimumBits and <= MaximumBits)
            return new SigningKey(rsa, hashes);
        rsa.Dispose();
        return null;
    }

    /// <summary>The key as <see cref="DkimKeyRecord"/> reads it.</summary>
    public string ToRecord() =>
        $"v=DKIM1; h={string.Join(':', _hashes.Select(hash => hash.Name)).ToLowerInvariant()}; p={Convert.ToBase64String(_publicKey)}";

    /// <returns>False also when the key may not be used with the scheme's hash.</returns>
    public bool Verify(SignatureScheme scheme, byte[] data, byte[] signature)
    {
        if (!_hashes.Contains(scheme.Hash))
            return false;
        try
        {
            lock (_lock)
                return _rsa.VerifyData(data, signature, scheme.Hash, scheme.Padding);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static bool IsKey(Action import)
    {
        try
        {
            import();
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}

internal sealed record SignatureScheme(HashAlgorithmName Hash, RSASignaturePadding Padding)
{
    private static readonly SignatureScheme Sha256 = new(HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    private static readonly SignatureScheme Sha512 = new(HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1);
    private static readonly SignatureScheme PssSha512 = new(HashAlgorithmName.SHA512, RSASignaturePadding.Pss);

    /// <summary>
    /// The schemes that an <c>algorithm</c> allows, in the order to try them (draft-cavage-http-signatures-10 and -11,
    /// appendix E); none for an unacceptable one. "hs2019" leaves the scheme to the key: for RSA the draft says PSS with
    /// SHA-512, the sender's own page PKCS#1 v1.5. "rsa-sha1" is broken, and with "hmac-…" the public key would be the
    /// shared secret, so that anyone could sign.
    /// </summary>
    public static IReadOnlyList<SignatureScheme> For(string? algorithm) => algorithm?.Trim().ToLowerInvariant() switch
    {
        "rsa-sha256" => [Sha256],
        "rsa-sha512" => [Sha512],
        "hs2019" => [Sha256, Sha512, PssSha512],
        null => [Sha256, Sha512],
        _ => [],
    };
}

/// <summary>A public RSA key in PEM (RFC 7468) in a setting, where <c>\n</c> may stand for a line break.</summary>
internal static class PublicKeyPem
{
    /// <summary>The error says what is wrong and how to fix it, as the end of a sentence about the key.</summary>
    public static bool TryRead(string pem, [NotNullWhen(true)] out SigningKey? key, [NotNullWhen(false)] out string? error)
    {
        key = null;
        error = null;
        var text = pem.Replace("\\n", "\n", StringComparison.Ordinal);
        if (!PemEncoding.TryFind(text, out var fields))
            error = "is not PEM; it begins with -----BEGIN PUBLIC KEY-----.";
        else if (text[fields.Label].Contains("PRIVATE", StringComparison.Ordinal))
            error = "is a private key; give the public one (openssl pkey -pubout), and keep the private key with the sender.";
        else if ((key = SigningKey.FromDer(
            Convert.FromBase64String(text[fields.Base64Data]), HashAlgorithmName.SHA256, HashAlgorithmName.SHA512)) is null)
            error = $"is not an RSA key of {SigningKey.MinimumBits} to {SigningKey.MaximumBits} bits; make one with local/Send --new-key.";
        return error is null;
    }
}
