using FailureFunctions.Copernica.Notification;
using FailureFunctions.Quarantine;
using FailureFunctions.Recording;

namespace FailureFunctions.Receiving;

/// <summary>What came of replaying one notification.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Outcome">
/// A name of <see cref="ReceiveResult.Name"/>; <see cref="RowUnreadable"/> or <see cref="Failed"/>.
/// </param>
/// <param name="EventId">The event that it now is; null when it could not be taken.</param>
/// <param name="Errors">Why not, by field or column; empty when it was taken.</param>
internal sealed record ReplayResult(KeptId Id, string Outcome, EventId? EventId, IReadOnlyList<FieldError> Errors)
{
    /// <summary>The row was altered by hand so that nothing can be made of it.</summary>
    public const string RowUnreadable = "row-unreadable";

    /// <summary>Something unforeseen; the log has it.</summary>
    public const string Failed = "failed";

    /// <summary>Why it is rejected again; null when it is not.</summary>
    public RejectionCause? Cause { get; init; }

    /// <summary>Whether nothing was tried, since the tables cannot be reached.</summary>
    public bool IsUnavailable { get; init; }

    /// <summary>Makes the result of what the pipeline said.</summary>
    /// <param name="id">The notification's name.</param>
    /// <param name="result">What the pipeline said.</param>
    /// <returns>The result.</returns>
    public static ReplayResult Of(KeptId id, ReceiveResult result) => result switch
    {
        ReceiveResult.Accepted accepted => new ReplayResult(id, result.Name, accepted.EventId, []),
        ReceiveResult.Rejected rejected => new ReplayResult(id, result.Name, null, rejected.Errors) { Cause = rejected.Cause },
        ReceiveResult.StorageUnavailable => new ReplayResult(id, result.Name, null, []) { IsUnavailable = true },
        ReceiveResult.UnsupportedMediaType => new ReplayResult(id, result.Name, null, [new FieldError("ContentType", "names neither form nor JSON")]),
        _ => throw new InvalidOperationException($"{result} is not the result of a replay."),
    };
}
