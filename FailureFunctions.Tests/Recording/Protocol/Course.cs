namespace FailureFunctions.Tests.Recording.Protocol;

/// <summary>How far a participant has come: a point that its code reaches by certain answers.</summary>
internal sealed class Course(Participant participant, Answer[] answers, SimulatedOperation[] waiting, bool ending, bool over)
{
    private readonly Dictionary<Answer, Turn> _turns = [];

    public Participant Participant => participant;

    /// <summary>What it waits for.</summary>
    public IReadOnlyList<SimulatedOperation> Waiting => waiting;

    /// <summary>Whether it was told to end: of what it waits for only the effect is open then.</summary>
    public bool IsEnding => ending;

    /// <summary>Whether its code has run to its end.</summary>
    public bool IsOver => over;

    public Turn After(Answer answer) =>
        _turns.TryGetValue(answer, out var known) ? known : _turns[answer] = participant.Play([.. answers, answer], this);
}

/// <summary>What an answer leads to.</summary>
/// <param name="Course">How far the participant has come by it.</param>
/// <param name="Acknowledged">The id of the event that it has acknowledged then; null for none.</param>
internal readonly record struct Turn(Course Course, string? Acknowledged);
