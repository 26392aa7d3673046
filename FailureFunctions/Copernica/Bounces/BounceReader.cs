using System.Text.RegularExpressions;
using MimeKit;
using MimeKit.Utils;

namespace FailureFunctions.Copernica.Bounces;

/// <summary>
/// Reads a message that came back to the envelope address: a function of its bytes only. What is written for programs counts
/// before what is written for people. No message makes it throw, and none takes longer than in proportion to its length.
/// docs/bounces.md.
/// </summary>
internal static partial class BounceReader
{
    private static readonly string[] VacationHeaders =
        ["x-autoreply", "x-autorespond", "x-autoreply-from", "x-vacation", "x-mail-autoreply", "x-auto-reply", "x-auto-respond", "precedence", "x-precedence"];

    // Feedback that is no complaint: RFC 6430, RFC 6591, RFC 5965 (section 7.3).
    private static readonly string[] OtherFeedback = ["not-spam", "auth-failure", "dmarc", "virus"];

    /// <param name="mime">The whole message.</param>
    /// <param name="isComplaint">Whether it is known to be a complaint: not all are in the format for them.</param>
    public static BounceReading Read(byte[] mime, bool isComplaint = false)
    {
        try
        {
            var message = ReturnedMessage.Parse(mime);
            var reading = isComplaint ? ReadComplaint(message) : ReadParts(message);
            return reading with { Date = DateUtils.TryParse(message.Headers[HeaderId.Date] ?? "", out var date) ? date : null };
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Whatever a parser makes of a hostile message: it is kept as unrecognised, and nothing is lost.
            return BounceReading.Unrecognised;
        }
    }

    private static BounceReading ReadParts(ReturnedMessage message)
    {
        if (message.FeedbackReport is not null)
            return ReadComplaint(message);
        if (message.DeliveryStatus is null && IsOfVacationProgram(message))
            return new BounceReading(BounceKind.AutoReply, []);
        // Where the parts are not what they are called, the fields stand among the text.
        if (ReportFields.RecipientsOf($"{message.DeliveryStatus}\n\n{(message.DeliveryStatus is null ? message.Text : "")}") is { Count: > 0 } recipients)
            return Reported(message, recipients);
        var format = new OwnFormat(message);
        if (message.IsReceipt && !BouncePatterns.Instance.Has("failed", "text", format.Explanation))
            return new BounceReading(BounceKind.AutoReply, []);
        var kind = KindOf(message, format);
        return kind switch
        {
            BounceKind.Complaint => ReadComplaint(message),
            BounceKind.Failed or BounceKind.Delayed => InWords(kind, message, format),
            _ => new BounceReading(kind, []),
        };
    }

    private static BounceReading InWords(BounceKind kind, ReturnedMessage message, OwnFormat format)
    {
        var named = format.Named();
        // A gateway that passes on the bounce of another server, and names nobody itself.
        if (kind is BounceKind.Failed && named.Count == 0 && message.Embedded is { DeliveryStatus: { } fields } bounce && ReportFields.RecipientsOf(fields) is { Count: > 0 } reported)
            return Reported(bounce, reported);
        if (named.Count == 0)
            named = format.Returned() is { Count: > 0 } returned ? returned : [format.About(null)];
        return new BounceReading(kind, [.. named.Select(one => one with { Kind = kind })]);
    }

    private static BounceReading Reported(ReturnedMessage message, List<ReportedRecipient> recipients)
    {
        var format = new OwnFormat(message);
        var isDelay = BouncePatterns.Instance.Has("delayed", "subject", SubjectOf(message)) || BouncePatterns.Instance.Has("delayed", "text", format.Explanation);
        for (var i = 0; i < recipients.Count; i++)
        {
            var one = recipients[i];
            if (one is { Text: null } or { Code: null, Status: null or { Subject: 0, Detail: 0 } })
            {
                var said = format.About(one.Final ?? one.Original);
                one = one with
                {
                    Code = one.Code ?? said.Code,
                    Status = one.Status is { Subject: 0, Detail: 0 } && said.Status?.Class == one.Status.Value.Class ? said.Status : one.Status ?? said.Status,
                    Text = one.Text ?? said.Text,
                };
            }
            // A file, a program or a host alone.
            if (recipients.Count == 1 && !Addresses.IsAddress(one.Final) && !Addresses.IsAddress(one.Original)
                && (format.Named() is { Count: > 0 } named ? named : format.Returned()) is [var first, ..])
                one = one with { Final = first.Final, Original = first.Original };
            // Without an action, the words say whether a temporary error is final.
            if (one.Kind is BounceKind.Unrecognised)
                one = one with { Kind = isDelay ? BounceKind.Delayed : BounceKind.Failed };
            recipients[i] = one;
        }
        var kind = recipients.Any(one => one.Kind is BounceKind.Failed) ? BounceKind.Failed
            : recipients.Any(one => one.Kind is BounceKind.Delayed) ? BounceKind.Delayed
            : BounceKind.AutoReply;
        return new BounceReading(kind, recipients);
    }

