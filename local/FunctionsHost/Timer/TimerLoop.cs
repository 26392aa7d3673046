namespace FailureFunctions.Local.FunctionsHost.Timer;

/// <summary>Runs one timer function: one run at a time, the next occurrence counted from the end of a run.</summary>
internal sealed class TimerLoop(TimerSchedule schedule, bool useMonitor, bool runOnStartup, TimeProvider time, Func<TimerStatus, CancellationToken, Task> run)
    : IDisposable
{
    // Timers are limited to 49 days, and shorter waits notice sooner that the clock was set.
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private ScheduleStatus? _status;

    /// <summary>Runs the function on its schedule until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var due = schedule.Next(time.GetUtcNow());
        if (useMonitor && !schedule.IsShorterThanAMinute(time.GetUtcNow()))
            _status = new ScheduleStatus(default, due.LocalDateTime, default);

        try
        {
            if (runOnStartup)
                due = await RunDueAsync(time.GetUtcNow(), cancellationToken);
            while (due < DateTimeOffset.MaxValue)
            {
                await WaitUntilAsync(due, cancellationToken);
                due = await RunDueAsync(due, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    /// <summary>Runs the function once, after the current run if there is one.</summary>
    public async Task RunNowAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            await run(new TimerStatus(_status, IsPastDue: false), cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    /// <summary>Runs the function for an occurrence and gives the next one.</summary>
    private async Task<DateTimeOffset> RunDueAsync(DateTimeOffset due, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            // The occurrence after this one is due as well: the machine slept, its clock was set, or another run took that long.
            var isPastDue = schedule.Next(due) <= time.GetUtcNow();
            await run(new TimerStatus(_status, isPastDue), cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // It is logged; the schedule goes on.
        }
        finally
        {
            _gate.Release();
        }

        var now = time.GetUtcNow();
        var next = schedule.Next(now > due ? now : due);
        if (_status is not null)
            _status = new ScheduleStatus(due.LocalDateTime, next.LocalDateTime, now.LocalDateTime);
        return next;
    }

    private async Task WaitUntilAsync(DateTimeOffset due, CancellationToken cancellationToken)
    {
        while (due - time.GetUtcNow() is var remaining && remaining > TimeSpan.Zero)
        {
            // Timers count whole milliseconds; rounding down would make the last one a busy loop.
            var wait = TimeSpan.FromMilliseconds(Math.Ceiling(remaining.TotalMilliseconds));
            await Task.Delay(wait < LongestWait ? wait : LongestWait, time, cancellationToken);
        }
    }
}
