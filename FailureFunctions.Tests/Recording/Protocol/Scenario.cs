namespace FailureFunctions.Tests.Recording.Protocol;

/// <summary>What runs at the same time.</summary>
internal sealed record Scenario
{
    /// <summary>Whether both deliveries are of the same notification.</summary>
    public required bool Same { get; init; }

    /// <summary>Whether the two notifications report one bounce, each by its webhook.</summary>
    public bool OneBounce { get; init; }

    /// <summary>Whether the second notification is a line of the log, which reports the failure of the first; that one comes late.</summary>
    public bool IsInLog { get; init; }

    /// <summary>Whether everything runs in one process, which dies and is told to end as a whole.</summary>
    public required bool OneProcess { get; init; }

    /// <summary>The most faults in one run.</summary>
    public required int Faults { get; init; }

    /// <summary>How many deliveries there are: 1 or 2.</summary>
    public int Deliveries { get; init; } = 2;

    public int Drains { get; init; } = 1;

    public int Sweeps { get; init; }

    /// <summary>How many erasures of the recipient of the first notification there are.</summary>
    public int Erasures { get; init; }

    /// <summary>How many runs of retention there are, for which every row is old enough.</summary>
    public int Retentions { get; init; }

    /// <summary>The flaw of the protocol; null for the app's own.</summary>
    public Flaw? Flaw { get; init; }
}
