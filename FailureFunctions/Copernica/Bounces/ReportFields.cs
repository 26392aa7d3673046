using System.Text.RegularExpressions;
using FailureFunctions.Smtp;

namespace FailureFunctions.Copernica.Bounces;

/// <summary>
/// The fields of a report for programs: those about the message, then those about each recipient, as RFC 3464 (section 2.1)
/// has them. Fields may come in any order and case; a field that comes again begins the next recipient where no blank line does.
/// </summary>
internal static partial class ReportFields
{
    /// <summary>Those of a report with more are left out.</summary>
    private const int MostRecipients = 100;

    private static readonly string[] Delays = ["delay", "retry", "defer", "warn", "queue"];

    private static readonly string[] OncePerRecipient = ["final-recipient", "original-recipient", "action"];

    public static List<Dictionary<string, string>> GroupsOf(string text)
    {
        List<Dictionary<string, string>> groups = [[]];
        string? last = null;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.IsWhiteSpace())
            {
                if (groups[^1].Count > 0)
                    groups.Add([]);
                last = null;
            }
            else if (char.IsWhiteSpace(line[0]) && last is not null)
            {
                if (groups[^1][last].Length < FieldText.Longest)
                    groups[^1][last] = FieldText.Cut($"{groups[^1][last]} {line.Trim()}");
            }
            else if (line.IndexOf(':') is > 0 and var colon && !line[..colon].TrimEnd().Contains(' '))
            {
                last = line[..colon].Trim().ToString().ToLowerInvariant();
                if (groups[^1].ContainsKey(last) && OncePerRecipient.Contains(last))
                    groups.Add([]);
                // Of repeats the first counts, except that SMTP's diagnostic is preferred to one of another kind.
                var value = FieldText.Cut(line[(colon + 1)..].Trim().ToString());
                if (!groups[^1].TryGetValue(last, out var earlier)
                    || (last == "diagnostic-code" && value.StartsWith("smtp", StringComparison.OrdinalIgnoreCase) && !earlier.StartsWith("smtp", StringComparison.OrdinalIgnoreCase)))
                    groups[^1][last] = value;
                else
                    last = null;
            }
            else
            {
                last = null;
            }
            if (groups.Count > MostRecipients + 1)
                break;
        }
        return groups;
    }

    public static List<ReportedRecipient> RecipientsOf(string text) =>
    [
        .. GroupsOf(text).Where(IsOfRecipient).Select(group =>
        {
            var (final, original) = (AddressIn(group, "final-recipient"), AddressIn(group, "original-recipient"));
            var diagnostic = group.GetValueOrDefault("diagnostic-code") is { } field ? DiagnosticType().Replace(field, "", 1) : null;
            var reply = QuotedReply.In(diagnostic);
            var status = QuotedReply.StatusIn(group.GetValueOrDefault("status")) ?? reply.Status;
            return new ReportedRecipient
            {
                Kind = KindOf(group.GetValueOrDefault("action"), status),
                Final = final,
                Original = original,
                Code = reply.Code,
                // The remote server knows better why it refused than the one that reports it; not, whether that was final.
                Status = reply.Status is not { Subject: 0, Detail: 0 } and { } own && own.Class == status?.Class ? own : status,
                Text = diagnostic is { Length: > 0 } ? diagnostic : null,
            };
        }).DistinctBy(one => (one.Final, one.Original, one.Kind)),
    ];

    private static bool IsOfRecipient(Dictionary<string, string> group) =>
        (group.ContainsKey("final-recipient") || group.ContainsKey("original-recipient")) && (group.ContainsKey("action") || group.ContainsKey("status"));

    /// <summary>The address in a field, which has its type before it (<c>rfc822;</c>), may be in brackets, and may be encoded (RFC 3461, section 4).</summary>
    public static string? AddressIn(Dictionary<string, string> group, string field)
    {
        if (!group.TryGetValue(field, out var value))
            return null;
        var text = value[(value.IndexOf(';', StringComparison.Ordinal) + 1)..].Trim();
        if (!text.Contains('@', StringComparison.Ordinal))
            text = Encoded().Replace(text, escape => ((char)Convert.ToByte(escape.Groups[1].Value, 16)).ToString());
        text = Addresses.FirstIn(text) ?? text.Trim('<', '>', ' ');
        return text.Length == 0 ? null : FieldText.Cut(text);
    }

    // RFC 3464, section 2.3.3. Some servers write a word of their own.
    private static BounceKind KindOf(string? action, EnhancedStatusCode? status) => action?.ToLowerInvariant() switch
    {
        { } text when text.Contains("fail", StringComparison.Ordinal) || text.Contains("expire", StringComparison.Ordinal) => BounceKind.Failed,
        { } text when Delays.Any(word => text.Contains(word, StringComparison.Ordinal)) => BounceKind.Delayed,
        { } text when text.StartsWith("deliver", StringComparison.Ordinal) || text.StartsWith("relay", StringComparison.Ordinal) || text.StartsWith("expand", StringComparison.Ordinal) =>
            BounceKind.AutoReply,
        _ => status?.Class switch
        {
            2 => BounceKind.AutoReply,
            5 => BounceKind.Failed,
            _ => BounceKind.Unrecognised,
        },
    };

    [GeneratedRegex(@"^\s*[A-Za-z0-9-]+\s*;\s*")]
    private static partial Regex DiagnosticType();

    [GeneratedRegex(@"\+([0-9A-F]{2})")]
    private static partial Regex Encoded();
}
