namespace FailureFunctions.Tests.Recording.Protocol;

/// <summary>What lasts in a scenario. A value: whatever happens makes another one.</summary>
internal interface IStores<T> : IEquatable<T>
{
    /// <summary>The first invariant that is broken at this moment; null when none is.</summary>
    string? Violation { get; }

    /// <summary>Notes what a participant has promised.</summary>
    T Acknowledge(string promise);
}

/// <summary>What lasts of the two events that scenarios are about. A value: whatever happens makes another one.</summary>
/// <param name="A">The event whose id begins with a.</param>
/// <param name="B">The other.</param>
/// <param name="Claim">The first letters of the events that the claim of their message names; null if it has no row.</param>
/// <param name="ClaimVersion">How often the claim was written.</param>
internal readonly record struct SimulatedStores(StoredEvent A, StoredEvent B, string? Claim, int ClaimVersion) : IStores<SimulatedStores>
{
    public static SimulatedStores Empty => new(new StoredEvent(), new StoredEvent(), null, 0);

    /// <summary>Whether the two are reports of one failure.</summary>
    public bool AreOneFailure { get; init; }

    public IEnumerable<(string Id, StoredEvent Event)> Events => [("a", A), ("b", B)];

    public StoredEvent this[string id] => id[0] == 'a' ? A : B;

    public SimulatedStores With(string id, StoredEvent stored) => id[0] == 'a' ? this with { A = stored } : this with { B = stored };

    public SimulatedStores Acknowledge(string id) => With(id, this[id] with { IsAcknowledged = true });

    public string? Violation => A.ViolationOf("a") ?? B.ViolationOf("b")
        ?? (AreOneFailure && A.HasRow && B.HasRow && !(WasRemoved(A) || WasRemoved(B)) ? "C: one failure has two rows." : null);

    private static bool WasRemoved(StoredEvent stored) => stored.IsErased || stored.IsExpired;
}
