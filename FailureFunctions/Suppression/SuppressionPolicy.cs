using FailureFunctions.Classification;

namespace FailureFunctions.Suppression;

/// <summary>
/// Decides whether one recipient gets mail: a function of its evidence and decisions as sets, the settings and the time, and of
/// nothing else. docs/suppression.md.
/// </summary>
internal sealed class SuppressionPolicy(SuppressionOptions options)
{
    private readonly SuppressionRules _rules = new(options);
    private readonly KeptEvidence _kept = new(options);

    /// <param name="domainProtectedSince">Since when the recipient's domain is protected; null when it is not.</param>
    public SuppressionState Decide(
        IEnumerable<Evidence> evidence, IReadOnlyCollection<Decision> decisions, DateTimeOffset now, DateTimeOffset? domainProtectedSince = null)
    {
        var releasedAt = Decision.ReleasedAt(decisions);
        var protectedSince = Earlier(Decision.ProtectedSince(decisions), domainProtectedSince);
        var counted = new CountedEvidence(evidence, releasedAt);
        // A protection is from evidence. What a person or a list adds by name counts all the same.
        var stretches = protectedSince is null ? _rules.Stretches(counted) : [];
        foreach (var addition in Decision.Additions(decisions, releasedAt))
            stretches.Add(Stretch.From(addition));

        if (Longest(stretches, now) is { } longest)
            return Suppressed(longest, Stretch.SinceOf(stretches, now));
        if (protectedSince is not null)
            return new SuppressionState { Status = SuppressionStatus.Protected, Since = protectedSince };
        return Watched(counted, now)
            ?? new SuppressionState { Status = releasedAt is null ? SuppressionStatus.None : SuppressionStatus.Released, Since = releasedAt };
    }

    /// <summary>
    /// Whether a delivery ends a probation or strikes: now, or once the address is no longer protected or suppressed for another cause.
    /// </summary>
    public bool IsEndedBy(Evidence delivery, IReadOnlyCollection<Evidence> evidence, IReadOnlyCollection<Decision> decisions, DateTimeOffset now)
    {
        if (Decide(evidence, decisions, now) is { Status: SuppressionStatus.None or SuppressionStatus.Released } or { Status: SuppressionStatus.Suppressed, Until: null })
            return false;
        var counted = new CountedEvidence(evidence, Decision.ReleasedAt(decisions));
        return counted.Dead.Concat(counted.Disabled).Concat(counted.Strikes)
            .Any(failure => failure.OccurredAt <= delivery.OccurredAt && !(counted.DeliveredAfter(failure) <= delivery.OccurredAt));
    }

    /// <summary>The evidence that has to be copied into the recipient's row, so that the removal of older rows changes nothing.</summary>
    public IReadOnlyList<Evidence> Kept(IEnumerable<Evidence> evidence, IReadOnlyCollection<Decision> decisions) => _kept.Of(evidence, decisions);

    /// <summary>
    /// Whether the address is suppressed for nothing but failures for this reason in this time: those of an outage, whose
    /// addresses are to be released.
    /// </summary>
    /// <param name="until">Excluded.</param>
    public bool RestsOnlyOn(
        Reason reason, DateTimeOffset from, DateTimeOffset until, IReadOnlyCollection<Evidence> evidence, IReadOnlyCollection<Decision> decisions, DateTimeOffset now)
    {
        var others = evidence.Where(one => !(one.Kind is EvidenceKind.Failure && one.Reason == reason && one.OccurredAt >= from && one.OccurredAt < until));
        return Decide(evidence, decisions, now).IsSuppressedAt(now) && !Decide(others, decisions, now).IsSuppressedAt(now);
    }

    private static Stretch? Longest(List<Stretch> stretches, DateTimeOffset now)
    {
        Stretch? longest = null;
        foreach (var stretch in stretches)
            if (stretch.End > now && (longest is not { } best || Precedes(stretch, best)))
                longest = stretch;
        return longest;
    }

    private static bool Precedes(Stretch one, Stretch other) => (one.End, other.Origin, other.Since).CompareTo((other.End, one.Origin, one.Since)) > 0;

    private static SuppressionState Suppressed(Stretch longest, DateTimeOffset since) => new()
    {
        Status = SuppressionStatus.Suppressed,
        Since = since,
        Until = longest.End == Stretch.Never ? null : longest.End,
        Reason = longest.Reason,
        Origin = longest.Origin,
        Evidence = [.. longest.Evidence.Reverse()],
    };

    // Verdicts that another one could confirm, and the run of strikes that another one could continue: no delivery has come since.
    private SuppressionState? Watched(CountedEvidence evidence, DateTimeOffset now)
    {
        var verdicts = evidence.Dead.FindAll(one => now - one.OccurredAt < options.RepeatWithin && evidence.DeliveredAfter(one) is null);
        var run = _rules.Runs(evidence).LastOrDefault() ?? [];
        if (run.Count > 0 && evidence.DeliveredAfter(run[^1]) is not null)
            run = [];
        var forgotten = run.Count == 0 ? default : Stretch.Later(new DateTimeOffset(run[^1].OccurredAt.UtcDateTime.Date, TimeSpan.Zero), options.StrikesGap + TimeSpan.FromDays(1));
        List<Evidence> watched = verdicts.Count == 0 ? [] : [verdicts[0], verdicts[^1]];
        if (now < forgotten)
            watched.AddRange(KeptEvidence.OfRun(run, options));
        if (watched.Count == 0)
            return null;
        KeptEvidence.InOrder(watched);
        watched.Reverse();
        var repeatable = verdicts.Count == 0 ? default : Stretch.Later(verdicts[^1].OccurredAt, options.RepeatWithin);
        return new SuppressionState
        {
            Status = SuppressionStatus.Watched,
            Since = watched[^1].OccurredAt,
            Until = repeatable > forgotten ? repeatable : forgotten,
            Reason = watched[0].Reason,
            Evidence = watched,
        };
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other : one;
}
