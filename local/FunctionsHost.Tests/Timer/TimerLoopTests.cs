using System.Threading.Channels;
using FailureFunctions.Local.FunctionsHost.Timer;
using Microsoft.Extensions.Time.Testing;

namespace FunctionsHost.Tests.Timer;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class TimerLoopTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 10, 0, 30, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Start);
    private readonly Channel<Run> _runs = Channel.CreateUnbounded<Run>();
    private readonly CancellationTokenSource _stop = new();

    public void Dispose() => _stop.Dispose();

    [Test]
    public async Task It_runs_when_due_and_reports_the_occurrences()
    {
        using var loop = Loop("0 */5 * * * *");
        var running = loop.RunAsync(_stop.Token);

        var first = await AdvanceToRunAsync(Start.AddMinutes(4.5));
        Assert.That(first.Status.IsPastDue, Is.False);
        Assert.That(first.Status.ScheduleStatus!.Next.ToUniversalTime(), Is.EqualTo(Start.AddMinutes(4.5).UtcDateTime));
        first.End.SetResult();

        var second = await AdvanceToRunAsync(Start.AddMinutes(9.5));
        Assert.That(second.Status.ScheduleStatus!.Last.ToUniversalTime(), Is.EqualTo(Start.AddMinutes(4.5).UtcDateTime));
        second.End.SetResult();
        await StopAsync(running);
    }

    [Test]
    public async Task Runs_never_overlap_and_missed_occurrences_are_skipped()
    {
        using var loop = Loop("0 * * * * *");
        var running = loop.RunAsync(_stop.Token);
        var first = await AdvanceToRunAsync(Start.AddSeconds(30));

        _time.Advance(TimeSpan.FromMinutes(3));
        var manual = loop.RunNowAsync(_stop.Token);
        Assert.That(_runs.Reader.TryRead(out _), Is.False);

        first.End.SetResult();
        (await _runs.Reader.ReadAsync()).End.SetResult();
        await manual;
        var next = await AdvanceToRunAsync(Start.AddMinutes(4.5));
        Assert.That(next.Status.IsPastDue, Is.False);
        next.End.SetResult();
        await StopAsync(running);
    }

    [Test]
    public async Task An_occurrence_that_is_late_by_a_whole_interval_is_past_due()
    {
        using var loop = Loop("0 * * * * *");
        var running = loop.RunAsync(_stop.Token);

        _time.Advance(TimeSpan.FromMinutes(10));
        var late = await _runs.Reader.ReadAsync();

        Assert.That(late.Status.IsPastDue);
        late.End.SetResult();
        await StopAsync(running);
    }

    [Test]
    public async Task A_failed_run_does_not_end_the_schedule()
    {
        using var loop = Loop("00:01:00");
        var running = loop.RunAsync(_stop.Token);

        (await AdvanceToRunAsync(Start.AddMinutes(1))).End.SetException(new InvalidOperationException());
        (await AdvanceToRunAsync(Start.AddMinutes(2))).End.SetResult();
        await StopAsync(running);
    }

    [Test]
    public async Task Short_schedules_and_those_without_monitor_have_no_status()
    {
        using var often = Loop("*/10 * * * * *");
        var oftenRunning = often.RunAsync(_stop.Token);
        var run = await AdvanceToRunAsync(Start.AddSeconds(10));
        Assert.That(run.Status.ScheduleStatus, Is.Null);
        Assert.That(run.Status.ToJson(), Is.EqualTo("""{"IsPastDue":false,"Schedule":{"AdjustForDST":true}}"""));
        run.End.SetResult();

        using var unmonitored = new TimerLoop(TimerSchedule.Parse("0 * * * * *", TimeZoneInfo.Utc), false, true, _time, RunAsync);
        var unmonitoredRunning = unmonitored.RunAsync(_stop.Token);
        var atStart = await _runs.Reader.ReadAsync();
        Assert.That(atStart.Status.ScheduleStatus, Is.Null);
        atStart.End.SetResult();
        await StopAsync(oftenRunning, unmonitoredRunning);
    }

    private TimerLoop Loop(string schedule) => new(TimerSchedule.Parse(schedule, TimeZoneInfo.Utc), true, false, _time, RunAsync);

    private Task RunAsync(TimerStatus status, CancellationToken cancellationToken)
    {
        var run = new Run(status, new TaskCompletionSource());
        _runs.Writer.TryWrite(run);
        return run.End.Task.WaitAsync(cancellationToken);
    }

    private async Task<Run> AdvanceToRunAsync(DateTimeOffset time)
    {
        Assert.That(_runs.Reader.TryRead(out _), Is.False);
        _time.Advance(time - _time.GetUtcNow());
        return await _runs.Reader.ReadAsync();
    }

    private async Task StopAsync(params Task[] running)
    {
        await _stop.CancelAsync();
        await Task.WhenAll(running);
    }

    private sealed record Run(TimerStatus Status, TaskCompletionSource End);
}
