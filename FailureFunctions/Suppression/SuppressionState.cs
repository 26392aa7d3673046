using FailureFunctions.Classification;

namespace FailureFunctions.Suppression;

/// <summary>Whether an address gets mail, and why not.</summary>
internal sealed record SuppressionState
{
    public required SuppressionStatus Status { get; init; }

    /// <summary>Since when without interruption; null for <see cref="SuppressionStatus.None"/>.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>
    /// When it ends by itself, that moment excluded; null when it does not. A suppression without it lasts until a release. What
    /// is watched is forgotten then.
    /// </summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The reason of the evidence that decides; null when it is none, or a complaint.</summary>
    public Reason? Reason { get; init; }

    /// <summary>Where a suppression comes from; null when there is none.</summary>
    public SuppressionOrigin? Origin { get; init; }

    /// <summary>What it rests on, newest first: at most some tens.</summary>
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    /// <summary>What to go by when a stored state is read later: an entry whose end has passed is not suppressed.</summary>
    public bool IsSuppressedAt(DateTimeOffset now) => Status is SuppressionStatus.Suppressed && !(Until <= now);
}

internal enum SuppressionStatus
{
    /// <summary>Nothing counts, or counts any longer.</summary>
    None,

    /// <summary>Gets mail; has evidence that more of it would complete.</summary>
    Watched,

    /// <summary>Gets mail, because it was released.</summary>
    Released,

    /// <summary>Gets mail, whatever evidence there is.</summary>
    Protected,

    /// <summary>Gets no mail.</summary>
    Suppressed,
}

/// <summary>Where a suppression comes from. Of several that last equally long, the first of these is reported.</summary>
internal enum SuppressionOrigin
{
    Complaint,
    Manual,
    Import,
    Failure,
}
