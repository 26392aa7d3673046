using System.Text.RegularExpressions;
using FailureFunctions.Copernica.Notification;
using FailureFunctions.Smtp;

namespace FailureFunctions.Copernica.Bounces;

/// <summary>What a text quotes of an SMTP reply.</summary>
internal readonly partial record struct QuotedReply(ReplyCode? Code, EnhancedStatusCode? Status)
{
    public static QuotedReply In(string? text)
    {
        if (text is null)
            return default;
        var status = StatusIn(text);
        var best = default(ReplyCode?);
        foreach (Match match in Code4Or5().Matches(text))
        {
            if (!ReplyCode.TryParse(match.Groups["code"].ValueSpan, out var code))
                continue;
            best ??= code;
            // The one that is followed by an enhanced code of its class is surely a reply.
            if (match.Groups["status"].Success)
                return new QuotedReply(code, EnhancedStatusCode.TryParse(match.Groups["status"].ValueSpan, out var own) ? own : status);
        }
        return new QuotedReply(best, status);
    }

    /// <summary>The first enhanced code; of several, the first that says more than its class.</summary>
    public static EnhancedStatusCode? StatusIn(string? text)
    {
        EnhancedStatusCode? first = null;
        foreach (Match match in Enhanced().Matches(text ?? ""))
        {
            if (!EnhancedStatusCode.TryParse(match.Groups["status"].ValueSpan, out var status))
                continue;
            first ??= status;
            if (status is not { Subject: 0, Detail: 0 })
                return status;
        }
        return first;
    }

    // Not part of a number, an IP address, a host name or a version.
    [GeneratedRegex(@"(?<![\d.\-\w@/])(?<status>[245]\.\d{1,2}\.\d{1,3})(?![\d\w@/]|\.\d|-\w|\.\w)", RegexOptions.CultureInvariant)]
    private static partial Regex Enhanced();

    // Repetitions are bounded: without a bound, a line of brackets takes time by the square of its length.
    // At the beginning of a line or after what introduces a reply, and followed by text; anywhere with an enhanced code.
    [GeneratedRegex(
        @"(?:^|[:;>""'(\[<=,]|\b(?:said|says|code|error|reply|response|status|returned|with|rfc822|smtp))[\s\-#>:]{0,20}(?<code>[45][0-5]\d)(?=[\s\-:,;.)#>'""\]]|$)(?:[\s\-:(\[#'""]{1,20}(?<status>[45]\.\d{1,2}\.\d{1,3})(?![\d.]))?"
        + @"|(?<![\w.])(?<code>[45][0-5]\d)[\s\-#]{1,20}(?<status>[45]\.\d{1,2}\.\d{1,3})(?![\d.])",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Code4Or5();
}

internal static class FieldText
{
    /// <summary>The longest text that is kept, in UTF-16 code units.</summary>
    public const int Longest = 4_000;

    public static string Cut(string text) => FieldLimits.Cut(text, Longest);
}

internal static partial class Addresses
{
    public static bool IsAddress(string? text) => text is not null && FirstIn(text) == text;

    public static string? FirstIn(string text) => Pattern().Match(text) is { Success: true, Value: var address } ? Trimmed(address) : null;

    public static IEnumerable<(string Address, int Index)> In(string text)
    {
        foreach (Match match in Pattern().Matches(text))
            yield return (Trimmed(match.Value), match.Index);
    }

    private static string Trimmed(string address) => Leading().Replace(address.TrimEnd('.', '-', '\''), "");

    // Not the beginning of an encoded word (RFC 2047).
    [GeneratedRegex(@"^(?:(?:smtp|mailto)=|['.*-]|=(?!\?))+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Leading();

    [GeneratedRegex(@"[^\s<>()\[\]:;,""@\\]{1,128}@[^\s<>()\[\]:;,""@\\/=?&'!]{1,255}", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
