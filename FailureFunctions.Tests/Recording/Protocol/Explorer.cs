using System.Numerics;

namespace FailureFunctions.Tests.Recording.Protocol;

/// <summary>What an exploration found.</summary>
/// <param name="States">Different states, of the stores and of all that runs.</param>
/// <param name="Schedules">Different runs from the start to the end: interleavings with their faults.</param>
/// <param name="Violations">Broken invariants, each with one run that breaks it.</param>
internal sealed record Exploration(int States, BigInteger Schedules, IReadOnlyList<string> Violations);

/// <summary>
/// Runs every schedule of a scenario: at each point any waiting operation may go on, with any fault. A state that was
/// met before is not explored twice, since the same state has the same future.
/// </summary>
/// <param name="participants">Who runs.</param>
/// <param name="start">What there is before.</param>
/// <param name="faults">The most faults in one run.</param>
/// <param name="violationAfter">The first invariant that turns out to be broken after a run; null when none is.</param>
/// <param name="until">The exploration ends once an invariant is broken whose name begins so; null to explore all.</param>
internal sealed class Explorer<T>(
    IReadOnlyList<Participant<T>> participants, T start, int faults, Func<T, string?> violationAfter, string? until = null)
    where T : struct, IStores<T>
{
    private readonly Dictionary<SimulatedWorld<T>, BigInteger> _schedules = [];
    private readonly Dictionary<string, string> _violations = new(StringComparer.Ordinal);
    private readonly List<(SimulatedWorld<T> World, Choice Choice)> _path = [];

    // Without a context, continuations run where they are caused: nothing happens but what the scheduler does.
    public Exploration Explore()
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            return ExploreAll();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private Exploration ExploreAll()
    {
        var all = Visit(new SimulatedWorld<T>(start, participants.Select(participant => participant.Begin()), faults));
        return new Exploration(_schedules.Count, all, [.. _violations.Select(found => $"{found.Key}\n{found.Value}")]);
    }

    private BigInteger Visit(SimulatedWorld<T> world)
    {
        if (_schedules.TryGetValue(world, out var known))
            return known;
        if (until is not null && _violations.Keys.Any(found => found.StartsWith(until, StringComparison.Ordinal)))
            return 0;
        BigInteger sum = 0;
        var choices = Choice.In(world);
        foreach (var choice in choices)
        {
            var next = world.After(choice);
            _path.Add((world, choice));
            sum += next.Stores.Violation is { } broken ? Blame(broken) : Visit(next);
            _path.RemoveAt(_path.Count - 1);
        }
        if (choices.Count == 0)
            sum = violationAfter(world.Stores) is { } broken ? Blame(broken) : 1;
        return _schedules[world] = sum;
    }

    private BigInteger Blame(string violation)
    {
        _violations.TryAdd(violation, string.Join('\n', _path.Select(step => $"  {NameOf(step.World, step.Choice)}: {step.Choice.Fault}")));
        return 1;
    }

    private static string NameOf(SimulatedWorld<T> world, Choice choice) =>
        $"{(choice.Actor < 0 ? "late" : choice.Actor.ToString(System.Globalization.CultureInfo.InvariantCulture))} {world.OperationOf(choice).Name}";
}
