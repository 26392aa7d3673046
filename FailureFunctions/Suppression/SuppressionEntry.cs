using FailureFunctions.Tables;

namespace FailureFunctions.Suppression;

/// <summary>What the list knows of one recipient: its row, or that there is none.</summary>
internal sealed record SuppressionEntry
{
    public static readonly SuppressionState Nothing = new() { Status = SuppressionStatus.None };

    public required RecipientKey Key { get; init; }

    /// <summary>The address as it was last given.</summary>
    public required string Recipient { get; init; }

    /// <summary>
    /// In an entry that <see cref="SuppressionList"/> returns, what holds at that moment; in one that the table returns, what was
    /// stored, without the evidence that it rests on.
    /// </summary>
    public SuppressionState State { get; init; } = Nothing;

    /// <summary>The evidence that outlives its rows, oldest first.</summary>
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<Decision> Decisions { get; init; } = [];

    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>Changes when the stored answer does, and only then; 0 when there is no row.</summary>
    public int Version { get; init; }

    /// <summary>The last version that was announced, or did not need to be.</summary>
    public int AnnouncedVersion { get; init; }

    /// <summary>The row's ETag; null when there is no row.</summary>
    public string? Tag { get; init; }

    public bool IsAnnounced => AnnouncedVersion == Version;

    public static SuppressionEntry Unknown(RecipientKey key) => new() { Key = key, Recipient = key.Value };

    /// <summary>What the row becomes with what is known now; this entry itself where nothing changes.</summary>
    public SuppressionEntry With(string recipient, SuppressionState state, IReadOnlyList<Evidence> kept, IReadOnlyList<Decision> decisions, DateTimeOffset now)
    {
        var isSame = IsSameAnswer(state, State);
        if (isSame && kept.SequenceEqual(Evidence) && decisions.SequenceEqual(Decisions))
            return this;
        // Nothing speaks against it: neither does a domain's protection need a row of each of its addresses.
        if (Tag is null && kept.Count == 0 && decisions.Count == 0)
            return this;
        var version = isSame ? Version : Version + 1;
        // An address that was never suppressed, as far as anybody was told, is not announced.
        var tells = !IsAnnounced || (!isSame && (IsSuppressed(state) || IsSuppressed(State)));
        return this with
        {
            Recipient = recipient,
            State = state,
            Evidence = kept,
            Decisions = decisions,
            UpdatedAt = now,
            Version = version,
            AnnouncedVersion = tells ? AnnouncedVersion : version,
        };
    }

    private static bool IsSuppressed(SuppressionState state) => state.Status is SuppressionStatus.Suppressed;

    public static bool IsSameAnswer(SuppressionState one, SuppressionState other) => one with { Evidence = [] } == other with { Evidence = [] };
}
