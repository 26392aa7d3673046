using System.Text;
using FailureFunctions.Copernica;
using FailureFunctions.Copernica.Notification;
using FailureFunctions.Privacy;
using FailureFunctions.Quarantine;
using FailureFunctions.Receiving;
using FailureFunctions.Recording;
using FailureFunctions.Tables;
using FailureFunctions.Tests.Dependencies;
using FailureFunctions.Tests.Observability;
using FailureFunctions.Tests.Recording;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;

namespace FailureFunctions.Tests.Privacy;

[TestFixture]
internal sealed class ErasureTests : MaintenanceFixture
{
    private const string Jan = "jan@exämple.nl";
    private readonly Mock<IFailurePublisher> _bus = new();

    [SetUp]
    public void EmptyBus() => _bus.Reset();

    [Test]
    public async Task Everything_about_a_recipient_in_any_spelling_goes_from_every_table_and_nothing_of_others()
    {
        foreach (var (recipient, id) in new[] { (Jan, "1"), ("JAN@xn--exmple-cua.nl", "2"), ("xjan@exämple.nl", "3"), ("piet@example.nl", "4") })
        {
            var failure = await StoreAsync(recipient, Samples.Now, Samples.Now, id);
            await new OutboxTable(Service, Time).EnsureAsync(failure, AttemptId.New(), CancellationToken.None);
            await RejectAsync($"recipient={Uri.EscapeDataString(recipient)}");
        }

        var first = await EraseAsync("  <Jan@EXÄMPLE.nl> ");
        var early = await GoOnAsync(first);
        Time.Advance(ErasureLimits.Settling);
        var last = await GoOnAsync(early);

        Assert.That(first.Removed, Is.EqualTo(Counts(outbox: 2, rejected: 2, failures: 2)));
        Assert.That((first.Complete, first.RetryAfter), Is.EqualTo((false, ErasureLimits.Settling)));
        Assert.That((early.Complete, early.RetryAfter), Is.EqualTo((false, ErasureLimits.Settling)));
        Assert.That((last.Complete, last.RetryAfter), Is.EqualTo((true, null as TimeSpan?)));
        Assert.That(last.Removed, Is.EqualTo(Counts()));
        Assert.That((await RowsAsync(TableNames.Failures)).Select(row => row[Column.Recipient]), Is.EquivalentTo(new[] { "xjan@exämple.nl", "piet@example.nl" }));
        Assert.That(await RowsAsync(TableNames.Outbox), Has.Count.EqualTo(2));
        Assert.That(await RowsAsync(TableNames.Rejected), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Where_there_is_nothing_the_answer_is_complete_with_zeros()
    {
        var report = await EraseAsync("nobody@example.nl");

        Assert.That((report.Complete, report.Removed), Is.EqualTo((true, Counts())));
    }

    [Test]
    public async Task More_rows_than_one_page_go_in_one_call_and_where_retention_is_goes_too()
    {
        await StoreManyAsync(Jan, 1_250, Samples.Now);
        await StoreManyAsync("piet@example.nl", 3, Samples.Now);
        var passes = new TableRetentionPasses(Tables);
        await passes.WriteAsync(new() { Table = "Failures", Age = TimeSpan.FromDays(9), StartedAt = Samples.Now, Next = "jan" }, CancellationToken.None);

        var report = await EraseAsync(Jan);

        Assert.That((report.Complete, report.Removed), Is.EqualTo((true, Counts(failures: 1_250, retention: 1))));
        Assert.That(await RowsAsync(TableNames.Failures), Has.Count.EqualTo(3));
    }

    [Test]
    public async Task A_call_ends_in_good_time_and_the_next_goes_on_there()
    {
        await StoreManyAsync(Jan, 2_500, Samples.Now);
        OnQuery = () => Time.Advance(ErasureLimits.Call / 4);

        var first = await EraseAsync(Jan);
        var second = await GoOnAsync(first);

        Assert.That((first.Complete, first.RetryAfter), Is.EqualTo((false, TimeSpan.Zero)));
        Assert.That(second.Complete, Is.True);
        Assert.That(first.Removed[TableNames.Failures] + second.Removed[TableNames.Failures], Is.EqualTo(2_500));
    }

    [Test]
    public async Task An_account_that_fails_is_told_with_what_was_removed_and_the_next_call_goes_on()
    {
        await StoreManyAsync(Jan, 1_250, Samples.Now);
        var pages = 0;
        OnQuery = () => _ = ++pages == 4 ? throw new Azure.RequestFailedException(503, "busy") : pages;

        var first = await EraseAsync(Jan);
        var second = await GoOnAsync(first);

        Assert.That((first.Interrupted, first.Complete, first.Removed), Is.EqualTo((true, false, Counts(failures: 1_000))));
        Assert.That((second.Interrupted, second.Complete, second.Removed), Is.EqualTo((false, true, Counts(failures: 250))));
    }

    [Test]
    public async Task What_a_drain_was_at_comes_back_and_is_found_once_its_lease_is_over()
    {
        var failure = StorageSamples.FailureOf(Jan);
        var entry = await new OutboxTable(Service, Time).EnsureAsync(failure, AttemptId.New(), CancellationToken.None);

        var first = await EraseAsync(Jan);
        await Recorder().CompleteAsync(failure, entry, CancellationToken.None);
        Time.Advance(ErasureLimits.Settling);
        var second = await GoOnAsync(first);

        Assert.That(first.Removed, Is.EqualTo(Counts(outbox: 1)));
        Assert.That((second.Complete, second.Removed), Is.EqualTo((true, Counts(failures: 1))));
        Assert.That(await RowsAsync(TableNames.Failures), Is.Empty);
    }

    [Test]
    public async Task A_repeat_after_an_unpublished_failure_was_erased_is_recorded_and_published()
    {
        var failure = StorageSamples.FailureOf(Jan);
        _bus.Setup(bus => bus.PublishAsync(failure, It.IsAny<CancellationToken>())).ThrowsAsync(new TimeoutException());
        Assert.That(await Recorder().RecordAsync(failure, CancellationToken.None), Is.EqualTo(RecordOutcome.Queued));
        _bus.Reset();
        await EraseAsync(Jan);

        Assert.That(await Recorder().RecordAsync(failure, CancellationToken.None), Is.EqualTo(RecordOutcome.Recorded));
        _bus.Verify(bus => bus.PublishAsync(failure, It.IsAny<CancellationToken>()), Times.Once);
    }

    [Test]
    public async Task Deliveries_at_work_meanwhile_lose_nothing_of_others_and_leave_nothing_of_the_recipient()
    {
        var recorder = Recorder();
        var deliveries = Enumerable.Range(0, 24)
            .Select(i => recorder.RecordAsync(StorageSamples.FailureOf(i % 2 == 0 ? Jan : "piet@example.nl", $"m{i}"), CancellationToken.None)).ToArray();

        var report = await EraseAsync(Jan);
        var outcomes = await Task.WhenAll(deliveries);
        for (var calls = 0; calls < 5 && !report.Complete; calls++)
        {
            Time.Advance(ErasureLimits.Settling);
            report = await GoOnAsync(report);
        }
        // What came after the first look at the outbox may be newer than the request: it is its own erasure's.
        await EraseAsync(Jan);

        Assert.That(report.Complete, Is.True);
        Assert.That(outcomes, Has.All.EqualTo(RecordOutcome.Recorded));
        Assert.That(await RowsAsync(TableNames.Outbox), Is.Empty);
        Assert.That((await RowsAsync(TableNames.Failures)).Select(row => row.PartitionKey), Is.EqualTo(Enumerable.Repeat("piet@example.nl", 12)));
    }

    [Test]
    public void By_the_time_of_the_second_look_drains_and_replays_are_done_with_what_was_removed()
    {
        var recording = RecordingCalls.Longest;

        Assert.That(ErasureLimits.Settling, Is.GreaterThanOrEqualTo(DrainLimits.Run + recording));
        Assert.That(ErasureLimits.Settling, Is.GreaterThanOrEqualTo(ReplayLimits.Run + recording + ReplayLimits.Write));
    }

    [TestCase(null, null, "address")]
    [TestCase(" <> ", null, "address")]
    [TestCase(Jan, "", "continuation")]
    [TestCase(Jan, "!", "continuation")]
    [TestCase(Jan, "bnVsbA", "continuation")]
    [TestCase(Jan, "eyJUYWJsZSI6MX0", "continuation")]
    public void A_request_that_cannot_be_met_is_named_by_its_field(string? address, string? continuation, string field)
    {
        Assert.That(ErasureRequest.Create(address, continuation, out var errors), Is.Null);
        Assert.That(errors.Select(error => error.Field), Is.EqualTo(new[] { field }));
    }

    [Test]
    public void A_continuation_is_of_its_address_and_tells_no_other()
    {
        var text = ErasureRequest.Create(Jan, null, out _)!.From.Encode();

        Assert.That(ErasureRequest.Create(Jan.ToUpperInvariant(), text, out _), Is.Not.Null);
        Assert.That(ErasureRequest.Create("piet@example.nl", text, out var errors), Is.Null);
        Assert.That(errors.Single().Message, Does.Contain("another address"));
        Assert.That(Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(text)), Does.Not.Contain("jan"));
    }

    private static Dictionary<string, int> Counts(int outbox = 0, int rejected = 0, int failures = 0, int retention = 0) => new()
    {
        [TableNames.Outbox] = outbox,
        [TableNames.Rejected] = rejected,
        [TableNames.Failures] = failures,
        [TableNames.Retention] = retention,
    };

    private Task<ErasureReport> EraseAsync(string address) => Erasure().EraseAsync(ErasureRequest.Create(address, null, out _)!, CancellationToken.None);

    private Task<ErasureReport> GoOnAsync(ErasureReport last) =>
        Erasure().EraseAsync(ErasureRequest.Create(Jan, last.Next!.Encode(), out _)!, CancellationToken.None);

    private RecipientErasure Erasure() => new(
        [new OutboxErasure(Tables), new RejectedErasure(Tables), new FailuresErasure(Tables), new RetentionPlaceErasure(Tables)],
        new RemovalMetrics(new TestMeters()),
        Time,
        NullLogger<RecipientErasure>.Instance);

    private FailureRecorder Recorder() => new(
        new OutboxTable(Service, Time), new FailuresTable(Service), _bus.Object, TestCalls.Unlimited, NullLogger<FailureRecorder>.Instance);

    private Task RejectAsync(string body) => new TableRejectedNotifications(Service, Time).KeepAsync(
        new RejectedNotification
        {
            Cause = RejectionCause.Unreadable,
            Errors = [new FieldError("id", "is required")],
            Account = StorageSamples.Account,
            CalledAt = null,
            Request = new WebhookRequest { Method = "POST", Target = "/", Headers = new WebhookHeaders([]), Body = Encoding.UTF8.GetBytes(body) },
        },
        CancellationToken.None);
}
