using System.Diagnostics;
using FailureFunctions.Classification;
using FailureFunctions.Copernica.Notification;
using FailureFunctions.Smtp;
using FailureFunctions.Tables;

namespace FailureFunctions.Recording;

/// <summary>
/// One failed delivery, or a complaint about a delivered message, as it is stored and published: what was reported, what it means,
/// and whom it concerns.
/// </summary>
internal sealed record Failure
{
    public required EventId EventId { get; init; }

    public required RecipientKey RecipientKey { get; init; }

    /// <summary>As sent, without surrounding blanks and angle brackets.</summary>
    public required string Recipient { get; init; }

    /// <summary>The Copernica account, such as <c>account_1234</c>.</summary>
    public required string Account { get; init; }

    /// <summary>Copernica's id of the message that failed.</summary>
    public required string MessageId { get; init; }

    public required FailureKind Kind { get; init; }

    /// <summary>The webhook that reported it, or the log.</summary>
    public NotificationType Source { get; init; }

    /// <summary>The address at which delivery failed, where a bounce names another one: mail was forwarded. Null otherwise.</summary>
    public string? FinalRecipient { get; init; }

    /// <summary>When it happened according to the notification; null when it does not say. Part of the event id and the RowKey.</summary>
    public required DateTimeOffset? ReportedAt { get; init; }

    /// <summary>As reported, but at most the time of receipt plus the allowed clock skew; else the signed Date; else the time of receipt.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>When it was first received.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The field <c>timestamp</c> as sent.</summary>
    public string? ReportedTimestamp { get; init; }

    /// <summary>The field <c>action</c> as sent.</summary>
    public string? Action { get; init; }

    public required DeliveryReply Reply { get; init; }

    public required ReplyClassification Classification { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public string? Profile { get; init; }

    public string? Mailing { get; init; }

    /// <summary>Everything else that was sent, as a JSON object; null when there is nothing.</summary>
    public string? Extra { get; init; }

    /// <summary>The trace of the request; stored in the outbox, so that a message published later continues it. Null when there was none.</summary>
    public ActivityContext? Trace { get; init; }

    public RowKeys Keys => new(RecipientKey.PartitionKey, FailureRowKey.Of(ReportedAt, EventId));
}

internal enum FailureKind
{
    /// <summary>The notification does not say.</summary>
    Unknown,

    /// <summary>During delivery: the receiving server refused, or could not be reached.</summary>
    Synchronous,

    /// <summary>After delivery: the message was accepted, and returned later.</summary>
    Asynchronous,

    /// <summary>Not a failure: the recipient reported the message as spam.</summary>
    Complaint,
}

internal static class FailureKinds
{
    /// <summary>Stands for a delivery state in a complaint, which has none.</summary>
    public const string ComplaintState = "complaint";

    /// <summary>The kind that a delivery state implies.</summary>
    public static FailureKind Of(string? state) => state switch
    {
        null => FailureKind.Unknown,
        "bounce" => FailureKind.Asynchronous,
        ComplaintState => FailureKind.Complaint,
        _ => FailureKind.Synchronous,
    };

    /// <summary>The name in tables and messages.</summary>
    public static string NameOf(FailureKind kind) => kind switch
    {
        FailureKind.Synchronous => "synchronous",
        FailureKind.Asynchronous => "asynchronous",
        FailureKind.Complaint => "complaint",
        _ => "unknown",
    };
}
