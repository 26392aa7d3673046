using System.Security.Cryptography;
using System.Text;

namespace FailureFunctions.Copernica.Signing;

/// <summary>
/// The Digest header (RFC 3230 with the algorithms of RFC 5843): a list of <c>algorithm=base64</c>. At least one SHA-256 or
/// SHA-512 is required, and all of them must match; MD5, SHA-1, CRC and the like prove nothing and are ignored.
/// </summary>
internal static class BodyDigest
{
    // No sender needs more than one per algorithm.
    private const int MostElements = 16;

    /// <returns>The check that fails, or null.</returns>
    public static AuthenticationFailure? Check(ReadOnlySpan<char> header, ReadOnlySpan<byte> body)
    {
        var matched = false;
        var elements = 0;
        Dictionary<string, byte[]> hashes = []; // A list may repeat an algorithm; a pass over the body each time would be too much.
        foreach (var range in header.Split(','))
        {
            var element = header[range].Trim(" \t\r\n");
            if (element.IsEmpty)
                continue;
            var equals = element.IndexOf('=');
            if (equals < 1 || ++elements > MostElements)
                return AuthenticationFailure.DigestMalformed;
            if (NameOf(element[..equals].TrimEnd(" \t")) is not { } algorithm)
                continue;
            if (CanonicalBase64.Decode(element[(equals + 1)..], SHA512.HashSizeInBytes) is not { } claimed)
                return AuthenticationFailure.DigestMalformed;
            if (!hashes.TryGetValue(algorithm, out var actual))
                hashes[algorithm] = actual = CryptographicOperations.HashData(new HashAlgorithmName(algorithm), body);
            if (!CryptographicOperations.FixedTimeEquals(claimed, actual))
                return AuthenticationFailure.DigestMismatch;
            matched = true;
        }

        return matched ? null
            : elements > 0 ? AuthenticationFailure.DigestUnacceptable
            : AuthenticationFailure.DigestMissing;
    }

    // .NET's name of an acceptable algorithm.
    private static string? NameOf(ReadOnlySpan<char> algorithm) =>
        Ascii.EqualsIgnoreCase(algorithm, "SHA-256") || Ascii.EqualsIgnoreCase(algorithm, "SHA256") ? "SHA256"
        : Ascii.EqualsIgnoreCase(algorithm, "SHA-512") || Ascii.EqualsIgnoreCase(algorithm, "SHA512") ? "SHA512"
        : null;
}
