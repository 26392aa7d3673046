using System.Collections.Frozen;
using System.Security.Cryptography;

namespace FailureFunctions.Copernica.Signing;

/// <summary>A way to sign with an RSA key.</summary>
/// <param name="Hash">The hash.</param>
/// <param name="Padding">The padding.</param>
internal sealed record SignatureScheme(HashAlgorithmName Hash, RSASignaturePadding Padding)
{
    private static readonly SignatureScheme Sha256 = new(HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    private static readonly SignatureScheme Sha512 = new(HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1);
    private static readonly SignatureScheme PssSha512 = new(HashAlgorithmName.SHA512, RSASignaturePadding.Pss);

    // draft-cavage-http-signatures-10 and -11, appendix E. "hs2019" leaves the scheme to the key; for RSA the draft says
    // PSS with SHA-512, the sender's own page PKCS#1 v1.5. "rsa-sha1" and every "hmac-…" are left out for good: with a public
    // key for the shared secret, everybody could sign.
    private static readonly FrozenDictionary<string, SignatureScheme[]> ByAlgorithm = new Dictionary<string, SignatureScheme[]>
    {
        ["rsa-sha256"] = [Sha256],
        ["rsa-sha512"] = [Sha512],
        ["hs2019"] = [Sha256, Sha512, PssSha512],
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly SignatureScheme[] WithoutAlgorithm = [Sha256, Sha512];

    /// <summary>The schemes that an algorithm allows, in the order to try them; none for an unacceptable one.</summary>
    /// <param name="algorithm">The <c>algorithm</c> parameter in any case, or null when there is none.</param>
    public static IReadOnlyList<SignatureScheme> For(string? algorithm) =>
        algorithm is null ? WithoutAlgorithm : ByAlgorithm.GetValueOrDefault(algorithm.Trim(), []);
}
