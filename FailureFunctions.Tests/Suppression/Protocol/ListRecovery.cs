using FailureFunctions.Suppression;
using FailureFunctions.Tests.Recording.Protocol;

namespace FailureFunctions.Tests.Suppression.Protocol;

/// <summary>What comes after a run: everything works again, and the updater runs, now and after every suppression has ended.</summary>
internal sealed class ListRecovery(SuppressionPolicy policy, Func<ListPorts, double, Task<string?>> updater)
{
    private const double Later = 40;

    // After which the updater looks after what a decision has left.
    private static readonly double Pause = SuppressionList.PendingPause.TotalDays + 0.0001;

    private readonly Dictionary<ListStores, string?> _known = [];
    private readonly Dictionary<double, Course<ListStores>> _updaters = [];

    /// <summary>The first invariant that turns out to be broken; null when none is. What lasts is all that it depends on.</summary>
    public string? ViolationAfter(ListStores stores) => _known.TryGetValue(stores, out var known) ? known : _known[stores] = Look(stores);

    private string? Look(ListStores stores) => Settle(ref stores, stores.Today + Pause) ?? Settle(ref stores, Later);

    private string? Settle(ref ListStores stores, double day)
    {
        // A failure whose message could not be sent is in the outbox, or its sender repeats it.
        var unsent = ListStores.Words(stores.Failures).Except(ListStores.Words(stores.Completed));
        stores = stores with { Today = day, Messages = unsent.Aggregate(stores.Messages, ListStores.With) };
        if (!_updaters.TryGetValue(day, out var course))
            course = _updaters[day] = new Participant<ListStores>(
                10, 10, conversation => updater(new ListPorts(conversation, flaw: null) { End = conversation.End }, day)).Begin();
        return Run(ref stores, course) ?? ViolationOf(stores, day);
    }

    /// <summary>Lets one go on, undisturbed, until it is over.</summary>
    /// <returns>The first invariant that was broken; null when none was.</returns>
    public static string? Run(ref ListStores stores, Course<ListStores> course)
    {
        while (course.Waiting.Count > 0)
        {
            (stores, var result) = course.Waiting[0].Apply(stores);
            course = course.After(new Answer(0, AnswerKind.Succeeded, result)).Course;
            if (stores.Violation is { } violation)
                return violation;
        }
        return null;
    }

    private string? ViolationOf(ListStores stores, double day)
    {
        var now = Known.Day(day);
        var entry = stores.Entry;
        var expected = policy.Decide(ListStores.Words(stores.Failures).Select(failure => Evidence.Of(ListRows.Failure(double.Parse(failure, null)))), entry?.Decisions ?? [], now);
        var isSuppressed = entry?.State.Status is SuppressionStatus.Suppressed;
        if (stores.Messages.Length > 0)
            return $"G: messages are left at day {day}.";
        if (ListStores.Words(stores.Index).Any(due => ListStores.DayOf(due) <= day))
            return $"G: something in the index is left at day {day}.";
        // What is written behind an erasure, it removes when it looks again.
        if (stores.IsErased)
            return null;
        if (stores.Version != stores.Announced)
            return $"B: a change is not announced at day {day}.";
        if (entry is not null && (entry.State.Status, entry.State.Since, entry.State.Until) != (expected.Status, expected.Since, expected.Until))
            return $"H: at day {day} the row is not what the policy says.";
        if (entry is null && expected.Status is not SuppressionStatus.None)
            return $"H: at day {day} there is no row.";
        var last = ListStores.Words(stores.Published).OrderBy(version => int.Parse(version[..^1], null)).LastOrDefault();
        if (isSuppressed ? last != $"{stores.Version}s" : last?.EndsWith('s') == true)
            return $"I: at day {day} the last announcement is not what the row says.";
        return null;
    }
}
