using Azure;
using Azure.Messaging.ServiceBus;
using FailureFunctions.Recording;
using FailureFunctions.Tests.Dependencies;
using Moq;

namespace FailureFunctions.Tests.Recording;

[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class OutboxDrainTests : DrainFixture
{
    private static readonly TestCaseData[] OfOneMessage =
    [
        new TestCaseData(new ServiceBusException("jan@example.nl", ServiceBusFailureReason.MessageSizeExceeded), "Service Bus: MessageSizeExceeded").SetArgDisplayNames("refused"),
        new TestCaseData(new InvalidOperationException("SharedAccessKey=secret"), "InvalidOperationException").SetArgDisplayNames("unexpected"),
    ];

    [Test]
    public async Task Rows_are_published_in_batches_of_a_hundred_marked_and_their_pointers_removed()
    {
        Queue(250);

        Assert.That(await RunAsync(), Is.EqualTo(new DrainReport(Completed: 250, Postponed: 0, Unreadable: 0)));

        Assert.That(Sends.Select(send => send.Length), Is.EqualTo(new[] { 100, 100, 50 }));
        Assert.That(Sends.SelectMany(send => send), Is.EqualTo(Enumerable.Range(0, 250)), "oldest first");
        Assert.That(Removed, Is.EqualTo(Due));
        for (var number = 0; number < 250; number++)
            VerifyMarked(number);
    }

    [TestCaseSource(nameof(OfOneMessage))]
    public async Task A_message_that_cannot_be_sent_is_postponed_alone_and_the_rest_of_its_batch_is_published(Exception fault, string reason)
    {
        Queue(100);
        Due[37] = Drained.Pointer(37, attempts: 2);
        OnSend((failures, _) => failures.Any(failure => NumberOf(failure.Keys) == 37) ? Task.FromException(fault) : Task.CompletedTask);

        Assert.That(await RunAsync(), Is.EqualTo(new DrainReport(Completed: 99, Postponed: 1, Unreadable: 0)));

        VerifyPostponed(Times.Once());
        VerifyPostponed(Due[37], TimeSpan.FromSeconds(60), reason);
        Assert.That(Removed, Is.EquivalentTo(Due.Except([Due[37]])));
        Assert.That(Sends, Has.Count.LessThanOrEqualTo(15), "a batch is halved");
    }

    [TestCaseSource(nameof(OfOneMessage))]
    public async Task The_log_names_the_failure_that_could_not_be_published_by_its_event_id(Exception fault, string reason)
    {
        Due.Add(Drained.Pointer(1) with { RowKey = $"{Drained.Failure(1).EventId}-0" });
        OnSend((_, _) => Task.FromException(fault));

        await RunAsync();

        Assert.That(Log.Records.Select(record => record.Text), Has.Some.StartsWith($"Failure {Drained.Failure(1).EventId} is still in the outbox after 1 attempts").And.Some.Contains(reason));
    }

    [Test]
    public async Task A_row_that_is_published_or_gone_is_not_sent_and_its_pointer_is_removed()
    {
        Queue(3);
        OnRead(0, row: null);
        OnRead(1, Drained.Row(1, isPublished: true));

        Assert.That((await RunAsync()).Completed, Is.EqualTo(3));

        Assert.That(Sends, Is.EqualTo(new[] { new[] { 2 } }));
        Assert.That(Removed, Is.EquivalentTo(Due));
    }

    [Test]
    public async Task A_row_is_marked_after_it_is_sent_and_before_its_pointer_is_removed()
    {
        Queue(1);
        List<string> steps = [];
        OnSend((_, _) => Done("send"));
        OnMark(_ => Done("mark"));
        Outbox.Setup(outbox => outbox.RemoveAsync(It.IsAny<IReadOnlyCollection<OutboxPointer>>(), It.IsAny<CancellationToken>())).Returns(() => Done("remove"));

        await RunAsync();

        Assert.That(steps, Is.EqualTo(new[] { "send", "mark", "remove" }));

        Task Done(string step)
        {
            steps.Add(step);
            return Task.CompletedTask;
        }
    }

    [TestCase(503, 0)]
    [TestCase(413, 1)]
    public async Task A_row_that_cannot_be_marked_keeps_its_pointer_and_the_others_lose_theirs(int status, int postponed)
    {
        Queue(3);
        OnMark(keys => NumberOf(keys) == 1 ? Task.FromException(new RequestFailedException(status, "")) : Task.CompletedTask);

        Assert.That(await RunAsync(), Is.EqualTo(new DrainReport(Completed: 2, postponed, Unreadable: 0)));
        Assert.That(Removed, Is.EqualTo(new[] { Due[0], Due[2] }));
    }

    [Test]
    public async Task Pointers_that_cannot_be_removed_are_not_completed()
    {
        Queue(2);
        Outbox.Setup(outbox => outbox.RemoveAsync(It.IsAny<IReadOnlyCollection<OutboxPointer>>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(new RequestFailedException(503, "busy"));

        Assert.That(await RunAsync(), Is.EqualTo(default(DrainReport)));
    }

    [Test]
    public async Task An_unreadable_row_is_postponed_by_an_hour_and_the_others_are_published()
    {
        Queue(2);
        var fault = $"column Kind {new string('x', 400)}";
        OnRead(0, Drained.Row(0) with { Failure = null, Fault = fault });

        Assert.That(await RunAsync(), Is.EqualTo(new DrainReport(Completed: 1, Postponed: 0, Unreadable: 1)));

        VerifyPostponed(Due[0], TimeSpan.FromHours(1), $"Unreadable: {fault}"[..DrainLimits.LongestError]);
        Assert.That(Removed, Is.EqualTo(new[] { Due[1] }));
    }

    [Test]
    public async Task A_pointer_that_cannot_be_postponed_does_not_stop_the_others()
    {
        Queue(2);
        OnRead(0, Drained.Row(0) with { Failure = null, Fault = "column Kind is missing." });
        Outbox.Setup(outbox => outbox.PostponeAsync(Due[0], It.IsAny<DateTimeOffset>(), It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(new RequestFailedException(400, "full"));

        Assert.That((await RunAsync()).Completed, Is.EqualTo(1));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task An_entry_of_the_old_format_is_published_whether_or_not_its_row_says_so(bool hasPublishedRow)
    {
        Due.Add(Drained.OldEntry(1));
        Outbox.Setup(outbox => outbox.ReadEntryAsync(Due[0], It.IsAny<CancellationToken>()))
            .ReturnsAsync(Drained.Row(1) with { Stored = default });
        Rows.Setup(rows => rows.AddAsync(Drained.Failure(1), It.IsAny<CancellationToken>()))
            .ReturnsAsync(new StoredRow("version of 1", hasPublishedRow));

        Assert.That((await RunAsync()).Completed, Is.EqualTo(1));

        Assert.That(Sends, Is.EqualTo(new[] { new[] { 1 } }));
        VerifyMarked(1);
        Assert.That(Removed, Is.EqualTo(Due));
    }

    [Test]
    public async Task An_entry_of_the_old_format_that_others_have_completed_is_left_to_them()
    {
        Due.Add(Drained.OldEntry(1));

        await RunAsync();

        Publisher.VerifyNoOtherCalls();
        Rows.VerifyNoOtherCalls();
    }

    [Test]
    public async Task A_message_continues_the_trace_of_the_request_that_queued_it()
    {
        Due.Add(Drained.Pointer(1) with { Trace = SampleFailures.Trace });

        await RunAsync();

        Publisher.Verify(publisher => publisher.PublishAsync(
            It.Is<IReadOnlyList<Failure>>(sent => sent.Single().Trace == SampleFailures.Trace), It.IsAny<CancellationToken>()));
    }

    [Test]
    public async Task A_run_starts_no_batch_after_its_time()
    {
        Queue(300);
        OnSend((_, _) =>
        {
            Time.Advance(DrainLimits.Run / 2);
            return Task.CompletedTask;
        });

        Assert.That((await RunAsync()).Completed, Is.EqualTo(200));
    }

    [Test]
    public async Task A_cancelled_run_ends_and_leaves_its_pointers()
    {
        Queue(2);
        using var stop = new CancellationTokenSource();
        OnSend((_, token) => Task.Delay(Timeout.InfiniteTimeSpan, token));

        var run = RunAsync(TestCalls.Unlimited, stop.Token);
        await stop.CancelAsync();

        Assert.That(await run.WaitAsync(TimeSpan.FromSeconds(30)), Is.EqualTo(default(DrainReport)));
        Assert.That(Removed, Is.Empty);
        VerifyPostponed(Times.Never());
    }

    [TestCase(0, 15)]
    [TestCase(1, 30)]
    [TestCase(5, 480)]
    [TestCase(6, 900)]
    [TestCase(int.MaxValue, 900)]
    public void The_pause_doubles_up_to_a_quarter_of_an_hour(int attempts, int seconds) =>
        Assert.That(DrainLimits.PauseAfter(attempts), Is.EqualTo(TimeSpan.FromSeconds(seconds)));
}
