namespace FailureFunctions.Copernica;

/// <summary>A notification that has been shown to be Copernica's, whenever that was.</summary>
internal sealed record AuthenticNotification
{
    /// <summary>The account that it comes from, normalised.</summary>
    public required string Account { get; init; }

    /// <summary>The signed Date of the call; null when it was not signed.</summary>
    public required DateTimeOffset? CalledAt { get; init; }

    /// <summary>When it was received; null for just now.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>The header Content-Type; null when it was not sent.</summary>
    public required string? ContentType { get; init; }

    /// <summary>The body, byte for byte.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }
}
