using FailureFunctions.Observability;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;

namespace FailureFunctions.Tests.Observability;

[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ReadinessTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly CountingCheck _check = new();
    private readonly ServiceProvider _services;
    private readonly Readiness _readiness;

    public ReadinessTests()
    {
        var services = new ServiceCollection();
        services.AddLogging().AddHealthChecks().AddCheck("dependency", _check);
        _services = services.BuildServiceProvider();
        _readiness = new Readiness(_services.GetRequiredService<HealthCheckService>(), _time);
    }

    public void Dispose() => _services.Dispose();

    [Test]
    public async Task A_hundred_callers_at_once_share_one_try()
    {
        var callers = Enumerable.Range(0, 100).Select(_ => _readiness.CheckAsync(CancellationToken.None)).ToArray();
        _check.Answer.SetResult(HealthCheckResult.Healthy());

        Assert.That((await Task.WhenAll(callers)).Select(report => report.Status), Has.All.EqualTo(HealthStatus.Healthy));
        Assert.That(_check.Tries, Is.EqualTo(1));
    }

    [Test]
    public async Task A_result_good_or_bad_is_used_again_for_two_seconds_and_then_no_more()
    {
        _check.Answer.SetResult(HealthCheckResult.Unhealthy("hint"));
        await _readiness.CheckAsync(CancellationToken.None);
        _time.Advance(Readiness.Reuse - TimeSpan.FromMilliseconds(1));
        await _readiness.CheckAsync(CancellationToken.None);
        var within = _check.Tries;
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await _readiness.CheckAsync(CancellationToken.None);

        Assert.That((within, _check.Tries), Is.EqualTo((1, 2)));
    }

    [Test]
    public async Task A_try_that_takes_long_is_not_begun_a_second_time()
    {
        var first = _readiness.CheckAsync(CancellationToken.None);
        _time.Advance(TimeSpan.FromMinutes(1));
        var second = _readiness.CheckAsync(CancellationToken.None);
        _check.Answer.SetResult(HealthCheckResult.Healthy());
        await Task.WhenAll(first, second);

        Assert.That(_check.Tries, Is.EqualTo(1));
    }

    [Test]
    public async Task A_caller_that_goes_away_leaves_the_try_to_the_others()
    {
        using var impatient = new CancellationTokenSource();
        var gone = _readiness.CheckAsync(impatient.Token);
        var waiting = _readiness.CheckAsync(CancellationToken.None);
        await impatient.CancelAsync();
        Assert.That(async () => await gone, Throws.InstanceOf<OperationCanceledException>());
        _check.Answer.SetResult(HealthCheckResult.Healthy());

        Assert.That((await waiting).Status, Is.EqualTo(HealthStatus.Healthy));
        Assert.That(_check.Tries, Is.EqualTo(1));
    }

    private sealed class CountingCheck : IHealthCheck
    {
        private int _tries;

        public TaskCompletionSource<HealthCheckResult> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Tries => _tries;

        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref _tries);
            return Answer.Task;
        }
    }
}
