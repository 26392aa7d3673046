using FailureFunctions.Copernica;
using FailureFunctions.Copernica.Notification;

namespace FailureFunctions.Quarantine;

/// <summary>A rejected notification as it stands in its table, whatever a hand has made of it.</summary>
internal sealed record KeptNotification
{
    /// <summary>Its name.</summary>
    public required KeptId Id { get; init; }

    /// <summary>Its version: whoever changes the row first makes this one out of date.</summary>
    public required string Version { get; init; }

    /// <summary>Why it was not taken, as it stands in the row; null when the row does not say.</summary>
    public string? Cause { get; init; }

    /// <summary>What was wrong, by field; empty when the row does not say.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>What can be taken anew; null when the row cannot be read.</summary>
    public AuthenticNotification? Notification { get; init; }

    /// <summary>What is wrong with the row; null when it can be read. Names a column, never its content.</summary>
    public string? Fault { get; init; }

    /// <summary>When it was last replayed; null when it never was.</summary>
    public DateTimeOffset? ReplayedAt { get; init; }

    /// <summary>What came of it then; null when it was never replayed.</summary>
    public string? ReplayOutcome { get; init; }

    /// <summary>The event that a replay made of it; null so long as none could.</summary>
    public string? EventId { get; init; }
}
