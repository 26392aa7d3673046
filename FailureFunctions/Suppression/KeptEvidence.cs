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

    public IReadOnlyList<Evidence> Of(IEnumerable<Evidence> evidence, IReadOnlyCollection<Decision> decisions) =>
        Of(new CountedEvidence(evidence, Decision.ReleasedAt(decisions)));

    /// <summary>Of a run of strikes: enough to be as many, as long, and without too long a gap.</summary>
    public static List<Evidence> OfRun(List<Evidence> run, SuppressionOptions options)
    {
        if (run.Count <= options.Strikes)
            return run;
        var kept = run.Take(options.Strikes - 1).ToList();
        AddChain(kept, [.. run.Skip(options.Strikes - 1)], (earlier, later) => SuppressionRules.DaysBetween(earlier, later) <= options.StrikesGap);
        return kept;
    }

    private List<Evidence> Of(CountedEvidence evidence)
    {
        var kept = new List<Evidence>();
        AddEnds(kept, evidence.Complaints);
        AddVerdicts(kept, evidence);
        AddChain(kept, evidence.Disabled, (earlier, later) => later.OccurredAt - earlier.OccurredAt <= options.DisabledFor && !evidence.AreParted(earlier, later));
        kept.AddRange(evidence.Deliveries);
        foreach (var run in _rules.Runs(evidence))
            kept.AddRange(OfRun(run, options));
        if (evidence.Strikes.Count > 0)
            kept.Add(evidence.Strikes[^1]);
        InOrder(kept);
        if (kept.Count <= Most)
            return kept;
        // What suppresses until released must not be forgotten, however old it is; nor a delivery sooner than the failures before it,
        // whose rows may be there still.
        var needed = _rules.Stretches(evidence).Where(stretch => stretch.End == Stretch.Never).SelectMany(stretch => stretch.Evidence).ToHashSet();
        kept = [.. kept.AsEnumerable().Reverse().OrderBy(one => needed.Contains(one) ? 0 : one.SpeaksAgainst && evidence.DeliveredAfter(one) is not null ? 2 : 1).Take(Most)];
        InOrder(kept);
        return kept;
    }

    // Before one is confirmed, verdicts are either closer than the probation or further apart than a repeat may be. Of those that are
    // close, the first and the last have the same effect as all: what could confirm one in between could confirm one of these.
    private void AddVerdicts(List<Evidence> kept, CountedEvidence evidence)
    {
        var verdicts = evidence.Dead;
        var confirmed = _rules.Confirmed(evidence);
        var open = 0;
        while (open < verdicts.Count && !(verdicts[open].OccurredAt >= confirmed?.Since))
            open++;
        for (var i = 0; i < open; i++)
        {
            if (i == 0 || IsApart(verdicts[i - 1], verdicts[i]) || i == open - 1 || IsApart(verdicts[i], verdicts[i + 1]))
                kept.Add(verdicts[i]);
        }
        kept.AddRange(confirmed?.Evidence ?? []);
        // What is later than the confirmation changes nothing; the last is kept for people to see.
        if (verdicts.Count > 0)
            kept.Add(verdicts[^1]);

        bool IsApart(Evidence earlier, Evidence later) =>
            later.OccurredAt - earlier.OccurredAt >= options.Probation || evidence.AreParted(earlier, later);
    }

    private static void AddEnds(List<Evidence> kept, List<Evidence> evidence)
    {
        if (evidence.Count > 0)
            kept.AddRange([evidence[0], evidence[^1]]);
    }

    // The first, the last, and between them as few as keep a link from each to the next; where there is none, both ends of the gap.
    private static void AddChain(List<Evidence> kept, List<Evidence> evidence, Func<Evidence, Evidence, bool> links)
    {
        for (var i = 0; i < evidence.Count;)
        {
            kept.Add(evidence[i]);
            var next = i + 1;
            while (next + 1 < evidence.Count && links(evidence[i], evidence[next + 1]))
                next++;
            i = next;
        }
    }

    /// <summary>Oldest first, each once.</summary>
    public static void InOrder(List<Evidence> kept)
    {
        kept.Sort(CountedEvidence.InOrder);
        for (var i = kept.Count - 1; i > 0; i--)
            if (kept[i] == kept[i - 1])
                kept.RemoveAt(i);
    }
}
