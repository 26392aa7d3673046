using System.Globalization;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsHost.TestApp;

/// <summary>None of these schedules comes due while the tests run.</summary>
internal sealed class TimerFunctions
{
    [Function("WriteTimer")]
    public Task WriteAsync([TimerTrigger("%WriteSchedule%")] TimerInfo timer, FunctionContext context) =>
        Signals.AppendAsync("timer", string.Create(CultureInfo.InvariantCulture,
            $"pastdue={timer.IsPastDue} next={timer.ScheduleStatus?.Next.ToUniversalTime():u} trace={context.TraceContext.TraceParent.Length}"));

    [Function("StartTimer")]
    public Task StartAsync([TimerTrigger("0 0 0 1 1 *", RunOnStartup = true, UseMonitor = false)] TimerInfo timer) =>
        Signals.AppendAsync("startup", $"status={timer.ScheduleStatus is not null}");

    [Function("FailingTimer")]
    public Task FailAsync([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer) => throw new NotSupportedException($"failed, past due: {timer.IsPastDue}");

    [Function("WaitTimer")]
    public Task WaitAsync([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer, FunctionContext context) =>
        Signals.WaitAsync($"{Signals.Folder}/{(timer.IsPastDue ? "late" : "wait")}", context);

    [Function("BadTimer")]
    public Task BadAsync([TimerTrigger("every now and then")] TimerInfo timer) => Signals.AppendAsync("bad", timer.ToString()!);
}
