using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace FailureFunctions.Copernica.Signing;

/// <summary>A public RSA key of a signer. Safe for use by many threads.</summary>
internal sealed class SigningKey
{
    /// <summary>The shortest key that is used, in bits (RFC 8301, section 3.2).</summary>
    public const int MinimumBits = 1024;

    /// <summary>The longest key that is used, in bits: beyond it a verification costs too much.</summary>
    public const int MaximumBits = 8192;

    // RSA instances promise nothing about use by several threads at once, so each verification borrows one of its own.
    // There come to be as many as there are verifications at the same moment; making one costs several verifications.
    private readonly ConcurrentBag<RSA> _idle = [];
    private readonly RSAParameters _parameters;
    private readonly HashAlgorithmName[] _hashes;

    private SigningKey(RSA rsa, HashAlgorithmName[] hashes)
    {
        Bits = rsa.KeySize;
        _parameters = rsa.ExportParameters(includePrivateParameters: false);
        _hashes = hashes;
        _idle.Add(rsa);
    }

    /// <summary>The length of the modulus in bits.</summary>
    public int Bits { get; }

    /// <summary>Whether two keys are the same key.</summary>
    /// <param name="other">The other key.</param>
    public bool IsSameAs(SigningKey other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return _parameters.Modulus.AsSpan().SequenceEqual(other._parameters.Modulus)
            && _parameters.Exponent.AsSpan().SequenceEqual(other._parameters.Exponent)
            && _hashes.AsSpan().SequenceEqual(other._hashes);
    }

    /// <summary>Reads a key from DER, either SubjectPublicKeyInfo (RFC 5280) or PKCS#1 RSAPublicKey (RFC 8017).</summary>
    /// <param name="der">The key, and nothing after it.</param>
    /// <param name="hashes">The hashes that the key may be used with.</param>
    /// <returns>The key, or null when the bytes are no RSA key of acceptable length.</returns>
    public static SigningKey? FromDer(ReadOnlySpan<byte> der, params HashAlgorithmName[] hashes) =>
        Import(der, hashes, (RSA rsa, ReadOnlySpan<byte> bytes, out int read) => rsa.ImportSubjectPublicKeyInfo(bytes, out read))
        ?? Import(der, hashes, (RSA rsa, ReadOnlySpan<byte> bytes, out int read) => rsa.ImportRSAPublicKey(bytes, out read));

    /// <summary>Whether a signature fits.</summary>
    /// <param name="scheme">How it was made.</param>
    /// <param name="data">What was signed.</param>
    /// <param name="signature">The signature.</param>
    /// <returns>False also when the key may not be used in this way.</returns>
    public bool Verify(SignatureScheme scheme, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        if (!_hashes.Contains(scheme.Hash) || signature.Length != (Bits + 7) / 8)
            return false;
        if (!_idle.TryTake(out var rsa))
            rsa = RSA.Create(_parameters);
        try
        {
            return rsa.VerifyData(data, signature, scheme.Hash, scheme.Padding);
        }
        catch (CryptographicException)
        {
            return false;
        }
        finally
        {
            _idle.Add(rsa);
        }
    }

    private delegate void Importer(RSA rsa, ReadOnlySpan<byte> bytes, out int read);

    private static SigningKey? Import(ReadOnlySpan<byte> der, HashAlgorithmName[] hashes, Importer import)
    {
        var rsa = RSA.Create();
        try
        {
            import(rsa, der, out var read);
            if (read == der.Length && rsa.KeySize is >= MinimumBits and <= MaximumBits)
                return new SigningKey(rsa, hashes);
        }
        catch (CryptographicException)
        {
            // Not this form of key.
        }

        rsa.Dispose();
        return null;
    }
}
