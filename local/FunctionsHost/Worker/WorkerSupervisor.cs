using FailureFunctions.Local.FunctionsHost.Logging;

namespace FailureFunctions.Local.FunctionsHost.Worker;

/// <summary>Keeps a worker running: starts another one when it ends, within limits.</summary>
internal sealed class WorkerSupervisor : IAsyncDisposable
{
    private readonly WorkerStarter _starter;
    private readonly HostLog _log;
    private readonly HostTuning _tuning;
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource<FunctionsHostException> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Queue<DateTimeOffset> _restarts = new();
    private readonly Task _supervising;

    // The worker that runs, or one that will.
    private volatile TaskCompletionSource<FunctionWorker> _worker = NewWorkerSource();
    private volatile FunctionWorker _latest;

    private WorkerSupervisor(WorkerStarter starter, FunctionWorker worker, HostLog log, HostTuning tuning)
    {
        (_starter, _log, _tuning, _latest) = (starter, log, tuning, worker);
        _worker.SetResult(worker);
        _supervising = SuperviseAsync(worker);
    }

    /// <summary>Null while none runs.</summary>
    public FunctionWorker? Current => _worker.Task is { IsCompletedSuccessfully: true, Result: { IsRunning: true } running } ? running : null;

    /// <summary>The last one that ran or runs.</summary>
    public FunctionWorker Latest => _latest;

    /// <summary>Completes when no worker will be started again, such as after the worker has ended too often.</summary>
    public Task<FunctionsHostException> Ended => _ended.Task;

    /// <exception cref="FunctionsHostException">The first worker cannot start.</exception>
    public static async Task<WorkerSupervisor> StartAsync(WorkerStarter starter, HostLog log, HostTuning tuning, CancellationToken cancellationToken) =>
        new(starter, await starter.StartAsync(cancellationToken), log, tuning);

    /// <summary>The running worker, waiting for one that starts.</summary>
    /// <exception cref="FunctionsHostException">No worker will be started again.</exception>
    public Task<FunctionWorker> WaitAsync(CancellationToken cancellationToken) => _worker.Task.WaitAsync(cancellationToken);

    public Task StopRestartingAsync() => _stopping.CancelAsync();

    /// <summary>Stops starting workers, and asks the running one to end.</summary>
    public async ValueTask DisposeAsync()
    {
        await EndAsync(worker => worker.StopAsync(_tuning.TerminateLimit));
    }

    /// <summary>Stops starting workers, and kills the running one.</summary>
    public Task KillAsync() => EndAsync(worker => worker.KillAsync());

    private async Task EndAsync(Func<FunctionWorker, Task> end)
    {
        await StopRestartingAsync();
        // A process that no longer answers may still be alive.
        await end(_latest);
        await _supervising;
    }

    private async Task SuperviseAsync(FunctionWorker worker)
    {
        try
        {
            await KeepRunningAsync(worker);
        }
        // Whatever it was, callers must learn that no worker will come.
        catch (Exception exception)
        {
            End(new FunctionsHostException($"The app cannot be started again: {exception.Message}"));
            await _latest.KillAsync();
        }
    }

    private async Task KeepRunningAsync(FunctionWorker worker)
    {
        while (true)
        {
            await worker.Ended;
            if (_stopping.IsCancellationRequested)
                return;

            _worker = NewWorkerSource();
            // A worker whose stream has ended stays alive without answering anything.
            var code = await worker.KillAsync();
            var problem = new FunctionsHostException($"The app ended with exit code {code}.", code);
            if (await RestartAsync(problem) is not { } next)
                return;
            worker = next;
        }
    }

    private async Task<FunctionWorker?> RestartAsync(FunctionsHostException problem)
    {
        while (MayRestart())
        {
            _log.Error($"{problem.MessageBelowLog} Starting it again.");
            try
            {
                var worker = await _starter.StartAsync(_stopping.Token);
                _latest = worker;
                if (_stopping.IsCancellationRequested)
                {
                    await worker.KillAsync();
                    return null;
                }

                _worker.SetResult(worker);
                _log.Information(HostLog.HostCategory, "The app runs again.");
                return worker;
            }
            catch (FunctionsHostException exception)
            {
                problem = exception;
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return null;
            }
        }

        var end = $"The app ended more than {_tuning.MaxRestarts} times within {_tuning.RestartWindow.TotalMinutes:0} minutes and is not started again. ";
        End(new FunctionsHostException(end + problem.Message, problem.ExitCode) { MessageBelowLog = end + problem.MessageBelowLog });
        return null;
    }

    private void End(FunctionsHostException end)
    {
        _worker.TrySetException(end);
        _ended.TrySetResult(end);
    }

    private bool MayRestart()
    {
        var now = _tuning.Time.GetUtcNow();
        while (_restarts.TryPeek(out var oldest) && now - oldest > _tuning.RestartWindow)
            _restarts.Dequeue();
        if (_restarts.Count >= _tuning.MaxRestarts)
            return false;
        _restarts.Enqueue(now);
        return true;
    }

    private static TaskCompletionSource<FunctionWorker> NewWorkerSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
