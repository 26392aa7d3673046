namespace FailureFunctions.Tests.Recording.Protocol;

/// <summary>What lasts of the two events that scenarios are about. A value: whatever happens makes another one.</summary>
/// <param name="A">Of the event whose id begins with a.</param>
/// <param name="B">Of the other.</param>
internal readonly record struct SimulatedStores(StoredEvent A, StoredEvent B)
{
    public IEnumerable<(string Id, StoredEvent Event)> Events => [("a", A), ("b", B)];

    public StoredEvent this[string id] => id[0] == 'a' ? A : B;

    public SimulatedStores With(string id, StoredEvent stored) => id[0] == 'a' ? this with { A = stored } : this with { B = stored };

    /// <summary>The invariants that must hold at every moment: the first that is broken; null when none is.</summary>
    public string? Violation => ViolationOf("a", A) ?? ViolationOf("b", B);

    private static string? ViolationOf(string id, StoredEvent stored) => stored switch
    {
        { IsErased: true } => null,
        { IsAcknowledged: true, IsStored: false } => $"A: {id} was acknowledged and is nowhere.",
        { IsPublished: true, Row: null } => $"E: {id} was published and is not stored.",
        _ => null,
    };
}
