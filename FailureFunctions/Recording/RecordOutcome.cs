namespace FailureFunctions.Recording;

/// <summary>What became of a failure that was to be recorded.</summary>
internal enum RecordOutcome
{
    /// <summary>Nothing could be made durable: it is not acknowledged.</summary>
    Unavailable,

    /// <summary>Durable in the outbox; stored and published as soon as that can be done.</summary>
    Queued,

    /// <summary>Stored and published.</summary>
    Recorded,

    /// <summary>Stored and published before.</summary>
    Duplicate,
}
