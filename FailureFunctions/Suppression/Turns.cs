namespace FailureFunctions.Suppression;

/// <summary>
/// Lets those who change the same row in this process do it one after the other, first come, first served. Only for speed and
/// fairness: what keeps changes from being lost is the row's ETag, since other instances take no turns.
/// </summary>
internal sealed class Turns(TimeProvider time)
{
    /// <summary>How long a caller waits for its turn, and how long it then tries.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, Task> _last = [];

    /// <summary>Tries until it succeeds. Every try but the first needs an instance that changed the row in between.</summary>
    /// <param name="row">Who asks for the same row, takes turns.</param>
    /// <param name="tryAsync">Null if others were faster.</param>
    /// <exception cref="TimeoutException">Others were, for as long as <see cref="Patience"/>.</exception>
    public async Task<T> RunAsync<T>(string row, Func<Task<T?>> tryAsync, CancellationToken cancellationToken)
        where T : class
    {
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task before;
        lock (_last)
        {
            before = _last.GetValueOrDefault(row, Task.CompletedTask);
            _last[row] = end.Task;
        }
        try
        {
            await before.WaitAsync(Patience, time, cancellationToken);
            var start = time.GetTimestamp();
            do
            {
                if (await tryAsync() is { } result)
                    return result;
            }
            while (time.GetElapsedTime(start) < Patience);
            throw new TimeoutException("Others changed the row at every try.");
        }
        finally
        {
            _ = EndAsync(row, before, end);
        }
    }

    // Who gave up waiting still stands between the one before, who may be at work, and the next.
    private async Task EndAsync(string row, Task before, TaskCompletionSource end)
    {
        await before;
        lock (_last)
            if (_last[row] == end.Task)
                _last.Remove(row);
        end.SetResult();
    }
}
