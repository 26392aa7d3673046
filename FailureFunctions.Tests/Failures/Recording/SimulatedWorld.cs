using FailureFunctions.Failures;
using FailureFunctions.Failures.Identity;
using FailureFunctions.Failures.Recording;

namespace FailureFunctions.Tests.Failures.Recording;

/// <summary>Two tables, a bus and the operations that wait for them. Everything happens when the scheduler says so.</summary>
public sealed class SimulatedWorld
{
    private readonly Dictionary<string, string> _names = [];
    private readonly Dictionary<int, string> _memories = [];
    private readonly List<SimulatedOperation> _late = [];

    public SortedDictionary<string, string> Outbox { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, int> Leases { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, string> Rows { get; } = new(StringComparer.Ordinal);

    public SortedSet<string> Published { get; } = new(StringComparer.Ordinal);

    public int Sends { get; private set; }

    public SortedSet<string> Acknowledged { get; } = new(StringComparer.Ordinal);

    public List<string> Violations { get; } = [];

    public List<SimulatedOperation> Waiting { get; } = [];

    public IReadOnlyList<SimulatedOperation> Late => _late;

    /// <summary>All that the future depends on: the stores, and what every actor has seen so far.</summary>
    public string State => string.Join(
        '|',
        string.Join(',', Outbox),
        string.Join(',', Leases),
        string.Join(',', Rows),
        string.Join(',', Published),
        string.Join(',', Acknowledged),
        string.Join(',', _memories.OrderBy(memory => memory.Key)),
        string.Join(',', Waiting.Select(operation => operation.Actor).Order()),
        string.Join(',', _late.Select(operation => operation.Name).Order(StringComparer.Ordinal)));

    public void Step(SimulatedOperation operation, Fault fault)
    {
        Waiting.Remove(operation);
        var result = fault is Fault.None or Fault.AnswerLost or Fault.Repeated or Fault.CrashAfter ? operation.Apply() : "";
        if (fault == Fault.Repeated)
            result = operation.Apply();
        if (fault == Fault.Late)
            _late.Add(operation);
        if (fault is Fault.CrashBefore or Fault.CrashAfter)
        {
            foreach (var dead in Waiting.Where(other => other.Process == operation.Process).Append(operation).ToArray())
            {
                Waiting.Remove(dead);
                _memories[dead.Actor] = "dead";
            }
        }
        else if (fault is Fault.None or Fault.Repeated)
        {
            Remember(operation, result);
            operation.Answer(result);
        }
        else
        {
            Remember(operation, "error");
            operation.Fail(new TimeoutException(operation.Name));
        }
    }

    public void ApplyLate(SimulatedOperation operation)
    {
        _late.Remove(operation);
        operation.Apply();
    }

    public Task<(AttemptId Standing, bool Found)> EnsureAsync(
        int process, int actor, SortedDictionary<string, string> table, EventId id, AttemptId attempt)
    {
        var name = NameOf(actor, attempt);
        return AddAsync();

        // As the table does it: add; if there is one, read it; if it is gone by then, add again.
        async Task<(AttemptId Standing, bool Found)> AddAsync()
        {
            for (var round = 1; round <= 3; round++)
            {
                var added = await Do(process, actor, $"add {Which(table)} {id} {name}", () => table.TryAdd(id.Value, name) ? "added" : "there");
                if (added == "added")
                    return (new AttemptId(name), false);
                var standing = await Do(process, actor, $"read {Which(table)} {id}", () => table.GetValueOrDefault(id.Value, "gone"));
                if (standing != "gone")
                    return (new AttemptId(standing), true);
            }
            throw new TimeoutException("Added and removed by others at every try.");
        }
    }

    public Task PublishAsync(int process, int actor, EventId id) => Do(process, actor, $"publish {id}", () =>
    {
        Sends++;
        if (!Rows.ContainsKey(id.Value))
            Violations.Add($"E: {id} was published and is not stored.");
        Published.Add(id.Value);
        return "published";
    });

    public Task RemoveAsync(int process, int actor, EventId id) => Do(process, actor, $"remove {id}", () =>
    {
        Outbox.Remove(id.Value);
        Leases.Remove(id.Value);
        return "removed";
    });

    public Task<string> Do(int process, int actor, string name, Func<string> apply)
    {
        var done = new TaskCompletionSource<string>();
        Waiting.Add(new SimulatedOperation(process, actor, name, apply, done.SetResult, done.SetException));
        return done.Task;
    }

    public void Acknowledge(Failure failure, RecordOutcome outcome)
    {
        if (outcome == RecordOutcome.Unavailable)
            return;
        Acknowledged.Add(failure.EventId.Value);
        CheckAcknowledged();
    }

    /// <summary>Invariant A.</summary>
    public void CheckAcknowledged()
    {
        foreach (var id in Acknowledged.Where(id => !Rows.ContainsKey(id) && !Outbox.ContainsKey(id)))
            Violations.Add($"A: {id} was acknowledged and is nowhere.");
    }

    private string Which(SortedDictionary<string, string> table) => table == Outbox ? "entry" : "row";

    // Random ids would make every run another state.
    private string NameOf(int actor, AttemptId attempt)
    {
        if (attempt.Value.Length < 32)
            return attempt.Value;
        return _names.TryGetValue(attempt.Value, out var name)
            ? name
            : _names[attempt.Value] = $"{actor}.{_names.Values.Count(other => other.StartsWith($"{actor}.", StringComparison.Ordinal))}";
    }

    private void Remember(SimulatedOperation operation, string result) =>
        _memories[operation.Actor] = _memories.GetValueOrDefault(operation.Actor) + $"{operation.Name}={result};";
}
