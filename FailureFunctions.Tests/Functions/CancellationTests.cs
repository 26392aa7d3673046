using System.Diagnostics.Metrics;
using FailureFunctions.Observability;
using FailureFunctions.Recording;
using Moq;

namespace FailureFunctions.Tests.Functions;

/// <summary>What ends an invocation, and what only looks as if it did.</summary>
[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class CancellationTests : IDisposable
{
    private readonly FunctionWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Test]
    public async Task A_caller_that_disconnects_cancels_nothing_and_no_error_is_logged()
    {
        _world.Publish
            .Returns((IReadOnlyList<Failure> _, CancellationToken token) =>
            {
                _world.HangUp();
                token.ThrowIfCancellationRequested();
                return Task.CompletedTask;
            });

        Assert.That(await _world.PostAsync(), Is.EqualTo(200));
        Assert.That(_world.Errors, Is.Empty);
    }

    [Test]
    public async Task A_caller_that_disconnects_before_the_start_cancels_nothing()
    {
        _world.HangUp();

        Assert.That(await _world.PostAsync(), Is.EqualTo(200));
        Assert.That(_world.Errors, Is.Empty);
    }

    [Test]
    public void The_stop_of_the_host_ends_it_and_is_counted_as_cancelled()
    {
        var counted = new List<object?>();
        using var outcomes = Listen(counted);
        _world.Publish
            .Returns(async (IReadOnlyList<Failure> _, CancellationToken token) =>
            {
                _world.StopApplication();
                await Task.Delay(Timeout.InfiniteTimeSpan, token);
            });

        Assert.That(async () => await _world.PostAsync(), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(_world.Errors, Is.Empty);
        Assert.That(counted, Is.EqualTo(new[] { "cancelled" }));
    }

    [Test]
    public async Task The_stop_of_the_host_does_not_cancel_the_mark_of_what_is_published()
    {
        bool? cancelled = null;
        _world.Publish.Callback(_world.StopApplication).Returns(Task.CompletedTask);
        _world.Rows.Setup(rows => rows.MarkPublishedAsync(It.IsAny<RowKeys>(), "1", It.IsAny<CancellationToken>()))
            .Callback((RowKeys _, string _, CancellationToken token) => cancelled = token.IsCancellationRequested)
            .Returns(Task.CompletedTask);

        Assert.That(await _world.PostAsync(), Is.EqualTo(200));
        Assert.That(cancelled, Is.False);
    }

    [Test]
    public void A_bug_is_counted_as_an_error_and_its_message_is_masked()
    {
        var counted = new List<object?>();
        using var outcomes = Listen(counted);
        _world.AddRow.ThrowsAsync(new InvalidOperationException("jan@example.nl"));

        Assert.That(async () => await _world.PostAsync(), Throws.InvalidOperationException.With.Message.Not.Contain("jan"));
        Assert.That(counted, Is.EqualTo(new[] { "error" }));
    }

    [Test]
    public void A_clients_time_out_is_masked_and_logged()
    {
        Assert.That(
            async () => await _world.InvokeAsync(_ => throw new TaskCanceledException("https://account/Failures(PartitionKey='jan@example.nl')")),
            Throws.InvalidOperationException.With.Message.EqualTo("Function failed: No answer in time"));
        Assert.That(_world.Errors, Is.EqualTo(new[] { "Function failed. No answer in time" }));
    }

    [Test]
    public void A_clients_time_out_after_the_caller_disconnected_is_still_a_fault()
    {
        _world.HangUp();

        Assert.That(async () => await _world.InvokeAsync(_ => throw new TaskCanceledException()), Throws.InvalidOperationException);
        Assert.That(_world.Errors, Is.EqualTo(new[] { "Function failed. No answer in time" }));
    }

    [Test]
    public void A_timer_that_the_host_cancelled_has_not_failed()
    {
        _world.Trigger = "timerTrigger";
        _world.HangUp();

        Assert.That(async () => await _world.InvokeAsync(_ => throw new TaskCanceledException()), Throws.TypeOf<TaskCanceledException>());
        Assert.That(_world.Errors, Is.Empty);
    }

    private MeterListener Listen(List<object?> outcomes)
    {
        var meters = _world.Get<IMeterFactory>();
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Scope == meters && instrument.Meter.Name == TelemetryNames.Source && instrument.Name == "failurefunctions.notifications")
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => outcomes.Add(tags[0].Value));
        listener.Start();
        return listener;
    }
}
