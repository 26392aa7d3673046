using Azure;
using FailureFunctions.Dependencies;
using FailureFunctions.Recording;
using FailureFunctions.Tests.Dependencies;
using Moq;

namespace FailureFunctions.Tests.Recording;

/// <summary>What a run of the drain does when a circuit breaker is open, or lets a single call probe.</summary>
[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class DrainCircuitTests : DrainFixture
{
    private const int Pointers = 250;

    private readonly DependencyCalls _calls;

    public DrainCircuitTests()
    {
        _calls = TestCalls.Limited(Time);
        Queue(Pointers);
    }

    [Test]
    public async Task While_calls_to_the_bus_are_paused_a_run_ends_early_and_no_pointer_is_touched()
    {
        await OpenAsync(RecordingCalls.Publish);

        Assert.That(await RunAsync(), Is.EqualTo(default(DrainReport)));

        Publisher.VerifyNoOtherCalls();
        Assert.That(Rows.Invocations, Has.Count.EqualTo(DrainLimits.Batch), "one batch is read");
        AssertUntouched();
    }

    [Test]
    public async Task While_calls_to_the_tables_are_paused_a_run_ends_at_once()
    {
        await OpenAsync(RecordingCalls.AddRow);

        Assert.That(await RunAsync(), Is.EqualTo(default(DrainReport)));

        Outbox.VerifyNoOtherCalls();
    }

    [Test]
    public async Task When_the_pause_is_over_one_batch_probes_and_the_same_run_completes_the_others()
    {
        await OpenAsync(RecordingCalls.Publish);
        Time.Advance(DependencyPipelines.BusPause);

        Assert.That((await RunAsync()).Completed, Is.EqualTo(Pointers));
        Assert.That(Sends, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task A_probe_that_fails_ends_the_run_and_no_pointer_is_touched()
    {
        await OpenAsync(RecordingCalls.Publish);
        Time.Advance(DependencyPipelines.BusPause);
        OnSend((_, _) => Task.FromException(new TimeoutException()));

        Assert.That(await RunAsync(), Is.EqualTo(default(DrainReport)));

        Assert.That(Sends, Has.Count.EqualTo(1));
        AssertUntouched();
    }

    private new Task<DrainReport> RunAsync() => RunAsync(_calls, CancellationToken.None);

    private void AssertUntouched()
    {
        Assert.That(Removed, Is.Empty);
        VerifyPostponed(Times.Never());
    }

    private async Task OpenAsync(Dependency dependency)
    {
        for (var i = 0; i < 2; i++)
        {
            try
            {
                await _calls.RunAsync(dependency, _ => Task.FromException(new RequestFailedException(503, "busy")), CancellationToken.None);
            }
            catch (RequestFailedException)
            {
                // As meant.
            }
        }
    }
}
