namespace FailureFunctions.Tests.Recording.Protocol;

/// <summary>How far a participant has come: a point that its code reaches by certain answers.</summary>
internal sealed class Course<T>(Participant<T> participant, Answer[] answers, SimulatedOperation<T>[] waiting, bool ending, bool over)
{
    private readonly Dictionary<Answer, Turn<T>> _turns = [];

    public Participant<T> Participant => participant;

    /// <summary>What it waits for.</summary>
    public IReadOnlyList<SimulatedOperation<T>> Waiting => waiting;

    /// <summary>Whether it was told to end: of what it waits for only the effect is open then.</summary>
    public bool IsEnding => ending;

    /// <summary>Whether its code has run to its end.</summary>
    public bool IsOver => over;

    public Turn<T> After(Answer answer) =>
        _turns.TryGetValue(answer, out var known) ? known : _turns[answer] = participant.Play([.. answers, answer], this);
}

/// <summary>What an answer leads to.</summary>
/// <param name="Course">How far the participant has come by it.</param>
/// <param name="Acknowledged">The id of the event that it has acknowledged then; null for none.</param>
internal readonly record struct Turn<T>(Course<T> Course, string? Acknowledged);
