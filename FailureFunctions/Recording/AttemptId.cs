namespace FailureFunctions.Recording;

/// <summary>
/// The id of one attempt to record a failure. It is given to the outbox entry that the attempt makes, and to the row
/// that is written while that entry stands: <see cref="FailureRecorder"/> tells by it whether an earlier entry has
/// already been completed.
/// </summary>
/// <param name="Value">32 hexadecimal digits; empty when it cannot be told.</param>
internal readonly record struct AttemptId(string Value)
{
    /// <summary>What is known of a row or entry whose attempt was removed or altered by hand.</summary>
    public static AttemptId Unknown => new("");

    /// <summary>A new id.</summary>
    /// <returns>An id that no other attempt has.</returns>
    public static AttemptId New() => new(Guid.NewGuid().ToString("N"));

    /// <inheritdoc/>
    public override string ToString() => Value;
}
