namespace FailureFunctions.Tests.Recording.Protocol;

/// <summary>What lasts of one event: in two tables, on the bus, and what was promised to the sender.</summary>
internal readonly record struct StoredEvent
{
    /// <summary>The attempt of its entry in the outbox; null when none stands.</summary>
    public string? Entry { get; init; }

    /// <summary>How often its entry was leased.</summary>
    public int Leases { get; init; }

    /// <summary>The attempt of its row in <c>Failures</c>; null when none stands.</summary>
    public string? Row { get; init; }

    public bool IsPublished { get; init; }

    public bool IsAcknowledged { get; init; }

    public bool IsErased { get; init; }

    public bool IsStored => Entry is not null || Row is not null;
}
