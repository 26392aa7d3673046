using Microsoft.Azure.Functions.Worker.Hosting;
using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Timer;

/// <summary>Runs the functions with a timer trigger.</summary>
internal sealed partial class TimerTriggerListener(
    FunctionInvoker invoker,
    IConfiguration configuration,
    TimeProvider time,
    HostShutdown shutdown,
    ILogger<TimerTriggerListener> logger) : ITriggerListener
{
    private readonly List<(FunctionDescriptor Function, TimerSchedule Schedule)> _timers = [];
    private Task _running = Task.CompletedTask;

    public IEnumerable<string> Lines => _timers.Select(timer => $"{timer.Function.Name}: timerTrigger");

    public void Prepare(IReadOnlyList<FunctionDescriptor> functions)
    {
        foreach (var function in functions)
        {
            if (function.Trigger is TimerTriggerAttribute trigger)
                _timers.Add((function, ScheduleOf(function, trigger)));
        }
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _running = Task.WhenAll(_timers.Select(timer => new TimerLoop(timer.Function, timer.Schedule, invoker, time, shutdown.Token).RunAsync()));
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _running.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            LogStillRunning(logger);
        }
    }

    private TimerSchedule ScheduleOf(FunctionDescriptor function, TimerTriggerAttribute trigger)
    {
        var text = SettingReferences.Resolve(trigger.Schedule, configuration, function.Name);
        try
        {
            return TimerSchedule.Parse(text, time.LocalTimeZone);
        }
        catch (FormatException exception)
        {
            throw new FunctionWorkerException($"Function '{function.Name}': {exception.Message}", exception);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The host stops although a function on a timer is still running.")]
    private static partial void LogStillRunning(ILogger logger);
}
