using Azure;
using Azure.Messaging.ServiceBus;
using FailureFunctions.Recording;
using FailureFunctions.Tests.Dependencies;
using Moq;

namespace FailureFunctions.Tests.Recording;

/// <summary>A drain calls tables or a bus that are down or throttled a few times, not for every pointer.</summary>
[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class DrainUnderPressureTests : DrainFixture
{
    private const int Pointers = 1_000;

    private static readonly TestCaseData[] OfTheService =
    [
        Failing("busy", () => new ServiceBusException("busy", ServiceBusFailureReason.ServiceBusy)),
        Failing("gone", () => new ServiceBusException("gone", ServiceBusFailureReason.ServiceCommunicationProblem)),
        Failing("full", () => new ServiceBusException("full", ServiceBusFailureReason.QuotaExceeded)),
        Failing("no topic", () => new ServiceBusException("no topic", ServiceBusFailureReason.MessagingEntityNotFound)),
        Failing("not allowed", () => new UnauthorizedAccessException()),
        Failing("503", Busy),
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

    public DrainUnderPressureTests() => Queue(Pointers);

    [TestCaseSource(nameof(OfTheService))]
    public async Task A_bus_that_is_down_is_called_until_its_breaker_opens_and_no_pointer_is_touched(Func<Exception> fault)
    {
        OnSend((_, _) => Task.FromException(fault()));

        Assert.That(await RunAsync(TestCalls.Limited(Time), CancellationToken.None), Is.EqualTo(default(DrainReport)));

        Assert.That(Sends, Has.Count.EqualTo(2));
        AssertUntouched();
    }

    [TestCaseSource(nameof(OfTheService))]
    public async Task Tables_that_are_down_are_called_for_one_batch_and_no_pointer_is_touched(Func<Exception> fault)
    {
        Rows.Setup(rows => rows.ReadAsync(It.IsAny<RowKeys>(), It.IsAny<CancellationToken>())).Returns(() => Task.FromException<ReadRow?>(fault()));

        Assert.That(await RunAsync(), Is.EqualTo(default(DrainReport)));

        Assert.That(Rows.Invocations, Has.Count.EqualTo(DrainLimits.Batch));
        Publisher.VerifyNoOtherCalls();
        AssertUntouched();
    }

    [Test]
    public async Task A_table_that_cannot_be_written_ends_the_run_after_one_batch()
    {
        OnMark(_ => Task.FromException(Busy()));

        Assert.That(await RunAsync(), Is.EqualTo(default(DrainReport)));

        Assert.That(Sends, Has.Count.EqualTo(1));
        AssertUntouched();
    }

    [TestCaseSource(nameof(OfTheEntry))]
    public async Task Pointers_that_fail_for_a_reason_of_their_own_do_not_end_the_run(Func<Exception> fault)
    {
        OnSend((_, _) => Task.FromException(fault()));

        Assert.That((await RunAsync()).Postponed, Is.EqualTo(Pointers));
    }

    [Test]
    public async Task A_table_that_takes_some_of_the_marks_is_given_all_of_them()
    {
        var marks = 0;
        OnMark(_ => ++marks % DrainLimits.FailuresInARow == 0 ? Task.CompletedTask : Task.FromException(Busy()));

        var report = await RunAsync();

        Assert.That((marks, report.Completed), Is.EqualTo((Pointers, Pointers / DrainLimits.FailuresInARow)));
    }

    private static RequestFailedException Busy() => new(503, "busy");

    // One exception for each time: the stack trace of one that is thrown repeatedly grows each time.
    private static TestCaseData Failing(string name, Func<Exception> fault) => new TestCaseData(fault).SetArgDisplayNames(name);

    private void AssertUntouched()
    {
        Assert.That(Removed, Is.Empty);
        VerifyPostponed(Times.Never());
    }
}
