namespace FailureFunctions.Suppression;

/// <summary>What each kind of evidence leads to: docs/suppression.md. More evidence only ever adds to it, except deliveries.</summary>
internal sealed class SuppressionRules(SuppressionOptions options)
{
    public List<Stretch> Stretches(CountedEvidence evidence)
    {
        List<Stretch> stretches = [];
        if (evidence.Complaints.Count > 0)
            stretches.Add(Stretch.From([evidence.Complaints[0]], length: null));
        if (Confirmed(evidence) is { } confirmed)
            stretches.Add(confirmed);
        // Each of them, not just the first: a late one must not shorten what a later one had begun.
        foreach (var verdict in evidence.Dead)
            stretches.Add(Stretch.From([verdict], options.Probation).Until(evidence.DeliveredAfter(verdict)));
        foreach (var disabled in evidence.Disabled)
            stretches.Add(Stretch.From([disabled], options.DisabledFor).Until(evidence.DeliveredAfter(disabled)));
        if (Struck(evidence) is { } struck)
            stretches.Add(struck);
        return stretches;
    }

    /// <summary>The first verdict that confirms an earlier one, with the latest that it confirms.</summary>
    public Stretch? Confirmed(CountedEvidence evidence)
    {
        var verdicts = evidence.Dead;
        if (options.Probation == TimeSpan.Zero)
            return verdicts.Count == 0 ? null : Stretch.From([verdicts[0]], length: null);
        for (var second = 1; second < verdicts.Count; second++)
        {
            for (var first = second - 1; first >= 0; first--)
            {
                var apart = verdicts[second].OccurredAt - verdicts[first].OccurredAt;
                if (apart > options.RepeatWithin || evidence.AreParted(verdicts[first], verdicts[second]))
                    break;
                if (apart >= options.Probation)
                    return Stretch.From([verdicts[first], verdicts[second]], length: null);
            }
        }
        return null;
    }

    /// <summary>The first strike with which a run is long enough.</summary>
    public Stretch? Struck(CountedEvidence evidence)
    {
        foreach (var run in Runs(evidence))
            if (Suffices(run))
                return Stretch.From([.. KeptEvidence.OfRun(run, options)], length: null);
        return null;
    }

    /// <summary>
    /// The strikes in runs without too long a gap or a delivery, oldest first. The first run that suffices ends with the strike that makes it
    /// suffice, and is the last: what comes later changes nothing.
    /// </summary>
    public IEnumerable<List<Evidence>> Runs(CountedEvidence evidence)
    {
        var run = new List<Evidence>();
        foreach (var strike in evidence.Strikes)
        {
            if (run.Count > 0 && (DaysBetween(run[^1], strike) > options.StrikesGap || evidence.AreParted(run[^1], strike)))
            {
                yield return run;
                run = [];
            }
            run.Add(strike);
            if (Suffices(run))
                break;
        }
        if (run.Count > 0)
            yield return run;
    }

    public static TimeSpan DaysBetween(Evidence earlier, Evidence later) =>
        TimeSpan.FromDays(CountedEvidence.DayOf(later) - CountedEvidence.DayOf(earlier));

    private bool Suffices(List<Evidence> run) =>
        run.Count >= options.Strikes && DaysBetween(run[0], run[^1]) >= options.StrikesSpan;
}
