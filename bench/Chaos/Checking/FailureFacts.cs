namespace FailureFunctions.Bench.Chaos.Checking;

/// <summary>What was reported of a failure: as it was sent, as its row has it, and as its message has it, all the same.</summary>
/// <param name="MessageId">Copernica's id of the mail; here, each notification has its own.</param>
/// <param name="Recipient">The address.</param>
/// <param name="Account">The account that called.</param>
/// <param name="OccurredAt">The moment that was reported.</param>
/// <param name="State">The state of the delivery.</param>
/// <param name="Code">The reply code.</param>
/// <param name="Extended">The enhanced status code.</param>
/// <param name="Description">The reply.</param>
/// <param name="Tag">The tag of the mailing.</param>
internal sealed record FailureFacts(
    string MessageId,
    string Recipient,
    string Account,
    DateTimeOffset OccurredAt,
    string State,
    int? Code,
    string? Extended,
    string? Description,
    string? Tag)
{
    /// <summary>The state of a complaint.</summary>
    public const string Complaint = "complaint";
}
