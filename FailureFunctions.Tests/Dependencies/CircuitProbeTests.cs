using Azure.Messaging.ServiceBus;
using FailureFunctions.Dependencies;
using FailureFunctions.Recording;
using Polly.CircuitBreaker;

namespace FailureFunctions.Tests.Dependencies;

/// <summary>What happens once a breaker has been open for its pause: who may probe, and what an answer is.</summary>
[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class CircuitProbeTests : CircuitTest
{
    // A probe holds back all others until it ends.
    [TestCaseSource(nameof(Behind))]
    public async Task A_call_that_no_notification_waits_for_is_refused_while_it_is_open_and_never_the_probe(Dependency dependency)
    {
        var (probe, pause) = dependency.System == Dependency.Tables
            ? (RecordingCalls.AddRow, DependencyPipelines.TablesPause)
            : (RecordingCalls.Publish, DependencyPipelines.BusPause);
        for (var i = 0; i < 2; i++)
            await TimeOutAsync(probe);
        Assert.That(
            async () => await Calls.RunAsync(dependency, _ => Task.FromResult(1), CancellationToken.None), Throws.InstanceOf<BrokenCircuitException>());
        Time.Advance(pause);

        var slow = SilentAsync(dependency);

        Assert.That(slow.IsCompleted, Is.False);
        Assert.That(await Calls.RunAsync(probe, _ => Task.FromResult(1), CancellationToken.None), Is.EqualTo(1));
    }

    [Test]
    public void A_probe_ends_before_a_pause_does()
    {
        var probes = Dependencies.Where(dependency => dependency.Decides).ToList();

        Assert.That(probes.Select(dependency => dependency.System).Distinct(), Is.EquivalentTo(new[] { Dependency.Tables, Dependency.Bus }));
        foreach (var dependency in probes)
            Assert.That(
                dependency.Limit,
                Is.LessThanOrEqualTo(dependency.System == Dependency.Tables ? DependencyPipelines.TablesPause : DependencyPipelines.BusPause),
                dependency.Operation);
    }

    [Test]
    public async Task After_its_pause_one_call_probes_while_others_are_refused_and_its_success_closes_it()
    {
        await OpenAsync();
        Time.Advance(DependencyPipelines.BusPause - TimeSpan.FromMilliseconds(1));
        await AssertOpenAsync();
        Time.Advance(TimeSpan.FromMilliseconds(1));
        var probed = new TaskCompletionSource<int>();

        var probe = Calls.RunAsync(RecordingCalls.Publish, _ => probed.Task, CancellationToken.None);
        await AssertOpenAsync();
        probed.SetResult(1);
        await probe;

        await SucceedAsync();
        await FailAsync();
        await SucceedAsync();
    }

    [Test]
    public async Task A_probe_that_fails_opens_it_again_also_long_after_the_last_failure()
    {
        await OpenAsync();
        Time.Advance(TimeSpan.FromHours(1));
        await FailAsync();

        await AssertOpenAsync();
    }

    [Test]
    public async Task A_probe_that_ends_in_a_bug_or_is_cancelled_tells_nothing_and_it_stays_open()
    {
        await OpenAsync();
        Time.Advance(DependencyPipelines.BusPause);
        await FailAsync(() => new InvalidOperationException());
        await AssertOpenAsync();

        Time.Advance(DependencyPipelines.BusPause);
        using var stop = new CancellationTokenSource();
        var cancelled = Calls.RunAsync(RecordingCalls.Publish, token => Task.Delay(Timeout.InfiniteTimeSpan, token), stop.Token);
        await stop.CancelAsync();
        Assert.That(async () => await cancelled, Throws.InstanceOf<OperationCanceledException>());

        await AssertOpenAsync();
    }

    [Test]
    public async Task A_probe_whose_own_message_is_refused_closes_it_since_the_bus_answers()
    {
        await OpenAsync();
        Time.Advance(DependencyPipelines.BusPause);
        await FailAsync(() => new ServiceBusException("too large", ServiceBusFailureReason.MessageSizeExceeded));

        await SucceedAsync();
    }
}
