using System.Collections.Concurrent;
using FunctionsWorker.Tests.Support;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FunctionsWorker.Tests.Timer;

internal sealed class TimerTriggerTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 10, 0, 30, TimeSpan.Zero);

    [Test]
    public async Task A_function_runs_when_it_is_due_and_not_before()
    {
        var (time, runs) = (new FakeTimeProvider(Start), new Runs());
        await using var host = await StartAsync<EveryMinute>(time, runs);

        time.Advance(TimeSpan.FromSeconds(29));
        Assert.That(runs.All, Is.Empty);
        time.Advance(TimeSpan.FromSeconds(1));
        await runs.CountAsync(1);

        var run = runs.All.Single();
        Assert.That(run.At, Is.EqualTo(Start.AddSeconds(30)));
        Assert.That(run.Info.IsPastDue, Is.False);
        Assert.That(run.Info.ScheduleStatus!.Next, Is.EqualTo(Start.AddSeconds(30).DateTime));
    }

    [Test]
    public async Task Runs_do_not_overlap_and_the_next_is_counted_from_the_end_of_the_last()
    {
        var (time, runs) = (new FakeTimeProvider(Start), new Runs { Gate = new TaskCompletionSource() });
        await using var host = await StartAsync<EveryMinute>(time, runs);
        time.Advance(TimeSpan.FromSeconds(30));
        await runs.CountAsync(1);

        time.Advance(TimeSpan.FromMinutes(3));
        Assert.That(runs.All, Has.Count.EqualTo(1));
        runs.Gate.SetResult();
        await runs.CountAsync(2, time);

        Assert.That(runs.All.Last().Info.ScheduleStatus!.Last, Is.EqualTo(Start.AddSeconds(30).DateTime));
        Assert.That(runs.All.Last().At, Is.GreaterThanOrEqualTo(Start.AddMinutes(4).AddSeconds(-30)));
    }

    [Test]
    public async Task A_run_that_comes_so_late_that_another_is_due_is_past_due()
    {
        var (time, runs) = (new FakeTimeProvider(Start), new Runs());
        await using var host = await StartAsync<EveryMinute>(time, runs);

        time.Advance(TimeSpan.FromMinutes(10));
        await runs.CountAsync(1);

        Assert.That(runs.All.Single().Info.IsPastDue);
    }

    [Test]
    public async Task RunOnStartup_runs_at_once_and_an_unmonitored_schedule_has_no_status()
    {
        var (time, runs) = (new FakeTimeProvider(Start), new Runs());
        await using var host = await StartAsync<OnStartup>(time, runs);

        await runs.CountAsync(1);

        Assert.That(runs.All.Single().At, Is.EqualTo(Start));
        Assert.That(runs.All.Single().Info.ScheduleStatus, Is.Null);
    }

    [Test]
    public async Task A_failed_run_is_repeated_as_its_retry_attribute_says_and_then_waits_for_the_schedule()
    {
        var (time, runs) = (new FakeTimeProvider(Start), new Runs { Fails = true });
        await using var host = await StartAsync<Retried>(time, runs);

        await runs.CountAsync(3, time);
        Assert.That(runs.All.Take(3).Select(run => run.Retry), Is.EqualTo(new[] { 0, 1, 2 }));
        await runs.CountAsync(4, time);

        Assert.That(runs.All.ElementAt(3).Retry, Is.Zero);
    }

    [Test]
    public async Task A_stop_of_the_host_cancels_a_run_and_waits_for_it()
    {
        var (time, runs) = (new FakeTimeProvider(Start), new Runs { Gate = new TaskCompletionSource() });
        await using var host = await StartAsync<EveryMinute>(time, runs);
        time.Advance(TimeSpan.FromSeconds(30));
        await runs.CountAsync(1);

        await host.StopAsync();

        Assert.That(runs.Ended, Is.EqualTo(1));
    }

    private static Task<TestHost> StartAsync<T>(FakeTimeProvider time, Runs runs) => TestHost.StartAsync(typeof(T), builder => builder.Services
        .AddSingleton<TimeProvider>(time)
        .AddSingleton(runs));

    internal sealed record Run(DateTimeOffset At, TimerInfo Info, int Retry);

    internal sealed class Runs
    {
        private readonly ConcurrentQueue<Run> _runs = new();
        private int _ended;

        public IReadOnlyCollection<Run> All => _runs;

        public int Ended => Volatile.Read(ref _ended);

        public bool Fails { get; init; }

        public TaskCompletionSource? Gate { get; init; }

        public async Task AddAsync(Run run, CancellationToken cancellationToken)
        {
            _runs.Enqueue(run);
            try
            {
                if (Gate is not null)
                    await Gate.Task.WaitAsync(cancellationToken);
                if (Fails)
                    throw new InvalidOperationException("As asked.");
            }
            finally
            {
                Interlocked.Increment(ref _ended);
            }
        }

        /// <summary>Waits for that many runs, moving the clock on a second at a time where one is given.</summary>
        public async Task CountAsync(int count, FakeTimeProvider? time = null)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            while (_runs.Count < count)
            {
                await Task.Delay(1, limit.Token);
                time?.Advance(TimeSpan.FromSeconds(1));
            }
        }
    }

    internal sealed class EveryMinute(Runs runs, TimeProvider time)
    {
        [Function("EveryMinute")]
        public Task Run([TimerTrigger("0 * * * * *")] TimerInfo timer, FunctionContext context) =>
            runs.AddAsync(new Run(time.GetUtcNow(), timer, context.RetryContext.RetryCount), context.CancellationToken);
    }

    internal sealed class OnStartup(Runs runs, TimeProvider time)
    {
        [Function("OnStartup")]
        public Task Run([TimerTrigger("01:00:00", RunOnStartup = true, UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
            runs.AddAsync(new Run(time.GetUtcNow(), timer, 0), cancellationToken);
    }

    internal sealed class Retried(Runs runs, TimeProvider time)
    {
        [Function("Retried")]
        [FixedDelayRetry(2, "00:00:05")]
        public Task Run([TimerTrigger("0 * * * * *")] TimerInfo timer, FunctionContext context) =>
            runs.AddAsync(new Run(time.GetUtcNow(), timer, context.RetryContext.RetryCount), context.CancellationToken);
    }
}
