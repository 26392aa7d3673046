using Microsoft.Azure.Functions.Worker.Invocation;

namespace Microsoft.Azure.Functions.Worker.Timer;

/// <summary>Runs one function on its schedule: one run at a time, the next occurrence counted from the end of a run.</summary>
internal sealed class TimerLoop(FunctionDescriptor function, TimerSchedule schedule, FunctionInvoker invoker, TimeProvider time, CancellationToken stopping)
{
    // Timers take no longer spans than 49 days; waiting again also follows a clock that was set.
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private ScheduleStatus? _status;

    public async Task RunAsync()
    {
        var trigger = (TimerTriggerAttribute)function.Trigger;
        var due = schedule.Next(time.GetUtcNow());
        if (trigger.UseMonitor && !schedule.IsShorterThanAMinute(time.GetUtcNow()))
            _status = new ScheduleStatus { Next = Local(due) };

        try
        {
            if (trigger.RunOnStartup)
                due = await RunAsync(time.GetUtcNow());

            while (due < DateTimeOffset.MaxValue)
            {
                await WaitUntilAsync(due);
                due = await RunAsync(due);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    /// <summary>Runs the function for an occurrence and gives the next one.</summary>
    private async Task<DateTimeOffset> RunAsync(DateTimeOffset due)
    {
        // Late means that the occurrence after this one is due as well: the machine slept, or its clock was set.
        var info = new TimerInfo { ScheduleStatus = _status, IsPastDue = schedule.Next(due) <= time.GetUtcNow() };
        await InvokeAsync(info);

        var now = time.GetUtcNow();
        var next = schedule.Next(now > due ? now : due);
        if (_status is not null)
            _status = new ScheduleStatus { Last = Local(due), Next = Local(next), LastUpdated = Local(now) };
        return next;
    }

    private async Task InvokeAsync(TimerInfo info)
    {
        for (var retries = 0; ; retries++)
        {
            try
            {
                await invoker.InvokeAsync(function, new TimerTriggerInput(info) { RetryCount = retries }, stopping);
                return;
            }
            // The invoker has logged the failure; the schedule goes on.
            catch (Exception) when (!stopping.IsCancellationRequested)
            {
                if (RetryPolicy.NextDelay(function.Retry, retries) is not { } pause)
                    return;
                await Task.Delay(pause, time, stopping);
            }
        }
    }

    private async Task WaitUntilAsync(DateTimeOffset due)
    {
        while (due - time.GetUtcNow() is var remaining && remaining > TimeSpan.Zero)
        {
            // Timers count whole milliseconds; rounded down, the last one would be spent spinning.
            var wait = TimeSpan.FromMilliseconds(Math.Ceiling(remaining.TotalMilliseconds));
            await Task.Delay(wait < LongestWait ? wait : LongestWait, time, stopping);
        }
    }

    private DateTime Local(DateTimeOffset moment) =>
        moment == DateTimeOffset.MaxValue ? DateTime.MaxValue : TimeZoneInfo.ConvertTime(moment, time.LocalTimeZone).DateTime;
}
