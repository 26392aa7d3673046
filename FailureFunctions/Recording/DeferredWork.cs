using Microsoft.Extensions.Hosting;

namespace FailureFunctions.Recording;

/// <summary>Work that a request need not wait for.</summary>
internal interface IDeferredWork
{
    /// <summary>Starts the work, which does not throw. Completes at once, or with the work if too much of it is under way.</summary>
    ValueTask StartAsync(Func<Task> work);
}

/// <summary>
/// Runs deferred work, at most <see cref="AtOnce"/> pieces at a time: beyond that, requests wait for their own. A stop of the
/// host waits for what is under way.
/// </summary>
internal sealed class DeferredWork : IDeferredWork, IHostedService, IDisposable
{
    public const int AtOnce = 64;

    private readonly SemaphoreSlim _free = new(AtOnce);

    public ValueTask StartAsync(Func<Task> work)
    {
        if (!_free.Wait(TimeSpan.Zero))
            return new ValueTask(work());
        // Without the invocation's log scope: it ends before the work, and what is logged in it then is dropped.
        using (ExecutionContext.SuppressFlow())
            _ = Task.Run(() => RunAsync(work));
        return ValueTask.CompletedTask;
    }

    Task IHostedService.StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        for (var i = 0; i < AtOnce; i++)
            await _free.WaitAsync(cancellationToken);
        _free.Release(AtOnce);
    }

    public void Dispose() => _free.Dispose();

    private async Task RunAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        finally
        {
            _free.Release();
        }
    }
}
