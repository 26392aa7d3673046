namespace FailureFunctions.Tests.Recording.Protocol;

/// <summary>What comes after a run: everything works again, drain and sweep run, and then the sender repeats both.</summary>
internal sealed class Recovery(Participants participants)
{
    // Whoever comes after the run is no part of its processes.
    private const int FirstAfterwards = 10;

    private readonly Course<SimulatedStores> _drain = participants.Drain(FirstAfterwards).Begin();
    private readonly Course<SimulatedStores> _sweep = participants.Sweep(FirstAfterwards + 1).Begin();
    private readonly Course<SimulatedStores> _repeat = participants.Delivery(FirstAfterwards + 2, FirstAfterwards + 2, 0).Begin();
    private readonly Course<SimulatedStores> _other = participants.Delivery(FirstAfterwards + 3, FirstAfterwards + 3, 1).Begin();
    private readonly Course<SimulatedStores> _again = participants.Delivery(FirstAfterwards + 4, FirstAfterwards + 4, 0).Begin();
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
            if (stored.Pointers.Length > 0)
                return $"B: {id} is still queued after the drain.";
            if (stored is { IsAcknowledged: true, IsPublished: false, IsErased: false })
                return $"B: {id} was acknowledged and is not published after the drain.";
        }
        if ((RunAll(ref stores, out _, _sweep) ?? RunAll(ref stores, out _, _drain)) is { } inSweep)
            return inSweep;
        if (Unpublished(stores) is { } left)
            return $"B: {left} is stored and is not published after the sweep.";
        if (RunAll(ref stores, out _, _repeat, _other) is { } inRepeat)
            return inRepeat;
        if (Unpublished(stores) is { } repeated)
            return $"B: {repeated} was repeated, stored, and not published.";
        return RunAll(ref stores, out var sends, _again) is { } again ? again
            : sends > 0 ? "D: a repeat of what was published was sent again."
            : null;
    }

    private static string? Unpublished(SimulatedStores stores) =>
        stores.Events.Where(known => known.Event is { HasRow: true, IsPublished: false }).Select(known => known.Id).FirstOrDefault();

    /// <summary>Lets them go on by turns until nothing waits.</summary>
    private static string? RunAll(ref SimulatedStores stores, out int sends, params Course<SimulatedStores>[] courses)
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
                    stores = stores.Acknowledge(acknowledged);
                if (stores.Violation is { } violation)
                    return violation;
            }
        return null;
    }
}
