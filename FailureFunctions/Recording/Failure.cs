using System.Diagnostics;
using FailureFunctions.Classification;
using FailureFunctions.Smtp;
using FailureFunctions.Tables;

namespace FailureFunctions.Recording;

/// <summary>One failed delivery: what was reported, what it means, and who it is about. Stored and published as it is here.</summary>
internal sealed record Failure
{
    /// <summary>Its identity.</summary>
    public required EventId EventId { get; init; }

    /// <summary>The recipient as a key.</summary>
    public required RecipientKey RecipientKey { get; init; }

    /// <summary>The recipient as it was given.</summary>
    public required string Recipient { get; init; }

    /// <summary>The Copernica account, such as <c>account_1234</c>.</summary>
    public required string Account { get; init; }

    /// <summary>Copernica's id of the message that failed.</summary>
    public required string MessageId { get; init; }

    /// <summary>Whether it failed during the delivery or after it.</summary>
    public required FailureKind Kind { get; init; }

    /// <summary>When the notification says that it happened; null when it does not say.</summary>
    public required DateTimeOffset? ReportedAt { get; init; }

    /// <summary>When it happened: as reported, else when the call was dated, else when it was received.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>When it was first received.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The <c>timestamp</c> field as it was sent.</summary>
    public string? ReportedTimestamp { get; init; }

    /// <summary>The <c>action</c> field as it was sent.</summary>
    public string? Action { get; init; }

    /// <summary>Where it failed, and what was replied.</summary>
    public required DeliveryReply Reply { get; init; }

    /// <summary>What the reply means.</summary>
    public required ReplyClassification Classification { get; init; }

    /// <summary>The tags of the mailing.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Copernica's id of the profile.</summary>
    public string? Profile { get; init; }

    /// <summary>Copernica's id of the mailing.</summary>
    public string? Mailing { get; init; }

    /// <summary>Everything else that was sent, as the text of a JSON object; null when there is nothing.</summary>
    public string? Extra { get; init; }

    /// <summary>
    /// The trace of the request that it came with, so that a message which is published later goes on in it; null when
    /// there was none. Kept in the outbox and passed on with the message, and no part of what happened.
    /// </summary>
    public ActivityContext? Trace { get; init; }

    /// <summary>The RowKey of its row in the failures table.</summary>
    public string RowKey => FailureRowKey.Of(ReportedAt, EventId);
}
