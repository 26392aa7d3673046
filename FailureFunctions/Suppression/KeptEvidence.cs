namespace FailureFunctions.Suppression;

/// <summary>
/// The evidence that has to outlive its rows. With it, and whatever comes later, the policy decides as with all of it: until when
/// and from where exactly, also when evidence comes late; since when and for what reason, too, unless it comes late between
/// strikes. docs/suppression.md has the proof.
/// </summary>
internal sealed class KeptEvidence(SuppressionOptions options)
{
    /// <summary>How much of a recipient is kept at most. The default settings reach it after two years of failing without being suppressed.</summary>
    public const int Most = 100;

    private readonly SuppressionRules _rules = new(options);

    public IReadOnlyList<Evidence> Of(IEnumerable<Evidence> evidence, IEnumerable<Decision> decisions) =>
        Of(new CountedEvidence(evidence, Decision.ReleasedAt(decisions)));

    private List<Evidence> Of(CountedEvidence evidence)
    {
        var kept = Ends(evidence.Complaints)
            .Concat(OfVerdicts(evidence.Dead))
            .Concat(Chain(evidence.Disabled, (earlier, later) => later.OccurredAt - earlier.OccurredAt <= options.DisabledFor))
            .Concat(_rules.Runs(evidence.Strikes).SelectMany(run => OfRun(run, options)))
            .Concat(evidence.Strikes.TakeLast(1))
            .Distinct()
            .OrderByDescending(one => one.OccurredAt)
            .ThenBy(one => one.EventId.Value, StringComparer.Ordinal)
            .ToList();
        if (kept.Count <= Most)
            return kept;
        // What suppresses until released must not be forgotten, however old it is.
        var needed = _rules.Stretches(evidence).Where(stretch => stretch.End == Stretch.Never).SelectMany(stretch => stretch.Evidence).ToHashSet();
        return [.. kept.OrderBy(one => needed.Contains(one) ? 0 : 1).Take(Most).OrderByDescending(one => one.OccurredAt)];
    }

    /// <summary>Of a run of strikes: enough to be as many, as long, and without too long a gap.</summary>
    public static List<Evidence> OfRun(IReadOnlyList<Evidence> run, SuppressionOptions options) =>
    [
        .. run.Take(options.Strikes - 1),
        .. Chain([.. run.Skip(options.Strikes - 1)], (earlier, later) => SuppressionRules.DaysBetween(earlier, later) <= options.StrikesGap),
    ];

    // Before one is confirmed, verdicts are either closer than the probation or further apart than a repeat may be. Of those that are
    // close, the first and the last have the same effect as all: what could confirm one in between could confirm one of these.
    private IEnumerable<Evidence> OfVerdicts(IReadOnlyList<Evidence> verdicts)
    {
        var confirmed = _rules.Confirmed(verdicts);
        // What is later than the confirmation changes nothing; the last is kept for people to see.
        var open = verdicts.Where(one => !(one.OccurredAt >= confirmed?.Since)).ToList();
        for (var i = 0; i < open.Count; i++)
        {
            var isFirst = i == 0 || open[i].OccurredAt - open[i - 1].OccurredAt >= options.Probation;
            var isLast = i == open.Count - 1 || open[i + 1].OccurredAt - open[i].OccurredAt >= options.Probation;
            if (isFirst || isLast)
                yield return open[i];
        }
        foreach (var one in (confirmed?.Evidence ?? []).Concat(verdicts.TakeLast(1)))
            yield return one;
    }

    private static IEnumerable<Evidence> Ends(IReadOnlyList<Evidence> evidence) => evidence.Take(1).Concat(evidence.TakeLast(1));

    // The first, the last, and between them as few as keep a link from each to the next; where there is none, both ends of the gap.
    private static IEnumerable<Evidence> Chain(IReadOnlyList<Evidence> evidence, Func<Evidence, Evidence, bool> links)
    {
        for (var i = 0; i < evidence.Count;)
        {
            yield return evidence[i];
            var next = i + 1;
            while (next + 1 < evidence.Count && links(evidence[i], evidence[next + 1]))
                next++;
            i = next;
        }
    }
}
