namespace FailureFunctions.Tests.Recording.Protocol;

/// <summary>
/// A state: all that the future depends on. Those are the stores, how far every participant has come, what is on its way,
/// and how many faults are left. A value: whatever happens makes another one.
/// </summary>
internal sealed class SimulatedWorld<T> : IEquatable<SimulatedWorld<T>>
    where T : struct, IStores<T>
{
    private readonly Course<T>[] _courses;
    private readonly SimulatedOperation<T>[] _late;
    private readonly int _hash;

    public SimulatedWorld(T start, IEnumerable<Course<T>> courses, int faults)
        : this(start, [.. courses], [], faults)
    {
    }

    private SimulatedWorld(T stores, Course<T>[] courses, SimulatedOperation<T>[] late, int faultsLeft)
    {
        (Stores, _courses, _late, FaultsLeft) = (stores, courses, late, faultsLeft);
        var hash = new HashCode();
        hash.Add(stores);
        hash.Add(faultsLeft);
        foreach (var course in courses)
            hash.Add(course);
        foreach (var operation in late)
            hash.Add(operation);
        _hash = hash.ToHashCode();
    }

    public T Stores { get; }

    public int FaultsLeft { get; }

    public IReadOnlyList<Course<T>> Courses => _courses;

    /// <summary>What was asked for and is still on its way, by name.</summary>
    public IReadOnlyList<SimulatedOperation<T>> Late => _late;

    /// <summary>What a choice is about.</summary>
    public SimulatedOperation<T> OperationOf(Choice choice) => choice.Actor < 0 ? _late[choice.Index] : _courses[choice.Actor].Waiting[choice.Index];

    public SimulatedWorld<T> After(Choice choice)
    {
        var operation = OperationOf(choice);
        var (stores, result) = choice.Fault is Fault.None or Fault.AnswerLost or Fault.Repeated or Fault.EndedAfter
            ? operation.Apply(Stores)
            : (Stores, "");
        if (choice.Fault == Fault.Repeated)
            (stores, result) = operation.Apply(stores);
        if (choice.Actor < 0)
            return new SimulatedWorld<T>(stores, _courses, [.. _late.Where((_, i) => i != choice.Index)], FaultsLeft);

        SimulatedOperation<T>[] late = choice.Fault is Fault.Late or Fault.EndedLate
            ? [.. _late.Append(operation).OrderBy(other => other.Name, StringComparer.Ordinal)]
            : _late;
        var courses = _courses.ToArray();
        switch (choice.Fault)
        {
            case Fault.EndedBefore or Fault.EndedAfter or Fault.EndedLate:
                // The token is cancelled, and nothing that is asked for afterwards happens: as when it dies without a word.
                Hear(ref courses[choice.Actor], new Answer(choice.Index, AnswerKind.Ended), ref stores);
                foreach (ref var other in courses.AsSpan())
                    if (other.Participant.Process == courses[choice.Actor].Participant.Process && !other.IsEnding)
                        Hear(ref other, Answer.End, ref stores);
                break;
            case Fault.None or Fault.Repeated:
                Hear(ref courses[choice.Actor], new Answer(choice.Index, AnswerKind.Succeeded, result), ref stores);
                break;
            default:
                Hear(ref courses[choice.Actor], new Answer(choice.Index, AnswerKind.Failed), ref stores);
                break;
        }
        return new SimulatedWorld<T>(stores, courses, late, choice.IsFault ? FaultsLeft - 1 : FaultsLeft);
    }

    public bool Equals(SimulatedWorld<T>? other) =>
        other is not null
        && _hash == other._hash
        && FaultsLeft == other.FaultsLeft
        && Stores.Equals(other.Stores)
        && _courses.AsSpan().SequenceEqual(other._courses)
        && _late.AsSpan().SequenceEqual(other._late);

    public override bool Equals(object? obj) => Equals(obj as SimulatedWorld<T>);

    public override int GetHashCode() => _hash;

    private static void Hear(ref Course<T> course, Answer answer, ref T stores)
    {
        (course, var acknowledged) = course.After(answer);
        if (acknowledged is not null)
            stores = stores.Acknowledge(acknowledged);
    }
}
