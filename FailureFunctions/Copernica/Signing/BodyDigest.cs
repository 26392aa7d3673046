using System.Collections.Frozen;
using System.Security.Cryptography;

namespace FailureFunctions.Copernica.Signing;

/// <summary>
/// The Digest header (RFC 3230 with the algorithms of RFC 5843): a list of <c>algorithm=base64</c>. What is known to be
/// acceptable must all be right, and one must be there; MD5, SHA-1, CRC and the like prove nothing and are passed over.
/// </summary>
internal static class BodyDigest
{
    private delegate byte[] Hash(ReadOnlySpan<byte> body);

    private static readonly FrozenDictionary<string, Hash> Acceptable = new Dictionary<string, Hash>
    {
        ["SHA-256"] = SHA256.HashData,
        ["SHA256"] = SHA256.HashData,
        ["SHA-512"] = SHA512.HashData,
        ["SHA512"] = SHA512.HashData,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, Hash>.AlternateLookup<ReadOnlySpan<char>> ByName =
        Acceptable.GetAlternateLookup<ReadOnlySpan<char>>();

    // Each costs a pass over the body; no sender has use for more than one per algorithm.
    private const int MostElements = 16;

    /// <summary>Holds a body against its digest.</summary>
    /// <param name="header">The Digest header.</param>
    /// <param name="body">The raw body.</param>
    /// <returns>The check that fails, or null.</returns>
    public static AuthenticationFailure? Check(ReadOnlySpan<char> header, ReadOnlySpan<byte> body)
    {
        var matched = false;
        var elements = 0;
        foreach (var range in header.Split(','))
        {
            var element = header[range].Trim(" \t\r\n");
            if (element.IsEmpty)
                continue;
            var equals = element.IndexOf('=');
            if (equals < 1 || ++elements > MostElements)
                return AuthenticationFailure.DigestMalformed;
            if (!ByName.TryGetValue(element[..equals].TrimEnd(" \t"), out var hash))
                continue;
            var claimed = CanonicalBase64.Decode(element[(equals + 1)..], SHA512.HashSizeInBytes);
            if (claimed is null)
                return AuthenticationFailure.DigestMalformed;
            if (!CryptographicOperations.FixedTimeEquals(claimed, hash(body)))
                return AuthenticationFailure.DigestMismatch;
            matched = true;
        }

        return matched ? null
            : elements > 0 ? AuthenticationFailure.DigestUnacceptable
            : AuthenticationFailure.DigestMissing;
    }
}
