using FailureFunctions.Failures;
using FailureFunctions.Failures.Identity;
using FailureFunctions.Failures.Recording;

namespace FailureFunctions.Tests.Failures.Recording;

/// <summary>Stores, processes, and the operations that wait. Everything happens when the scheduler says so.</summary>
public sealed class SimulatedWorld
{
    private readonly SimulatedStores _stores = new();
    private readonly SimulatedProcesses _processes = new();
    private readonly Dictionary<string, string> _names = [];
    private readonly Dictionary<int, string> _memories = [];
    private readonly List<SimulatedOperation> _late = [];

    public SortedDictionary<string, string> Outbox => _stores.Outbox;

    public SortedDictionary<string, int> Leases => _stores.Leases;

    public SortedDictionary<string, string> Rows => _stores.Rows;

    public SortedSet<string> Published => _stores.Published;

    public int Sends => _stores.Sends;

    public List<string> Violations { get; } = [];

    public List<SimulatedOperation> Waiting { get; } = [];

    public IReadOnlyList<SimulatedOperation> Late => _late;

    /// <summary>All that the future depends on: the stores, and what every actor has seen so far.</summary>
    public string State => string.Join(
        '|',
        _stores.State,
        string.Join(',', _memories.OrderBy(memory => memory.Key)),
        string.Join(',', Waiting.Select(operation => IsEnding(operation) ? $"{operation.Actor}!" : $"{operation.Actor}").Order(StringComparer.Ordinal)),
        string.Join(',', _late.Select(operation => operation.Name).Order(StringComparer.Ordinal)));

    public CancellationToken TokenOf(int process) => _processes.TokenOf(process);

    /// <summary>Whether whoever waits for an operation was told to end: only its effect is open then.</summary>
    public bool IsEnding(SimulatedOperation operation) => _processes.IsEnding(operation.Process);

    public void Step(SimulatedOperation operation, Fault fault)
    {
        Waiting.Remove(operation);
        var result = fault is Fault.None or Fault.AnswerLost or Fault.Repeated or Fault.EndedAfter ? operation.Apply() : "";
        if (fault == Fault.Repeated)
            result = operation.Apply();
        if (fault is Fault.Late or Fault.EndedLate)
            _late.Add(operation);
        switch (fault)
        {
            case Fault.EndedBefore or Fault.EndedAfter or Fault.EndedLate:
                // The token is cancelled, and nothing that is asked for afterwards happens: as when it dies without a word.
                _memories[operation.Actor] = "dead";
                _processes.End(operation.Process);
                operation.Fail(new OperationCanceledException(operation.Name));
                break;
            case Fault.None or Fault.Repeated:
                Remember(operation, result);
                operation.Answer(result);
                break;
            default:
                Remember(operation, "error");
                operation.Fail(new TimeoutException(operation.Name));
                break;
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
        _stores.Sends++;
        if (!Rows.ContainsKey(id.Value) && !_stores.Erased.Contains(id.Value))
            Violations.Add($"E: {id} was published and is not stored.");
        Published.Add(id.Value);
        return "published";
    });

    public Task RemoveAsync(int process, int actor, EventId id) => Do(process, actor, $"remove {id}", () => Remove(id));

    /// <summary>Deletes what there is of an event, whatever goes on.</summary>
    public async Task EraseAsync(int actor, EventId id, bool entryToo)
    {
        if (entryToo)
            await Do(actor, actor, $"erase entry {id}", () => Remove(id));
        await Do(actor, actor, $"erase row {id}", () =>
        {
            _stores.Erased.Add(id.Value);
            return Rows.Remove(id.Value) ? "erased" : "none";
        });
    }

    public Task<string> Do(int process, int actor, string name, Func<string> apply)
    {
        // As a client does that is given a cancelled token.
        if (_processes.IsEnding(process))
            return Task.FromCanceled<string>(_processes.TokenOf(process));
        var done = new TaskCompletionSource<string>();
        Waiting.Add(new SimulatedOperation(process, actor, name, apply, done.SetResult, done.SetException));
        return done.Task;
    }

    public void Acknowledge(Failure failure, RecordOutcome outcome)
    {
        if (outcome == RecordOutcome.Unavailable)
            return;
        _stores.Acknowledged.Add(failure.EventId.Value);
        CheckAcknowledged();
    }

    /// <summary>Invariant A.</summary>
    public void CheckAcknowledged()
    {
        foreach (var id in _stores.Acknowledged.Where(id => !Rows.ContainsKey(id) && !Outbox.ContainsKey(id) && !_stores.Erased.Contains(id)))
            Violations.Add($"A: {id} was acknowledged and is nowhere.");
    }

    private string Remove(EventId id)
    {
        Outbox.Remove(id.Value);
        Leases.Remove(id.Value);
        return "removed";
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
