using System.Collections.Concurrent;
using FailureFunctions.Local.FunctionsHost.App;
using FailureFunctions.Local.FunctionsHost.Invocation;
using FailureFunctions.Local.FunctionsHost.Logging;
using FailureFunctions.Local.FunctionsHost.Protocol;
using FailureFunctions.Local.FunctionsHost.Worker;

namespace FailureFunctions.Local.FunctionsHost.Timer;

/// <summary>The functions with a timer trigger.</summary>
internal sealed class TimerFunctions(WorkerSupervisor workers, FunctionInvoker invoker, Settings settings, HostLog log, TimeProvider time) : IDisposable
{
    private readonly Dictionary<string, TimerLoop> _loops = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<Task, bool> _running = new();
    private readonly CancellationTokenSource _stopping = new();

    /// <exception cref="FormatException">The schedule is wrong.</exception>
    public void Add(FunctionDefinition function)
    {
        var trigger = function.Trigger;
        var schedule = TimerSchedule.Parse(settings.Resolve(trigger.Text("schedule") ?? ""), time.LocalTimeZone);
        _loops[function.Name] = new TimerLoop(schedule, trigger.Flag("useMonitor", true), trigger.Flag("runOnStartup", false), time,
            (status, cancellationToken) => InvokeAsync(function.Name, trigger.Name, status, cancellationToken));
    }

    public void Start()
    {
        foreach (var loop in _loops.Values)
            Track(loop.RunAsync(_stopping.Token));
    }

    /// <summary>Starts a run; false when there is no such timer function.</summary>
    public bool TryStart(string function)
    {
        if (!_loops.TryGetValue(function, out var loop))
            return false;
        Track(loop.RunNowAsync(_stopping.Token));
        return true;
    }

    /// <exception cref="FunctionsHostException">There is no such timer function, or the run failed.</exception>
    public async Task RunNowAsync(string function)
    {
        if (!_loops.TryGetValue(function, out var loop))
            throw new FunctionsHostException(
                $"The app has no timer function '{function}'. It has: {string.Join(", ", _loops.Keys.Order(StringComparer.Ordinal))}.");

        var run = loop.RunNowAsync(_stopping.Token);
        Track(run);
        try
        {
            await run;
        }
        catch (Exception exception) when (exception is InvocationFailedException or OperationCanceledException)
        {
            throw new FunctionsHostException($"The run of '{function}' failed: {exception.Message}");
        }
    }

    /// <summary>Cancels what runs, and waits for it within the limit.</summary>
    public async Task StopAsync(TimeSpan limit)
    {
        await _stopping.CancelAsync();
        var running = Task.WhenAll(_running.Keys);
        await ((Task)Task.WhenAny(running, Task.Delay(limit))).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!running.IsCompleted)
            log.Warning("The host stops although a timer function is still running.");
    }

    public void Dispose()
    {
        foreach (var loop in _loops.Values)
            loop.Dispose();
        _stopping.Dispose();
    }

    private async Task InvokeAsync(string function, string binding, TimerStatus status, CancellationToken cancellationToken)
    {
        try
        {
            var worker = await workers.WaitAsync(cancellationToken);
            if (!worker.Functions.ContainsKey(function))
                throw new InvocationFailedException("The app did not load it when it was started again.");
            await invoker.InvokeAsync(worker, function, new InvocationRequest
            {
                InputData = { new ParameterBinding { Name = binding, Data = new TypedData { Json = status.ToJson() } } },
            }, cancellationToken);
        }
        catch (FunctionsHostException exception)
        {
            throw new InvocationFailedException(exception.Message);
        }
    }

    private void Track(Task task)
    {
        _running[task] = true;
        _ = task.ContinueWith(ended =>
        {
            // Failures are logged where they happen.
            _ = ended.Exception;
            _running.TryRemove(ended, out _);
        }, TaskScheduler.Default);
    }
}
