namespace FailureFunctions.Bench.Chaos.Checking;

/// <summary>A notification, and what the sender was told.</summary>
/// <param name="Facts">What it reports.</param>
/// <param name="Acknowledged">Whether it was answered with 200 or 202.</param>
/// <param name="EventId">The id that the answer gave it; null when there was none.</param>
/// <param name="GivenUp">Whether the sender was meant to give up after one attempt.</param>
internal sealed record SentNotification(FailureFacts Facts, bool Acknowledged, string? EventId, bool GivenUp);

/// <summary>A row of the table <c>Failures</c>.</summary>
/// <param name="PartitionKey">Its partition.</param>
/// <param name="RowKey">Its key.</param>
/// <param name="EventId">The event.</param>
/// <param name="Facts">What it says.</param>
/// <param name="Classification">What the reply means: reason, severity, advice, rule.</param>
/// <param name="IsMarked">Whether it says that it was published.</param>
internal sealed record StoredFailure(
    string PartitionKey, string RowKey, string EventId, FailureFacts Facts, string Classification, bool IsMarked);

/// <summary>A message that the subscriber received, the first under its MessageId.</summary>
/// <param name="MessageId">The MessageId.</param>
/// <param name="EventId">The event that its body names.</param>
/// <param name="Facts">What its body says.</param>
/// <param name="Classification">What the reply means: reason, severity, advice, rule.</param>
internal sealed record ReceivedFailure(string MessageId, string EventId, FailureFacts Facts, string Classification);
