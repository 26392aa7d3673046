using System.Numerics;

namespace FailureFunctions.Tests.Failures.Recording;

/// <summary>What an exploration found.</summary>
/// <param name="States">Different states, of the stores and of all that runs.</param>
/// <param name="Schedules">Different runs from the start to the end: interleavings with their faults.</param>
/// <param name="Violations">Broken invariants, each with one run that breaks it.</param>
public sealed record Exploration(int States, BigInteger Schedules, IReadOnlyList<string> Violations);

/// <summary>
/// Runs every schedule of a scenario: at each point any waiting operation may go on, with any fault. A state that was
/// met before is not explored twice, since the same state has the same future. A state is reached by running its
/// choices again from the start, so that the real code needs no copying.
/// </summary>
/// <param name="scenario">What runs.</param>
/// <param name="until">The exploration ends once an invariant is broken whose name begins so; null to explore all.</param>
public sealed class Explorer(Scenario scenario, string? until = null)
{
    private static readonly Fault[] Faults = Enum.GetValues<Fault>();

    // Whatever goes wrong with something that changes nothing, it is as if it had not been.
    private static readonly Fault[] FaultsOfReading = [Fault.None, Fault.Refused, Fault.EndedBefore];

    // Who has ended waits no longer, but what it asked for may still happen.
    private static readonly Fault[] EndsOfReading = [Fault.EndedBefore];
    private static readonly Fault[] Ends = [Fault.EndedBefore, Fault.EndedAfter, Fault.EndedLate];

    private readonly Dictionary<string, BigInteger> _schedules = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _violations = new(StringComparer.Ordinal);

    public Exploration Explore()
    {
        var all = Visit([], Replay([]));
        return new Exploration(_schedules.Count, all, [.. _violations.Select(found => $"{found.Key}\n{found.Value}")]);
    }

    private BigInteger Visit(List<Choice> path, ScenarioRun run)
    {
        var left = scenario.Faults - path.Count(choice => choice.IsFault);
        var state = $"{left}|{run.World.State}";
        if (_schedules.TryGetValue(state, out var known))
            return known;
        if (until is not null && _violations.Keys.Any(found => found.StartsWith(until, StringComparison.Ordinal)))
            return 0;
        var choices = ChoicesOf(run.World, left);
        BigInteger sum = 0;
        var fresh = run;
        foreach (var choice in choices)
        {
            var next = fresh ?? Replay(path);
            fresh = null;
            Take(next.World, choice);
            path.Add(choice);
            sum += next.World.Violations.Count > 0 ? Blame(path, next) : Visit(path, next);
            path.RemoveAt(path.Count - 1);
        }
        if (choices.Count == 0)
        {
            run.Recover();
            sum = 1;
            if (run.World.Violations.Count > 0)
                Blame(path, run);
        }
        return _schedules[state] = sum;
    }

    private BigInteger Blame(List<Choice> path, ScenarioRun run)
    {
        _violations.TryAdd(run.World.Violations[0], string.Join('\n', path.Select(choice => $"  {choice.Name}: {choice.Fault}")));
        return 1;
    }

    private ScenarioRun Replay(List<Choice> path)
    {
        var run = new ScenarioRun(scenario);
        foreach (var choice in path)
            Take(run.World, choice);
        return run;
    }

    private static List<Choice> ChoicesOf(SimulatedWorld world, int left)
    {
        var choices = new List<Choice>();
        for (var i = 0; i < world.Waiting.Count; i++)
        {
            var operation = world.Waiting[i];
            var ending = world.IsEnding(operation);
            var faults = ending ? (operation.IsReading ? EndsOfReading : Ends)
                : left == 0 ? [Fault.None]
                : operation.IsReading ? FaultsOfReading : Faults;
            foreach (var fault in faults)
                choices.Add(new Choice(i, false, fault, !ending && fault != Fault.None, $"{operation.Actor} {operation.Name}"));
        }
        for (var i = 0; i < world.Late.Count; i++)
            choices.Add(new Choice(i, true, Fault.None, false, $"late {world.Late[i].Name}"));
        return choices;
    }

    private static void Take(SimulatedWorld world, Choice choice)
    {
        if (choice.Late)
            world.ApplyLate(world.Late[choice.Index]);
        else
            world.Step(world.Waiting[choice.Index], choice.Fault);
    }

    private readonly record struct Choice(int Index, bool Late, Fault Fault, bool IsFault, string Name);
}
