namespace FailureFunctions.Privacy;

/// <summary>How far going through a table has come. It takes as many runs as it needs.</summary>
internal sealed record RetentionPass
{
    /// <summary>The table.</summary>
    public required string Table { get; init; }

    /// <summary>The age that was set when it began.</summary>
    public required TimeSpan Age { get; init; }

    /// <summary>When it began; rows that were older than <see cref="Age"/> then are removed.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>From where to go on; null for the beginning.</summary>
    public string? Next { get; init; }

    /// <summary>How many rows it has removed.</summary>
    public int Removed { get; init; }

    /// <summary>When it came to the end; null while it has not.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>The moment before which rows are removed.</summary>
    public DateTimeOffset CutOff => StartedAt - Age;

    /// <summary>The pass to be at now: this one, or a new one, or none.</summary>
    /// <param name="last">What stands; null when there never was one.</param>
    /// <param name="table">The table.</param>
    /// <param name="age">The age that is set.</param>
    /// <param name="now">The present.</param>
    /// <returns>The pass to go on with; null when the last one is recent enough.</returns>
    public static RetentionPass? Due(RetentionPass? last, string table, TimeSpan age, DateTimeOffset now)
    {
        // What one began under another age is not gone on with: rows that are now to be kept must not go.
        if (last is null || last.Age != age)
            return new RetentionPass { Table = table, Age = age, StartedAt = now };
        if (last.CompletedAt is null)
            return now - last.StartedAt < RetentionLimits.Pass ? last : new RetentionPass { Table = table, Age = age, StartedAt = now };
        return now - last.CompletedAt < RetentionLimits.BetweenPasses ? null : new RetentionPass { Table = table, Age = age, StartedAt = now };
    }
}
