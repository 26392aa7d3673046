namespace FailureFunctions.Bench.Load.Measuring;

/// <summary>How a backlog was cleared.</summary>
/// <param name="Largest">The most that was queued at once.</param>
/// <param name="Emptied">Until nothing was queued, from the first look.</param>
/// <param name="PerSecond">Removed from the look before the first removal until it was empty.</param>
internal sealed record Backlog(int Largest, TimeSpan Emptied, double PerSecond)
{
    /// <param name="looks">How much was queued when, in order. The last one found nothing.</param>
    public static Backlog Of(IReadOnlyList<(TimeSpan At, int Queued)> looks)
    {
        var steps = looks.Zip(looks.Skip(1)).Where(step => step.Second.Queued < step.First.Queued).ToList();
        var removed = steps.Sum(step => step.First.Queued - step.Second.Queued);
        return new Backlog(
            looks.Max(look => look.Queued),
            looks[^1].At - looks[0].At,
            steps.Count == 0 ? 0 : removed / (looks[^1].At - steps[0].First.At).TotalSeconds);
    }
}
