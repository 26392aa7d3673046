using FailureFunctions.Smtp;

namespace FailureFunctions.Copernica.Notification;

/// <summary>
/// A <em>failure</em> notification as Copernica reports it: what was read from one call, nothing concluded.
/// Every text is bounded by <see cref="FieldLimits"/>, so that it can be stored and sent as it is.
/// </summary>
internal sealed record FailureNotification
{
    /// <summary>Copernica's id of the message that failed; one message may fail more than once.</summary>
    public required string MessageId { get; init; }

    /// <summary>The recipient as given in RCPT TO, without the blanks and angle brackets around it. Not necessarily a valid address.</summary>
    public required string Recipient { get; init; }

    /// <summary>
    /// When the notification says that it happened: <c>time</c>, or else <c>timestamp</c> taken as UTC.
    /// Null when it says neither, or a moment that cannot be (before the year 2000, or over a day ahead).
    /// </summary>
    public DateTimeOffset? ReportedAt { get; init; }

    /// <summary>The <c>timestamp</c> field as it was sent; its zone is not documented.</summary>
    public string? Timestamp { get; init; }

    /// <summary>The <c>action</c> field as it was sent: <c>failure</c> or <c>failed</c>. Nothing depends on it.</summary>
    public string? Action { get; init; }

    /// <summary>Where it failed, and what was replied.</summary>
    public required DeliveryReply Reply { get; init; }

    /// <summary>
    /// Whether the message was accepted first and returned later (the state is <c>bounce</c>); null when no state was sent.
    /// </summary>
    public bool? IsAsynchronous => Reply.State is { } state ? state == "bounce" : null;

    /// <summary>The tags of the mailing, in the order given, without blanks and repeats.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The <c>profile</c> field.</summary>
    public string? Profile { get; init; }

    /// <summary>The <c>mailing</c> field.</summary>
    public string? Mailing { get; init; }

    /// <summary>
    /// All that has no place above, as the text of a JSON object: other fields (<c>subprofile</c>, <c>database</c>,
    /// <c>template</c>, whatever comes later) under their names, second values of single-valued
    /// fields, and values that could not be used. Null when there is nothing.
    /// </summary>
    public string? Extra { get; init; }
}
