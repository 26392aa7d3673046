using FailureFunctions.Observability;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;

namespace FailureFunctions.Tests.Observability;

[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class DependencyCheckTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(4);

    private readonly FakeTimeProvider _time = new();

    [Test]
    public async Task A_dependency_that_answers_is_healthy() =>
        Assert.That((await RunAsync(_ => Task.CompletedTask)).Status, Is.EqualTo(HealthStatus.Healthy));

    [Test]
    public async Task A_client_that_ignores_cancellation_is_left_when_the_limit_is_reached_and_not_before()
    {
        var never = new TaskCompletionSource();

        var run = RunAsync(_ => never.Task);
        _time.Advance(Limit - TimeSpan.FromMilliseconds(1));
        var before = run.IsCompleted;
        _time.Advance(TimeSpan.FromMilliseconds(1));
        var result = await run;

        Assert.That(before, Is.False);
        Assert.That((result.Status, result.Description), Is.EqualTo((HealthStatus.Unhealthy, "hint TimeoutException")));
        never.SetResult();
    }

    [Test]
    public async Task A_client_that_blocks_its_thread_does_not_block_the_check()
    {
        using var blocked = new ManualResetEventSlim();

        var run = RunAsync(_ =>
        {
            blocked.Wait(CancellationToken.None);
            return Task.CompletedTask;
        });
        _time.Advance(Limit);
        var result = await run;
        blocked.Set();

        Assert.That(result.Status, Is.EqualTo(HealthStatus.Unhealthy));
    }

    [Test]
    public async Task What_a_dependency_throws_becomes_a_hint_and_its_text_is_not_shown()
    {
        var result = await RunAsync(_ => throw new InvalidOperationException("AccountKey=secret"));

        Assert.That(result.Description, Is.EqualTo("hint InvalidOperationException"));
        Assert.That(result.Exception, Is.Null, "it would be logged with its text");
    }

    [Test]
    public async Task Parts_that_fail_in_the_same_way_share_a_hint_and_the_others_are_not_named()
    {
        var result = await CheckAsync(
            new Probe(_ => throw new InvalidOperationException(), "first"),
            new Probe(_ => Task.CompletedTask, "second"),
            new Probe(_ => throw new TimeoutException(), "third"),
            new Probe(_ => Task.FromException(new InvalidOperationException()), "fourth"));

        Assert.That(result.Description, Is.EqualTo("first, fourth: hint InvalidOperationException third: hint TimeoutException"));
    }

    [Test]
    public async Task Without_probes_a_dependency_is_not_needed() =>
        Assert.That((await CheckAsync()).Description, Is.EqualTo(Health.NotNeeded));

    private Task<HealthCheckResult> RunAsync(Func<CancellationToken, Task> probe) => CheckAsync(new Probe(probe));

    private Task<HealthCheckResult> CheckAsync(params Probe[] probes) =>
        new DependencyCheck(probes, exception => $"hint {exception.GetType().Name}", Limit, _time).CheckHealthAsync(new HealthCheckContext());
}
