using FailureFunctions.Copernica.Signing;
using FailureFunctions.Quarantine;
using FailureFunctions.Recording;

namespace FailureFunctions.Receiving;

/// <summary>The result of a request: one of the cases below. Functions/ReceiveFailure.cs maps each to its HTTP answer.</summary>
internal abstract record ReceiveResult
{
    private ReceiveResult()
    {
    }

    /// <summary>The stable name in answers, logs, metrics and rows: docs/problems.md, docs/telemetry.md.</summary>
    public string Name => this switch
    {
        Accepted { Outcome: RecordOutcome.Recorded } => "recorded",
        Accepted { Outcome: RecordOutcome.Duplicate } => "duplicate",
        Accepted { Outcome: RecordOutcome.Queued } => "queued",
        Unauthenticated => "unauthenticated",
        KeyUnavailable => "key-unavailable",
        StorageUnavailable => "storage-unavailable",
        Delivered { HasCleared: true } => "cleared",
        Delivered => "delivered",
        Rejected rejected => rejected.Rejection.Cause,
        _ => throw new InvalidOperationException($"{this} has no name."),
    };

    /// <summary>Durable: stored and published, stored and published before, or queued.</summary>
    public sealed record Accepted(RecordOutcome Outcome, EventId EventId) : ReceiveResult;

    /// <summary>Not proven to be Copernica's.</summary>
    public sealed record Unauthenticated(Authentication.Refused Refusal) : ReceiveResult;

    /// <summary>The signature cannot be checked, because its key is unavailable.</summary>
    public sealed record KeyUnavailable(TimeSpan RetryAfter) : ReceiveResult;

    /// <summary>Authentic, and unreadable or of another type: in the quarantine.</summary>
    public sealed record Rejected(Rejection Rejection) : ReceiveResult;

    /// <summary>A delivery, and whether it has ended the probation or strikes of its address.</summary>
    public sealed record Delivered(bool HasCleared) : ReceiveResult;

    /// <summary>Not stored, or neither published nor queued: not acknowledged.</summary>
    public sealed record StorageUnavailable : ReceiveResult;
}
