namespace FailureFunctions.Tests.Recording.Protocol;

/// <summary>One run of a participant's code: what it asks for, and what it is answered. Nothing happens but by <see cref="Hear"/>.</summary>
/// <param name="actor">Who asks.</param>
internal sealed class Conversation<T>(int actor) : IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly List<(SimulatedOperation<T> Operation, TaskCompletionSource<string> Done)> _waiting = [];

    public int Actor => actor;

    /// <summary>The token by which the participant is told to end.</summary>
    public CancellationToken End => _end.Token;

    public SimulatedOperation<T>[] Waiting => [.. _waiting.Select(waiting => waiting.Operation)];

    public Task<string> Ask(string name, Func<T, (T Stores, string Result)> apply)
    {
        // As a client does that is given a cancelled token: nothing that is asked for afterwards happens.
        if (_end.IsCancellationRequested)
            return Task.FromCanceled<string>(_end.Token);
        var done = new TaskCompletionSource<string>();
        _waiting.Add((new SimulatedOperation<T>(name, apply), done));
        return done.Task;
    }

    /// <summary>Lets the participant go on. Whatever it does about that it has done when this returns.</summary>
    public void Hear(Answer answer)
    {
        var done = answer.Operation < 0 ? null : _waiting[answer.Operation].Done;
        if (done is not null)
            _waiting.RemoveAt(answer.Operation);
        switch (answer.Kind)
        {
            case AnswerKind.Succeeded:
                done?.SetResult(answer.Result);
                break;
            case AnswerKind.Failed:
                done?.SetException(new TimeoutException());
                break;
            default:
                _end.Cancel();
                done?.SetException(new OperationCanceledException());
                break;
        }
    }

    public void Dispose() => _end.Dispose();
}
