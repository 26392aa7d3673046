namespace FailureFunctions.Tests.Recording.Protocol;

/// <summary>What lasts of one event: its row, its pointers in the outbox, its message, and what was promised to the sender.</summary>
internal readonly record struct StoredEvent
{
    public StoredEvent()
    {
    }

    /// <summary>How often a row was added; a row that is added again is another one.</summary>
    public int Rows { get; init; }

    public bool HasRow { get; init; }

    /// <summary>Whether the row says that it was published.</summary>
    public bool IsMarked { get; init; }

    /// <summary>Whether the row consists of nothing but a mark.</summary>
    public bool IsFragment { get; init; }

    /// <summary>The names of its pointers, sorted, each followed by a comma.</summary>
    public string Pointers { get; init; } = "";

    /// <summary>Whether the bus has accepted its message; since the row was erased, if it was.</summary>
    public bool IsPublished { get; init; }

    public bool IsAcknowledged { get; init; }

    public bool IsErased { get; init; }

    /// <summary>Whether retention has removed its row after it was published.</summary>
    public bool IsExpired { get; init; }

    /// <summary>The row's ETag.</summary>
    public string Version => $"{Rows}{(IsMarked ? "p" : "")}";

    public StoredEvent WithPointer(string name) => this with
    {
        Pointers = string.Concat(Pointers.Split(',', StringSplitOptions.RemoveEmptyEntries).Append(name).Distinct().Order(StringComparer.Ordinal).Select(pointer => pointer + ",")),
    };

    public StoredEvent WithoutPointer(string name) => this with { Pointers = Pointers.Replace(name + ",", "", StringComparison.Ordinal) };

    /// <summary>The first invariant that is broken at this moment; null when none is.</summary>
    public string? ViolationOf(string id) => this switch
    {
        { IsFragment: true } => $"F: {id} has a row without a failure.",
        { IsErased: true } or { IsExpired: true } => null,
        { IsAcknowledged: true, HasRow: false } => $"A: {id} was acknowledged and is not stored.",
        { IsAcknowledged: true, IsPublished: false, Pointers: "" } => $"B: {id} was acknowledged and is neither published nor queued.",
        { IsPublished: true, HasRow: false } => $"E: {id} was published and is not stored.",
        _ => null,
    };
}