    // Where the provider leaves the recipient out, it writes no address, or a word for one.
    private static BounceReading ReadComplaint(ReturnedMessage message)
    {
        var fields = ReportFields.GroupsOf(message.FeedbackReport ?? "").SelectMany(group => group).DistinctBy(field => field.Key).ToDictionary();
        var type = fields.GetValueOrDefault("feedback-type")?.ToLowerInvariant();
        if (type is not null && OtherFeedback.Contains(type))
            return BounceReading.Unrecognised;
        var format = new OwnFormat(message);
        string?[] named = [ReportFields.AddressIn(fields, "original-rcpt-to"), ReportFields.AddressIn(fields, "removal-recipient"), .. format.ReturnedTo];
        var address = Array.Find(named, text => text?.Contains('@', StringComparison.Ordinal) == true && !BouncePatterns.Instance.Has("redacted", "address", text));
        return new BounceReading(BounceKind.Complaint, address is null ? [] : [new ReportedRecipient { Kind = BounceKind.Complaint, Original = address }])
        {
            FeedbackType = type is { Length: > 0 and < 50 } ? type : null,
            OriginalId = format.ReturnedId,
        };
    }

    // A bounce may be marked as sent automatically (RFC 3834), but not as sent by a program for people who are away.
    private static bool IsOfVacationProgram(ReturnedMessage message) => VacationHeaders.Any(header =>
        BouncePatterns.Instance.Has("auto-reply", header, message.Headers[header]));

    // In the order of what is surest.
    private static BounceKind KindOf(ReturnedMessage message, OwnFormat format)
    {
        var patterns = BouncePatterns.Instance;
        var subject = SubjectOf(message);
        var isServer = message.IsReceipt || message.IsReport || patterns.Has("server", "from", message.Headers[HeaderId.From]) || message.Headers["x-failed-recipients"] is not null
            || message.Headers[HeaderId.ReturnPath]?.Trim() is "<>";
        var isFailed = patterns.Has("failed", "subject", subject);
        // Somebody, or a ticket system at the server's address, answers a bounce, and may quote all of it.
        if (isFailed && Answer().IsMatch(subject))
            return BounceKind.Unrecognised;
        if (patterns.Has("auto-reply", "subject", subject) && !(isFailed && isServer))
            return BounceKind.AutoReply;
        // A subject may be quoted, and people write about spam: whoever complains returns the message.
        if (format.ReturnsMessage && (patterns.Has("complaint", "subject", subject) || patterns.Has("complaint", "text", format.Explanation)))
            return BounceKind.Complaint;
        var saysFailed = patterns.Has("failed", "text", format.Explanation);
        if (isServer || isFailed || format.ReturnsMessage)
        {
            if (patterns.Has("delayed", "subject", subject) || patterns.Has("delayed", "text", format.Explanation))
                return BounceKind.Delayed;
            var signs = (isServer ? 1 : 0) + (isFailed ? 1 : 0) + (saysFailed ? 1 : 0) + (QuotedReply.In(format.Explanation) != default ? 1 : 0);
            if (signs >= 2)
                return BounceKind.Failed;
        }
        if (patterns.PlacesOf("auto-reply").Any(place => place is not "subject" && patterns.Has("auto-reply", place, place is "text" ? format.Explanation : message.Headers[place])))
            return BounceKind.AutoReply;
        return isFailed && saysFailed ? BounceKind.Failed : BounceKind.Unrecognised;
    }

    private static string SubjectOf(ReturnedMessage message) => Blanks().Replace(message.Headers[HeaderId.Subject] ?? "", " ").Trim();

    [GeneratedRegex(@"^(?:re|aw|antw|antwoord|sv|vs|odp|rif|wg|fwd?|doorst|tr|rv)\s?(?:\[\d{1,3}\])?\s?:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Answer();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
