using FailureFunctions.Copernica;
using FailureFunctions.Copernica.Notification;

namespace FailureFunctions.Quarantine;

/// <summary>A notification that was authentic and could not be taken: kept, so that it can be replayed after a fix.</summary>
internal sealed record RejectedNotification
{
    /// <summary>Why it was not taken.</summary>
    public required RejectionCause Cause { get; init; }

    /// <summary>What is wrong, by field.</summary>
    public required IReadOnlyList<FieldError> Errors { get; init; }

    /// <summary>The account that it comes from, normalised.</summary>
    public required string Account { get; init; }

    /// <summary>The signed Date of the call; null when it was not signed.</summary>
    public required DateTimeOffset? CalledAt { get; init; }

    /// <summary>The call as it came in. Its headers are kept only as far as they tell something and are no secret.</summary>
    public required WebhookRequest Request { get; init; }
}
