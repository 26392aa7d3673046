using FailureFunctions.Smtp;

namespace FailureFunctions.Copernica.Bounces;

internal enum BounceKind
{
    /// <summary>None of the others, as far as the app can tell.</summary>
    Unrecognised,

    /// <summary>The message was not delivered to at least one recipient, and no server tries again.</summary>
    Failed,

    /// <summary>A server has not delivered the message yet and keeps trying.</summary>
    Delayed,

    /// <summary>Sent by a program that answers mail (RFC 3834), or a receipt: it says nothing against the address.</summary>
    AutoReply,

    /// <summary>The recipient reported the message as spam (RFC 5965).</summary>
    Complaint,
}

/// <summary>What a message says that came back to the envelope address. Texts are bounded, and may be in any language.</summary>
/// <param name="Recipients">Those that it names. Empty when it names none, and always for <see cref="BounceKind.AutoReply"/>.</param>
internal sealed record BounceReading(BounceKind Kind, IReadOnlyList<ReportedRecipient> Recipients)
{
    public static readonly BounceReading Unrecognised = new(BounceKind.Unrecognised, []);

    /// <summary>Of a complaint: <c>abuse</c>, <c>fraud</c>, … (RFC 5965, section 7.3); null when it does not say.</summary>
    public string? FeedbackType { get; init; }

    /// <summary>Of a complaint: the Message-ID of the message that it is about, without brackets; null when it does not say.</summary>
    public string? OriginalId { get; init; }

    /// <summary>The Date of the message; null when it has none that can be read.</summary>
    public DateTimeOffset? Date { get; init; }
}

/// <summary>What a bounce says about one recipient; RFC 3464 (section 2.3) names the fields. What is absent is null.</summary>
internal sealed record ReportedRecipient
{
    public BounceKind Kind { get; init; } = BounceKind.Failed;

    /// <summary>The address at which delivery failed; another than that of RCPT TO where mail was forwarded.</summary>
    public string? Final { get; init; }

    /// <summary>The address as the sender gave it.</summary>
    public string? Original { get; init; }

    public ReplyCode? Code { get; init; }

    public EnhancedStatusCode? Status { get; init; }

    /// <summary>The reply of the remote server, or the explanation of the reporting one.</summary>
    public string? Text { get; init; }
}
