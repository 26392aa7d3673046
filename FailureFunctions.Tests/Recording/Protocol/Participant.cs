namespace FailureFunctions.Tests.Recording.Protocol;

/// <summary>
/// A delivery, a drain, or a hand that erases: real code, which shares nothing with the others but stores, bus, and the
/// end of its process. So what it does is a function of what it has been answered, and each of its courses is run once.
/// </summary>
/// <param name="actor">Which one it is.</param>
/// <param name="process">The process that it runs in.</param>
/// <param name="code">What it does; the result is the id of the event that it has acknowledged.</param>
internal sealed class Participant<T>(int actor, int process, Func<Conversation<T>, Task<string?>> code)
{
    private readonly Dictionary<string, Course<T>> _over = new(StringComparer.Ordinal);

    public int Actor => actor;

    public int Process => process;

    public Course<T> Begin() => Play([], null).Course;

    /// <summary>Runs the code from its start.</summary>
    /// <param name="answers">What it is answered, in order.</param>
    /// <param name="before">The course before the last answer.</param>
    /// <returns>Where that leads, and what was acknowledged after the last answer.</returns>
    public Turn<T> Play(Answer[] answers, Course<T>? before)
    {
        using var conversation = new Conversation<T>(actor);
        var run = code(conversation);
        for (var i = 0; i < answers.Length; i++)
        {
            if (i == answers.Length - 1 && before is not null && !conversation.Waiting.SequenceEqual(before.Waiting))
                throw new InvalidOperationException("The same answers have led elsewhere: its states cannot be explored.");
            conversation.Hear(answers[i]);
        }
        var ended = conversation.End.IsCancellationRequested;
        var course = new Course<T>(this, answers, conversation.Waiting, ended, run.IsCompleted);
        if (!run.IsCompleted)
            return new Turn<T>(course, null);

        // What has come to its end has no future but what it has left on its way: how it came there is of no importance.
        var future = $"{ended}|{string.Join('|', course.Waiting.Select(operation => operation.Name))}";
        var acknowledged = run.GetAwaiter().GetResult();
        return new Turn<T>(_over.TryGetValue(future, out var known) ? known : _over[future] = course, before?.IsOver == true ? null : acknowledged);
    }
}
