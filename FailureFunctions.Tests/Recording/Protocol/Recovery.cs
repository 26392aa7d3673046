namespace FailureFunctions.Tests.Recording.Protocol;

/// <summary>What comes after a run: everything works again, the drain runs, and then the sender repeats both.</summary>
internal sealed class Recovery(Participants participants)
{
    // Whoever comes after the run is no part of its processes.
    private const int FirstAfterwards = 10;

    private readonly Course _drain = participants.Drain(FirstAfterwards, FirstAfterwards).Begin();
    private readonly Course _repeat = participants.Delivery(FirstAfterwards + 1, FirstAfterwards + 1, 0).Begin();
    private readonly Course _other = participants.Delivery(FirstAfterwards + 2, FirstAfterwards + 2, 1).Begin();
    private readonly Course _again = participants.Delivery(FirstAfterwards + 3, FirstAfterwards + 3, 0).Begin();
    private readonly Dictionary<SimulatedStores, string?> _known = [];

    /// <summary>The first invariant that turns out to be broken; null when none is. What lasts is all that it depends on.</summary>
    public string? ViolationAfter(SimulatedStores stores) =>
        _known.TryGetValue(stores, out var known) ? known : _known[stores] = Look(stores);

    private string? Look(SimulatedStores stores)
    {
        if (RunAll(ref stores, out _, _drain) is { } inDrain)
            return inDrain;
        foreach (var (id, stored) in stores.Events)
        {
            if (stored is { IsStored: true, IsPublished: false })
                return $"B: {id} is stored and was not published.";
            if (stored.Entry is not null)
                return "B: the outbox is not empty after the drain.";
        }
        if (RunAll(ref stores, out _, _repeat, _other) is { } inRepeat)
            return inRepeat;
        foreach (var (id, stored) in stores.Events)
            if (stored is { Row: not null, IsPublished: false })
                return $"B: {id} was repeated, stored, and not published.";
        return RunAll(ref stores, out var sends, _again) is { } again ? again
            : sends > 0 ? "D: a repeat of what was completed was sent again."
            : null;
    }

    /// <summary>Lets them go on by turns until nothing waits.</summary>
    private static string? RunAll(ref SimulatedStores stores, out int sends, params Course[] courses)
    {
        sends = 0;
        var all = courses.ToArray();
        while (all.Any(course => course.Waiting.Count > 0))
            for (var i = 0; i < all.Length; i++)
            {
                if (all[i].Waiting.Count == 0)
                    continue;
                var operation = all[i].Waiting[0];
                if (operation.Name.StartsWith("publish", StringComparison.Ordinal))
                    sends++;
                (stores, var result) = operation.Apply(stores);
                (all[i], var acknowledged) = all[i].After(new Answer(0, AnswerKind.Succeeded, result));
                if (acknowledged is not null)
                    stores = stores.With(acknowledged, stores[acknowledged] with { IsAcknowledged = true });
                if (stores.Violation is { } violation)
                    return violation;
            }
        return null;
    }
}
