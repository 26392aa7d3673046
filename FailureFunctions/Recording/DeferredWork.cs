using Microsoft.Extensions.Hosting;

namespace FailureFunctions.Recording;

/// <summary>Work that a request need not wait for.</summary>
internal interface IDeferredWork
{
    /// <summary>Starts the work, which does not throw. Completes at once, or with the work if too much of it is under way.</summary>
    ValueTask StartAsync(Func<Task> work);

    /// <summary>Starts the work, which does not throw, after a pause; never if the host stops before.</summary>
    /// <returns>False if too much work waits already; it is not started then.</returns>
    bool TryStartLater(TimeSpan pause, Func<Task> work);
}

/// <summary>
/// Runs deferred work, at most <see cref="AtOnce"/> pieces at a time: beyond that, requests wait for their own. A stop of the
/// host waits for what is under way, and drops what waits for its time.
/// </summary>
internal sealed class DeferredWork(TimeProvider time) : IDeferredWork, IHostedService, IDisposable
{
    public const int AtOnce = 64;

    /// <summary>The most pieces that wait for their time: some 2 MiB.</summary>
    public const int MostLater = 1_000;

    // Of what has waited: it must not take the places of what requests start.
    private const int LaterAtOnce = 8;

    private readonly SemaphoreSlim _free = new(AtOnce);
    private readonly SemaphoreSlim _freeLater = new(LaterAtOnce);
    private readonly CancellationTokenSource _stopping = new();
    private int _later;

    public ValueTask StartAsync(Func<Task> work)
    {
        if (!_free.Wait(TimeSpan.Zero))
            return new ValueTask(work());
        // Without the invocation's log scope: it ends before the work, and what is logged in it then is dropped.
        using (ExecutionContext.SuppressFlow())
            _ = Task.Run(() => RunAsync(work, _free));
        return ValueTask.CompletedTask;
    }

    public bool TryStartLater(TimeSpan pause, Func<Task> work)
    {
        if (Interlocked.Increment(ref _later) > MostLater)
        {
            Interlocked.Decrement(ref _later);
            return false;
        }
        using (ExecutionContext.SuppressFlow())
            _ = RunLaterAsync(pause, work);
        return true;
    }

    Task IHostedService.StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        for (var i = 0; i < AtOnce; i++)
            await _free.WaitAsync(cancellationToken);
        for (var i = 0; i < LaterAtOnce; i++)
            await _freeLater.WaitAsync(cancellationToken);
        _free.Release(AtOnce);
        _freeLater.Release(LaterAtOnce);
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _free.Dispose();
        _freeLater.Dispose();
    }

    private static async Task RunAsync(Func<Task> work, SemaphoreSlim place)
    {
        try
        {
            await work();
        }
        finally
        {
            place.Release();
        }
    }

    private async Task RunLaterAsync(TimeSpan pause, Func<Task> work)
    {
        var stopping = _stopping.Token;
        try
        {
            await Task.Delay(pause, time, stopping);
            await _freeLater.WaitAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return;
        }
        finally
        {
            Interlocked.Decrement(ref _later);
        }
        await RunAsync(work, _freeLater);
    }
}
