using FailureFunctions.Recording;
using Microsoft.Extensions.Time.Testing;

namespace FailureFunctions.Tests.Recording;

[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class DeferredWorkTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _time = new();
    private readonly DeferredWork _deferred;
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _started = new(0);

    public DeferredWorkTests() => _deferred = new DeferredWork(_time);

    public void Dispose()
    {
        _started.Dispose();
        _deferred.Dispose();
    }

    [Test]
    public async Task Work_runs_without_being_waited_for()
    {
        Assert.That(Start(WorkAsync).IsCompleted, Is.True);
        Assert.That(await _started.WaitAsync(Patience), Is.True);
    }

    [Test]
    public async Task Work_does_not_run_in_the_log_scope_of_its_request()
    {
        var scope = new AsyncLocal<string?> { Value = "invocation" };
        var seen = new TaskCompletionSource<string?>();

        await _deferred.StartAsync(() =>
        {
            seen.SetResult(scope.Value);
            return Task.CompletedTask;
        });

        Assert.That(await seen.Task.WaitAsync(Patience), Is.Null);
    }

    [Test]
    public void Work_that_blocks_does_not_block_its_request()
    {
        using var free = new ManualResetEventSlim();

        var started = Start(() =>
        {
            free.Wait();
            return Task.CompletedTask;
        });

        Assert.That(started.IsCompleted, Is.True);
        free.Set();
    }

    [Test]
    public async Task With_64_pieces_under_way_a_request_waits_for_its_own_and_later_ones_do_not()
    {
        await StartAsync(DeferredWork.AtOnce);

        var own = new TaskCompletionSource();
        var waiting = Start(() => own.Task);
        Assert.That(waiting.IsCompleted, Is.False);
        own.SetResult();
        await waiting.WaitAsync(Patience);

        _end.SetResult();
        await _deferred.StopAsync(CancellationToken.None).WaitAsync(Patience);
        Assert.That(Start(() => new TaskCompletionSource().Task).IsCompleted, Is.True);
    }

    [Test]
    public async Task A_stop_waits_for_what_is_under_way()
    {
        await StartAsync(2);

        var stop = _deferred.StopAsync(CancellationToken.None);
        Assert.That(stop.IsCompleted, Is.False);
        _end.SetResult();

        await stop.WaitAsync(Patience);
    }

    [Test]
    public async Task A_stop_waits_no_longer_than_the_host_allows()
    {
        await StartAsync(1);
        using var allowed = new CancellationTokenSource();

        var stop = _deferred.StopAsync(allowed.Token);
        await allowed.CancelAsync();

        Assert.That(async () => await stop.WaitAsync(Patience), Throws.InstanceOf<OperationCanceledException>());
        _end.SetResult();
    }

    [Test]
    public async Task Work_that_fails_gives_its_place_back()
    {
        for (var i = 0; i < DeferredWork.AtOnce; i++)
            await _deferred.StartAsync(() => throw new InvalidOperationException());

        await _deferred.StopAsync(CancellationToken.None).WaitAsync(Patience);
    }

    [Test]
    public async Task Work_for_later_runs_after_its_pause()
    {
        Assert.That(_deferred.TryStartLater(TimeSpan.FromSeconds(5), WorkAsync), Is.True);
        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.That(_started.CurrentCount, Is.Zero);

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.That(await _started.WaitAsync(Patience), Is.True);
        _end.SetResult();
    }

    [Test]
    public async Task A_stop_drops_what_waits_for_its_time()
    {
        _deferred.TryStartLater(TimeSpan.FromSeconds(5), WorkAsync);

        await _deferred.StopAsync(CancellationToken.None).WaitAsync(Patience);
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.That(_started.CurrentCount, Is.Zero);
    }

    [Test]
    public async Task Work_for_later_is_refused_beyond_a_limit_until_some_has_run()
    {
        for (var i = 0; i < DeferredWork.MostLater; i++)
            Assert.That(_deferred.TryStartLater(TimeSpan.FromSeconds(5), () => Task.CompletedTask), Is.True);
        Assert.That(_deferred.TryStartLater(TimeSpan.FromSeconds(5), WorkAsync), Is.False);

        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.That(() => _deferred.TryStartLater(TimeSpan.FromSeconds(5), WorkAsync), Is.True.After(30_000, 10));
        await _deferred.StopAsync(CancellationToken.None).WaitAsync(Patience);
    }

    private Task Start(Func<Task> work) => _deferred.StartAsync(work).AsTask();

    private async Task StartAsync(int pieces)
    {
        for (var i = 0; i < pieces; i++)
            await _deferred.StartAsync(WorkAsync);
        for (var i = 0; i < pieces; i++)
            Assert.That(await _started.WaitAsync(Patience), Is.True);
    }

    private Task WorkAsync()
    {
        _started.Release();
        return _end.Task;
    }
}
