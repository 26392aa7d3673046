using FailureFunctions.Smtp;

namespace FailureFunctions.Copernica.Notification;

/// <summary>
/// What one <em>failure</em> notification of Copernica says, without any conclusion. Every text is bounded by
/// <see cref="FieldLimits"/>, so that it can be stored and sent as it is.
/// </summary>
internal sealed record FailureNotification
{
    private static readonly char[] AroundAddress =
        ['<', '>', .. Enumerable.Range(0, char.MaxValue + 1).Select(code => (char)code).Where(char.IsWhiteSpace)];

    private static readonly char[] AfterAddress = ['.', ',', ';', ' '];

    private const string MailTo = "mailto:";

    /// <summary>Copernica's id of the message that failed; one message may fail more than once.</summary>
    public required string MessageId { get; init; }

    /// <summary>The recipient of RCPT TO, as <see cref="RecipientOf"/> reads it. Not necessarily a valid address.</summary>
    public required string Recipient { get; init; }

    /// <summary>When it happened, according to the notification (<see cref="ReportedTime"/>); null when it does not say.</summary>
    public DateTimeOffset? ReportedAt { get; init; }

    /// <summary>As sent; its time zone is not documented.</summary>
    public string? Timestamp { get; init; }

    /// <summary>As sent: <c>failure</c> or <c>failed</c>. Nothing depends on it.</summary>
    public string? Action { get; init; }

    public required DeliveryReply Reply { get; init; }

    /// <summary>The tags of the mailing, in the order sent, without blanks and duplicates.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    public string? Profile { get; init; }

    public string? Mailing { get; init; }

    /// <summary>
    /// A JSON object of everything else: other fields (<c>subprofile</c>, <c>database</c>, <c>template</c>, …), repeats of
    /// the fields above, and values that could not be used. Null when there is nothing.
    /// </summary>
    public string? Extra { get; init; }

    /// <summary>
    /// The address without what may stand around it: blanks, angle brackets, a name (RFC 5322, section 3.4), <c>mailto:</c>, the
    /// punctuation of a list or a sentence. Empty when nothing is left.
    /// </summary>
    public static string RecipientOf(string? text)
    {
        var address = text?.Trim() ?? "";
        if (address.Contains('@'))
            address = address.TrimEnd(AfterAddress);
        if (address is [not '<', .., '>'])
            address = address[(address.LastIndexOf('<') + 1)..];
        address = address.Trim(AroundAddress);
        if (address.StartsWith(MailTo, StringComparison.OrdinalIgnoreCase))
            address = address[MailTo.Length..];
        return FieldLimits.CutIdentity(address.Trim(AroundAddress), FieldLimits.Recipient);
    }
}
