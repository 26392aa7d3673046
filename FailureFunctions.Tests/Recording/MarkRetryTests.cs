using FailureFunctions.Recording;
using FailureFunctions.Tests.Dependencies;
using FailureFunctions.Tests.Startup;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Moq;

namespace FailureFunctions.Tests.Recording;

/// <summary>A row that cannot be marked as published when its message was sent.</summary>
[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class MarkRetryTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _time = new();
    private readonly DeferredWork _deferred;
    private readonly SemaphoreSlim _tried = new(0);
    private readonly Mock<IFailureRows> _rows = new();
    private readonly RecordedLog _log = new();
    private int _failures;

    public MarkRetryTests()
    {
        _deferred = new DeferredWork(_time);
        _rows.Setup(rows => rows.AddAsync(It.IsAny<Failure>(), It.IsAny<CancellationToken>())).ReturnsAsync(new StoredRow("1", IsPublished: false));
        _rows.Setup(rows => rows.MarkPublishedAsync(It.IsAny<RowKeys>(), "1", It.IsAny<CancellationToken>())).Returns(() =>
        {
            _tried.Release();
            return Interlocked.Decrement(ref _failures) >= 0 ? Task.FromException(new TimeoutException()) : Task.CompletedTask;
        });
    }

    public void Dispose()
    {
        _deferred.Dispose();
        _tried.Dispose();
        _log.Dispose();
    }

    [Test]
    public async Task It_is_marked_after_a_pause()
    {
        _failures = 2;
        await RecordAsync();
        await TriesAsync(3);

        await _deferred.StopAsync(CancellationToken.None).WaitAsync(Patience);
        Assert.That(_log.Records, Is.Empty);
    }

    [Test]
    public async Task It_is_left_to_the_sweep_after_the_last_pause()
    {
        _failures = int.MaxValue;
        await RecordAsync();
        await TriesAsync(FailureRecorder.MarkPauses.Length + 1);

        await _deferred.StopAsync(CancellationToken.None).WaitAsync(Patience);
        Assert.That(_log.Records.Select(record => record.Text), Has.One.Items.And.All.Contains("could not be marked"));
    }

    private async Task RecordAsync()
    {
        using var factory = LoggerFactory.Create(logging => logging.AddProvider(_log));
        var recorder = new FailureRecorder(
            _rows.Object, Mock.Of<IOutbox>(), Mock.Of<IFailurePublisher>(), _deferred, TestCalls.Unlimited, new StandingTime(), factory.CreateLogger<FailureRecorder>());
        var (outcome, _) = await recorder.RecordAsync(SampleFailures.Bare() with { ReportedAt = new StandingTime().GetUtcNow() }, CancellationToken.None);
        Assert.That(outcome, Is.EqualTo(RecordOutcome.Recorded));
    }

    private async Task TriesAsync(int count)
    {
        Assert.That(await _tried.WaitAsync(Patience), Is.True);
        for (var tried = 1; tried < count; tried++)
        {
            // The pause begins after the try has failed, at a time of its own.
            while (!await _tried.WaitAsync(TimeSpan.FromMilliseconds(10)))
                _time.Advance(FailureRecorder.MarkPauses[^1]);
        }
    }
}
