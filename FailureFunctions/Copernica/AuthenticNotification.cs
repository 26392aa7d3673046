namespace FailureFunctions.Copernica;

/// <summary>A notification that was authenticated, now or when it was first received.</summary>
internal sealed record AuthenticNotification
{
    /// <summary>The sender, as <see cref="AccountId.ToString"/> has it.</summary>
    public required string Account { get; init; }

    /// <summary>The signed Date of the request; null when it was not signed.</summary>
    public required DateTimeOffset? CalledAt { get; init; }

    /// <summary>When it was received; null means just now.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    public required string? ContentType { get; init; }

    /// <summary>Byte for byte as received.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }
}
