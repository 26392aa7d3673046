using System.Globalization;
using System.Security.Cryptography;
using FailureFunctions.Copernica.Signing;
using static FailureFunctions.Copernica.Signing.AuthenticationFailure;

namespace FailureFunctions.Tests.Copernica.Signing;

/// <summary>
/// Requests that are not Copernica's, outside the clock skew, not for us, or altered: generated over each header and parameter. None
/// is to be accepted. The key directory they are sent to has <see cref="TestKey.Genuine"/> at
/// <see cref="RequestDraft.GenuineKeyId"/>, and may have <see cref="TestKey.Forgers"/> wherever a forger can publish.
/// Few of them name a key below the key domain that does not exist, since look-ups of such are rationed.
/// </summary>
internal static class ForgedRequests
{
    /// <param name="draft">A valid request. Its host, account and key are kept; a draft for a live server brings its own.</param>
    public static IEnumerable<RequestCase> Of(RequestDraft draft) =>
    [
        .. AlteredHeaders.Of(draft),
        .. AlteredParameters.Of(draft),
        .. ForgedSignatures.Of(draft),
        .. ForgedKeys.Of(draft),
        .. WrongDigests.Of(draft),
        .. MisaddressedRequests.Of(draft),
    ];
}

/// <summary>Requests with a valid signature that are for another host or account, or outside the clock skew.</summary>
internal static class MisaddressedRequests
{
    public static IEnumerable<RequestCase> Of(RequestDraft draft) =>
    [
        .. Hosts(draft).Select(host => new RequestCase($"Host: {host}", (draft with { Host = host }).Build(), HostUnknown)),
        .. Accounts(draft).Select(wrong => new RequestCase($"X-Copernica-ID: {wrong.Account}", (draft with { Account = wrong.Account }).Build(), wrong.Cause)),
        .. Dates(draft.Now).Select(wrong => new RequestCase($"Date: {wrong.Date}", (draft with { Date = wrong.Date }).Build(), wrong.Cause)),
        new RequestCase("X-Forwarded-Host does not count", (draft with { Host = "other.example" })
            .Build(headers => headers["X-Forwarded-Host"] = draft.Host), HostUnknown),
    ];

    private static string[] Hosts(RequestDraft draft)
    {
        var name = draft.Host.Split(':')[0];
        return
        [
            "other.example", $"evil-{name}", $"evil{name}", $"x.{name}", $"{name}.evil.example", $"{name}:8443", $"{name}:0", $"{name}:65536x",
            $"{name}..", $"{name}/", $"{name}, {name}", $"user@{name}", $"http://{name}", $"{name}?", "*", ".", ":", ":443", "[::1]", "127.0.0.2", "[", "]:80",
        ];
    }

    private static IEnumerable<(string Account, AuthenticationFailure Cause)> Accounts(RequestDraft draft)
    {
        var number = draft.Account.Split('-', '_')[1];
        foreach (var account in new[] { "account_999", $"account_{number}0", "account_0", $"environment_{number}", $"customer-{number}", $"a_{number}" })
            yield return (account, AccountUnknown);
        string[] malformed =
        [
            number, "account", "account_", "account-", $"-{number}", $"_{number}", $"account--{number}", $"account-_{number}", $"account {number}",
            $"account_{number}x", $"account_{number},account_{number}", $"account_-{number}", $"account_+{number}", $"account_{number}.0", "account_1e3",
            $"account_{new string('9', 30)}", $"äccount_{number}", $"account_{number};", $"acc0unt_{number}", "account_٣", $"{new string('a', 40)}_{number}",
        ];
        foreach (var account in malformed)
            yield return (account, AccountMalformed);
    }

    private static IEnumerable<(string Date, AuthenticationFailure Cause)> Dates(DateTimeOffset now)
    {
        TimeSpan[] distances = [TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromDays(1), TimeSpan.FromDays(31), TimeSpan.FromDays(366)];
        foreach (var distance in distances)
        {
            yield return (RequestDraft.DateOf(now - distance), DateTooOld);
            yield return (RequestDraft.DateOf(now + distance), DateInFuture);
        }

        yield return (RequestDraft.DateOf(DateTimeOffset.MinValue), DateTooOld);
        yield return (RequestDraft.DateOf(DateTimeOffset.UnixEpoch), DateTooOld);
        yield return (RequestDraft.DateOf(DateTimeOffset.MaxValue), DateInFuture);
        yield return (now.ToOffset(TimeSpan.FromHours(2)).ToString("ddd, dd MMM yyyy HH:mm:ss 'GMT'", CultureInfo.InvariantCulture), DateInFuture);
        yield return (now.AddYears(-49).ToString("dddd, dd-MMM-yy HH:mm:ss 'GMT'", CultureInfo.InvariantCulture), DateTooOld);
        yield return (now.AddYears(-60).ToString("dddd, dd-MMM-yy HH:mm:ss 'GMT'", CultureInfo.InvariantCulture), DateTooOld);
        string[] malformed =
        [
            "now", "0", $"{now.ToUnixTimeSeconds()}", now.ToString("O", CultureInfo.InvariantCulture), now.ToString("u", CultureInfo.InvariantCulture),
            now.ToString("ddd, dd MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture), now.ToString("ddd, dd MMM yyyy HH:mm:ss 'EST'", CultureInfo.InvariantCulture),
            now.ToString("dd MMM yyyy HH:mm:ss 'GMT'", CultureInfo.InvariantCulture), $"Mon, 31 Feb {now.Year} 10:00:00 GMT",
            "Mon, 01 Jan 2024 25:00:00 GMT", "Mon, 01 Jan 2024 10:60:00 GMT", "Tue, 01 Jan 2024 10:00:00 GMT", "Mon, 01 Foo 2024 10:00:00 GMT",
            "Mon, 01 Jan 10000 10:00:00 GMT", "Mon, 01 Jan -001 10:00:00 GMT", $"{RequestDraft.DateOf(now)}, {RequestDraft.DateOf(now)}",
            $"{RequestDraft.DateOf(now)} (now)", "Thu, 99 Dec 9999 99:99:99 GMT", now.ToString("ddd, dd MMM yyyy HH:mm:ss '+9900'", CultureInfo.InvariantCulture),
        ];
        foreach (var date in malformed)
            yield return (date, DateMalformed);
    }
}

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
        yield return ($"SHA-512={Convert.ToBase64String(new byte[65])}", DigestMalformed);
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
        yield return ($"\u017FHA-256={sha256}", DigestUnacceptable);
        yield return ("id-sha-256=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", DigestUnacceptable);
        yield return ($"SHA-256X={sha256}", DigestUnacceptable);
    }
}
