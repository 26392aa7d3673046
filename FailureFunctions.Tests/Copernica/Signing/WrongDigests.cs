using System.Security.Cryptography;
using FailureFunctions.Copernica.Signing;
using static FailureFunctions.Copernica.Signing.AuthenticationFailure;

namespace FailureFunctions.Tests.Copernica.Signing;

/// <summary>Requests with a valid signature over a digest that does not match the body.</summary>
internal static class WrongDigests
{
    public static IEnumerable<RequestCase> Of(RequestDraft draft) =>
        Digests(draft.Body).Select(wrong => new RequestCase($"Digest: {wrong.Digest}", (draft with { Digest = wrong.Digest }).Build(), wrong.Cause));

    private static IEnumerable<(string Digest, AuthenticationFailure Cause)> Digests(byte[] body)
    {
        var sha256 = Convert.ToBase64String(SHA256.HashData(body));
        var sha512 = Convert.ToBase64String(SHA512.HashData(body));
        var other256 = Convert.ToBase64String(SHA256.HashData([.. body, 1]));
        var other512 = Convert.ToBase64String(SHA512.HashData([.. body, 1]));
        yield return ($"SHA-256={other256}", DigestMismatch);
        yield return ($"SHA-512={other512}", DigestMismatch);
        yield return ($"SHA-256={sha512}", DigestMismatch);
        yield return ($"SHA-512={sha256}", DigestMismatch);
        yield return ($"SHA-256={sha256},SHA-512={other512}", DigestMismatch);
        yield return ($"SHA-512={other512},SHA-256={sha256}", DigestMismatch);
        yield return ($"SHA-256={other256},SHA-512={sha512}", DigestMismatch);
        yield return ($"SHA-256={sha256},SHA-256={other256}", DigestMismatch);
        yield return ($"SHA-256={sha256[..20]}", DigestMismatch);
        yield return ($"SHA-256={Convert.ToHexString(SHA256.HashData(body))}", DigestMismatch);
        yield return ("SHA-256=", DigestMalformed);
        yield return ("SHA-256===", DigestMalformed);
        yield return ("SHA-256", DigestMalformed);
        yield return (sha256.TrimEnd('='), DigestMalformed);
        yield return ($"={sha256}", DigestMalformed);
        yield return ($"SHA-256=:{sha256}:", DigestMalformed);
        yield return ($"SHA-256=\"{sha256}\"", DigestMalformed);
        yield return ($"SHA-256={sha256}!", DigestMalformed);
        yield return ($"SHA-256={sha256.TrimEnd('=')}AAAA=", DigestMismatch);
        yield return ($"SHA-256={new string('A', 3000)}", DigestMalformed);
        yield return (string.Join(',', Enumerable.Repeat($"SHA-256={sha256}", 40)), DigestMalformed);
        yield return (",", DigestMissing);
        yield return ($"SHA-384={Convert.ToBase64String(SHA384.HashData(body))}", DigestUnacceptable);
#pragma warning disable CA5350, CA5351 // Weak algorithms are what these are about.
        yield return ($"MD5={Convert.ToBase64String(MD5.HashData(body))}", DigestUnacceptable);
        yield return ($"md5={Convert.ToBase64String(MD5.HashData(body))}", DigestUnacceptable);
        yield return ($"SHA={Convert.ToBase64String(SHA1.HashData(body))}", DigestUnacceptable);
        yield return ($"sha1={Convert.ToBase64String(SHA1.HashData(body))}", DigestUnacceptable);
#pragma warning restore CA5350, CA5351
        yield return ("adler32=03da0195", DigestUnacceptable);
        yield return ("CRC32c=Kj3Z", DigestUnacceptable);
        yield return ("unixsum=30637", DigestUnacceptable);
        yield return ("id-sha-256=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", DigestUnacceptable);
        yield return ($"SHA-256X={sha256}", DigestUnacceptable);
    }
}
