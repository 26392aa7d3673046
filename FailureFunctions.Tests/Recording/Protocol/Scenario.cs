namespace FailureFunctions.Tests.Recording.Protocol;

/// <summary>What runs at the same time: deliveries, drains, and a hand that erases a recipient.</summary>
internal sealed record Scenario
{
    /// <summary>Whether both deliveries are of the same notification.</summary>
    public required bool Same { get; init; }

    /// <summary>Whether everything runs in one process, which dies and is told to end as a whole.</summary>
    public required bool OneProcess { get; init; }

    /// <summary>The most faults in one run.</summary>
    public required int Faults { get; init; }

    /// <summary>How many deliveries there are: 1 or 2.</summary>
    public int Deliveries { get; init; } = 2;

    /// <summary>How many drains run at once.</summary>
    public int Drains { get; init; } = 1;

    /// <summary>Whether drains respect each other's leases; without, it is as if each lease had expired at once.</summary>
    public bool Leases { get; init; } = true;

    /// <summary>What is erased of the recipient meanwhile.</summary>
    public Erasure Erasure { get; init; }

    /// <summary>The flaw of the protocol; null for the app's own.</summary>
    public Flaw? Flaw { get; init; }
}
