using FailureFunctions.Copernica.Notification;
using FailureFunctions.Recording;

namespace FailureFunctions.Receiving;

/// <summary>What came of a call. One of the cases nested here, and no other.</summary>
internal abstract record IntakeResult
{
    private IntakeResult()
    {
    }

    /// <summary>Stored and published.</summary>
    /// <param name="EventId">The event.</param>
    public sealed record Recorded(EventId EventId) : IntakeResult;

    /// <summary>Stored and published before.</summary>
    /// <param name="EventId">The event.</param>
    public sealed record Duplicate(EventId EventId) : IntakeResult;

    /// <summary>Durable; published as soon as that can be done.</summary>
    /// <param name="EventId">The event.</param>
    public sealed record Queued(EventId EventId) : IntakeResult;

    /// <summary>Not shown to be Copernica's.</summary>
    /// <param name="Cause">The name of the check that failed: for logs and metrics, not for the caller.</param>
    /// <param name="Hint">What an operator can fix; may be shown to anyone.</param>
    public sealed record Unauthenticated(string Cause, string Hint) : IntakeResult;

    /// <summary>Whether it is Copernica's cannot be told now, since its key cannot be had.</summary>
    /// <param name="RetryAfter">When asking again makes sense.</param>
    public sealed record KeyUnavailable(TimeSpan RetryAfter) : IntakeResult;

    /// <summary>The tables cannot be reached: nothing was kept.</summary>
    public sealed record StorageUnavailable : IntakeResult;

    /// <summary>Neither form nor JSON.</summary>
    public sealed record UnsupportedMediaType : IntakeResult;

    /// <summary>Authentic, but it cannot be read or fields are missing; kept.</summary>
    /// <param name="Errors">What is wrong, by field.</param>
    public sealed record Unreadable(IReadOnlyList<FieldError> Errors) : IntakeResult;

    /// <summary>Authentic, but of another type than <c>failure</c>; kept.</summary>
    public sealed record OtherType : IntakeResult;
}
