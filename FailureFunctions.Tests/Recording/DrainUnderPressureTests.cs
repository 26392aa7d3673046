using Azure;
using Azure.Messaging.ServiceBus;
using FailureFunctions.Recording;
using FailureFunctions.Tests.Dependencies;
using FailureFunctions.Tests.Observability;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Moq;

namespace FailureFunctions.Tests.Recording;

/// <summary>A drain that meets services which are down or throttled asks them a few times, not for every entry.</summary>
[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class DrainUnderPressureTests : IDisposable
{
    private const int Entries = 1_000;

    private static readonly TestCaseData[] OfTheService =
    [
        Failing("busy", Busy),
        Failing("gone", () => new ServiceBusException("gone", ServiceBusFailureReason.ServiceCommunicationProblem)),
        Failing("full", () => new ServiceBusException("full", ServiceBusFailureReason.QuotaExceeded)),
        Failing("no topic", () => new ServiceBusException("no topic", ServiceBusFailureReason.MessagingEntityNotFound)),
        Failing("not allowed", () => new UnauthorizedAccessException()),
        Failing("503", () => new RequestFailedException(503, "busy")),
        Failing("429", () => new RequestFailedException(429, "busy")),
        Failing("no connection", () => new RequestFailedException(0, "no connection")),
        Failing("several", () => new AggregateException(new RequestFailedException(503, "busy"), new RequestFailedException(500, "error"))),
        Failing("cancelled", () => new OperationCanceledException()),
    ];

    private static readonly TestCaseData[] OfTheEntry =
    [
        Failing("too large", () => new ServiceBusException("too large", ServiceBusFailureReason.MessageSizeExceeded)),
        Failing("400", () => new RequestFailedException(400, "a property is too long")),
        Failing("unexpected", () => new InvalidOperationException()),
    ];

    private readonly FakeTimeProvider _time = new(Samples.Now);
    private readonly TestMeters _meters = new();
    private readonly Mock<IOutboxEntries> _entries = new();
    private readonly Mock<IFailureCompletion> _completion = new();
    private readonly OutboxEntry[] _due;
    private int _tries;

    public DrainUnderPressureTests()
    {
        _due = [.. Enumerable.Range(0, Entries).Select(i => Drained.Entry(i))];
        _entries.Setup(entries => entries.ListAsync(It.IsAny<CancellationToken>()))
            .ReturnsAsync(() => new OutboxListing(_due, Entries, 0, null, false));
        _entries.Setup(entries => entries.LeaseAsync(
                It.IsAny<IReadOnlyList<OutboxEntry>>(), It.IsAny<DateTimeOffset>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((IReadOnlyList<OutboxEntry> taken, DateTimeOffset _, CancellationToken _) => [.. taken.Select(Drained.Lease)]);
    }

    public void Dispose() => _meters.Dispose();

    [TestCaseSource(nameof(OfTheService))]
    public async Task A_service_that_fails_for_all_is_asked_a_few_times_and_the_run_ends(Func<Exception> failure)
    {
        Fail(_ => failure());

        await RunAsync();

        Assert.That(_tries, Is.InRange(DrainLimits.FailuresInARow, (2 * DrainLimits.Concurrency) - 1));
    }

    [TestCaseSource(nameof(OfTheEntry))]
    public async Task Entries_that_fail_by_their_own_fault_end_no_run(Func<Exception> failure)
    {
        Fail(_ => failure());

        Assert.That((await RunAsync()).Postponed, Is.EqualTo(Entries));
    }

    [Test]
    public async Task A_service_that_takes_some_of_the_entries_is_given_all_of_them()
    {
        Fail(number => number % DrainLimits.FailuresInARow == 0 ? null : Busy());

        var report = await RunAsync();

        Assert.That((report.Completed, report.Completed + report.Postponed), Is.EqualTo((Entries / DrainLimits.FailuresInARow, Entries)));
    }

    [Test]
    public async Task A_table_in_which_nothing_can_be_leased_is_asked_once()
    {
        _entries.Setup(entries => entries.LeaseAsync(
                It.IsAny<IReadOnlyList<OutboxEntry>>(), It.IsAny<DateTimeOffset>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(new RequestFailedException(503, "busy"));

        Assert.That(await RunAsync(), Is.EqualTo(default(DrainReport)));
        _entries.Verify(
            entries => entries.LeaseAsync(It.IsAny<IReadOnlyList<OutboxEntry>>(), It.IsAny<DateTimeOffset>(), It.IsAny<CancellationToken>()),
            Times.Once);
        _completion.VerifyNoOtherCalls();
    }

    private static ServiceBusException Busy() => new("busy", ServiceBusFailureReason.ServiceBusy);

    // One exception for each time: what is thrown again and again has a longer stack trace each time.
    private static TestCaseData Failing(string name, Func<Exception> failure) => new TestCaseData(failure).SetArgDisplayNames(name);

    private void Fail(Func<int, Exception?> failureOf) => _completion
        .Setup(completion => completion.CompleteAsync(It.IsAny<Failure>(), It.IsAny<AttemptId>(), It.IsAny<CancellationToken>()))
        .Returns(() => failureOf(++_tries) is { } failure ? Task.FromException<RecordOutcome>(failure) : Task.FromResult(RecordOutcome.Recorded));

    private Task<DrainReport> RunAsync() =>
        new OutboxDrain(_entries.Object, _completion.Object, TestCalls.Unlimited, new OutboxMetrics(_meters, _time), _time, NullLogger<OutboxDrain>.Instance)
            .RunAsync(CancellationToken.None);
}
