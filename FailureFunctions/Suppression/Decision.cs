namespace FailureFunctions.Suppression;

/// <summary>What a person or another system decided about an address.</summary>
internal sealed record Decision
{
    /// <summary>How many of a recipient are kept at least.</summary>
    public const int Remembered = 50;

    public required DecisionKind Kind { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Actor { get; init; }

    public string? Note { get; init; }

    /// <summary>Why an entry that is added or imported is on the list; an imported list may be one of complaints.</summary>
    public SuppressionOrigin Origin { get; init; } = SuppressionOrigin.Manual;

    private bool Adds => Kind is DecisionKind.Add or DecisionKind.Import;

    private bool Protects => Kind is DecisionKind.Protect or DecisionKind.Unprotect;

    /// <summary>
    /// The time to give to a new decision, so that it has its effect whatever the clocks say: later than all earlier ones. A
    /// release is not earlier than any known evidence, which may be ahead of this clock.
    /// </summary>
    public static DateTimeOffset MomentOf(DecisionKind kind, IEnumerable<Evidence> evidence, IEnumerable<Decision> decisions, DateTimeOffset now)
    {
        var moments = decisions.Select(decision => decision.At.AddTicks(1));
        return (kind is DecisionKind.Release ? moments.Concat(evidence.Select(one => one.OccurredAt)) : moments).Append(now).Max();
    }

    /// <summary>
    /// Whether a further decision of a kind would change nothing: so that a repeat does not. Of several additions, each origin counts.
    /// </summary>
    public static bool IsInForce(DecisionKind kind, SuppressionOrigin origin, IEnumerable<Evidence> evidence, IReadOnlyCollection<Decision> decisions)
    {
        var releasedAt = ReleasedAt(decisions);
        var additions = Additions(decisions, releasedAt);
        return kind switch
        {
            DecisionKind.Release => releasedAt is not null && !additions.Any()
                && !evidence.Any(one => one.SpeaksAgainst && one.OccurredAt > releasedAt),
            DecisionKind.Protect => ProtectedSince(decisions) is not null,
            DecisionKind.Unprotect => ProtectedSince(decisions) is null,
            _ => additions.Any(addition => addition.Kind == kind && addition.Origin == origin),
        };
    }

    /// <summary>The latest release; what is at or before it does not count.</summary>
    public static DateTimeOffset? ReleasedAt(IReadOnlyCollection<Decision> decisions) => Latest(decisions, DecisionKind.Release);

    /// <summary>Since when the address is protected; null when it is not. Of two at the same time, the protection counts.</summary>
    public static DateTimeOffset? ProtectedSince(IReadOnlyCollection<Decision> decisions)
    {
        var unprotected = Latest(decisions, DecisionKind.Unprotect);
        DateTimeOffset? since = null;
        foreach (var decision in decisions)
            if (decision.Kind is DecisionKind.Protect && !(decision.At < unprotected) && !(decision.At >= since))
                since = decision.At;
        return since;
    }

    /// <summary>The additions that no release has ended.</summary>
    public static IEnumerable<Decision> Additions(IEnumerable<Decision> decisions, DateTimeOffset? releasedAt) =>
        decisions.Where(decision => decision.Adds && !(decision.At <= releasedAt));

    /// <summary>The newest, and those that decide: with them the result is that of all.</summary>
    public static IReadOnlyList<Decision> Kept(IReadOnlyCollection<Decision> decisions)
    {
        var releasedAt = ReleasedAt(decisions);
        var protectedSince = ProtectedSince(decisions);
        return
        [
            .. decisions.OrderByDescending(decision => decision.At).Take(Remembered)
                .Concat(decisions.Where(decision => decision.Kind is DecisionKind.Release && decision.At == releasedAt).Take(1))
                .Concat(Additions(decisions, releasedAt).GroupBy(decision => decision.Origin).Select(group => group.MinBy(decision => decision.At)!))
                .Concat(decisions.Where(decision => decision.Protects && decision.At == protectedSince))
                .Concat(decisions.Where(decision => decision.Kind is DecisionKind.Unprotect).OrderByDescending(decision => decision.At).Take(1))
                .Distinct()
                .OrderBy(decision => decision.At),
        ];
    }

    private static DateTimeOffset? Latest(IReadOnlyCollection<Decision> decisions, DecisionKind kind)
    {
        DateTimeOffset? latest = null;
        foreach (var decision in decisions)
            if (decision.Kind == kind && !(decision.At <= latest))
                latest = decision.At;
        return latest;
    }
}

internal enum DecisionKind
{
    /// <summary>Suppresses the address until it is released.</summary>
    Add,

    /// <summary>Like <see cref="Add"/>, from a list of another system.</summary>
    Import,

    /// <summary>Ends every suppression; what is at or before it no longer counts.</summary>
    Release,

    /// <summary>Evidence does not suppress the address.</summary>
    Protect,

    /// <summary>Evidence counts again, that from before too.</summary>
    Unprotect,
}

/// <summary>A decision that somebody asks for. The list gives it its time.</summary>
internal sealed record DecisionRequest(DecisionKind Kind, string Actor, string? Note = null, SuppressionOrigin Origin = SuppressionOrigin.Manual)
{
    /// <summary>What must hold of all evidence there is, of messages that still wait, too; null for nothing.</summary>
    public Func<IReadOnlyCollection<Evidence>, IReadOnlyList<Decision>, bool>? OnlyIf { get; init; }

    public Decision At(DateTimeOffset moment) => new() { Kind = Kind, At = moment, Actor = Actor, Note = Note, Origin = Origin };
}

internal enum DecisionResult
{
    Applied,

    /// <summary>It was in force: nothing changed.</summary>
    InForce,

    /// <summary>The answer is not the one that the caller has seen.</summary>
    OtherVersion,
}
