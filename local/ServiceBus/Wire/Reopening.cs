namespace Azure.Messaging.ServiceBus.Wire;

/// <summary>
/// Keeps one of a thing open: opens it on first use and again after it was lost, once for all who wait. A caller that gives up leaves the
/// opening to the others.
/// </summary>
internal sealed class Reopening<T>(Func<CancellationToken, Task<T>> open, Func<TimeSpan> timeout, TimeProvider time)
    where T : class, IReopenable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _closing = new();
    private Task<T>? _current;

    public bool IsClosed => _closing.IsCancellationRequested;

    /// <summary>The one that is open now, if any.</summary>
    public T? Current => _current is { IsCompletedSuccessfully: true } task && task.Result.IsOpen ? task.Result : null;

    /// <exception cref="ObjectDisposedException">It was closed for good.</exception>
    public Task<T> GetAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(IsClosed, typeof(T));
            if (_current is null || (_current.IsCompleted && !(_current.IsCompletedSuccessfully && _current.Result.IsOpen)))
            {
                _current = OpenAsync();
            }

            return _current.WaitAsync(cancellationToken);
        }
    }

    public async Task CloseAsync()
    {
        Task<T>? current;
        lock (_gate)
        {
            if (IsClosed) return;
            _closing.Cancel();
            current = _current;
        }

        if (current is null) return;
        await ((Task)current).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (current.IsCompletedSuccessfully) await current.Result.CloseAsync();
    }

    private async Task<T> OpenAsync()
    {
        // Not under the caller's lock, nor on its thread.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        using var timer = new CancellationTokenSource(timeout(), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token, timer.Token);
        try
        {
            return await open(either.Token);
        }
        catch (OperationCanceledException exception) when (_closing.IsCancellationRequested)
        {
            throw new ObjectDisposedException($"{typeof(T).Name} was closed while it was being opened.", exception);
        }
        catch (OperationCanceledException exception)
        {
            throw new TimeoutException("Opening took too long.", exception);
        }
    }
}
