using System.Globalization;
using FailureFunctions.Copernica.Signing;
using static FailureFunctions.Copernica.Signing.AuthenticationFailure;

namespace FailureFunctions.Tests.Copernica.Signing;

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
