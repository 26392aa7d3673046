using System.Runtime.CompilerServices;
using System.Text;
using Azure;
using Azure.Data.Tables;
using FailureFunctions.Privacy;
using FailureFunctions.Quarantine;
using FailureFunctions.Recording;
using FailureFunctions.Tables;
using FailureFunctions.Tests.Dependencies;
using FailureFunctions.Tests.Observability;
using FailureFunctions.Tests.Quarantine;
using FailureFunctions.Tests.Recording;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;

namespace FailureFunctions.Tests.Privacy;

[TestFixture]
internal sealed class ErasureTests : MaintenanceFixture
{
    private const string Jan = "jan@exämple.nl";

    // Documented in docs/retention.md: the lease of a drain, and the recording that it may end with.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(96.5);
    private static readonly RecipientKey Key = RecipientKey.Of(Jan);
    private static readonly ErasureContinuation Start = ErasureContinuation.StartOf(Key);

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
            await RejectedSamples.Table(Service, Time).KeepAsync(
                RejectedSamples.Notification($"recipient={Uri.EscapeDataString(recipient)}"), RejectedSamples.NoHeaders, RejectedSamples.NoId, CancellationToken.None);
        }

        var first = await EraseAsync("Jan@EXÄMPLE.nl");
        var early = await GoOnAsync(first);
        Time.Advance(Settling);
        var last = await GoOnAsync(early);

        Assert.That(first.Removed, Is.EqualTo(Counts(outbox: 2, rejected: 2, failures: 2)));
        Assert.That((first.Complete, first.RetryAfter), Is.EqualTo((false, Settling)));
        Assert.That((early.Complete, early.RetryAfter), Is.EqualTo((false, Settling)));
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
        var passes = new RetentionProgress(Tables);
        var pass = new RetentionPass { Table = "Failures", Age = TimeSpan.FromDays(9), StartedAt = Samples.Now };
        await passes.WriteAsync(pass with { Next = "jan" }, CancellationToken.None);
        await passes.WriteAsync(pass with { Table = "RejectedNotifications", CompletedAt = Samples.Now }, CancellationToken.None);

        var report = await EraseAsync(Jan);

        Assert.That((report.Complete, report.Removed), Is.EqualTo((true, Counts(failures: 1_250, retention: 1))));
        Assert.That(await RowsAsync(TableNames.Failures), Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Rows_that_are_changed_after_they_were_read_go_too()
    {
        var failure = await StoreAsync(Jan, Samples.Now, Samples.Now);
        await new OutboxTable(Service, Time).EnsureAsync(failure, AttemptId.New(), CancellationToken.None);
        await StoreAsync(Jan, Samples.Now, Samples.Now, "without-entry");
        await RejectedSamples.Table(Service, Time).KeepAsync(
            RejectedSamples.Notification($"recipient={Jan}"), RejectedSamples.NoHeaders, RejectedSamples.NoId, CancellationToken.None);
        await new RetentionProgress(Tables).WriteAsync(
            new RetentionPass { Table = "Failures", Age = TimeSpan.FromDays(9), StartedAt = Samples.Now, Next = "jan" }, CancellationToken.None);
        var rows = new List<(string Table, TableEntity Row)>();
        foreach (var table in Counts().Keys)
            rows.AddRange((await RowsAsync(table)).Select(row => (table, row)));
        OnQuery = () => rows.ForEach(row => Change(row.Table, row.Row));

        var report = await EraseAsync(Jan);

        Assert.That(report.Removed, Is.EqualTo(Counts(outbox: 1, rejected: 1, failures: 2, retention: 1)));

        void Change(string table, TableEntity row)
        {
            try
            {
                Service.GetTableClient(table).UpdateEntity(new TableEntity(row.PartitionKey, row.RowKey) { ["Changed"] = true }, ETag.All);
            }
            catch (RequestFailedException e) when (e.Status == 404)
            {
                // Removed by now.
            }
        }
    }

    [Test]
    public async Task A_call_ends_in_good_time_and_the_next_goes_on_there()
    {
        await StoreManyAsync(Jan, 2_500, Samples.Now);
        OnQuery = () => Time.Advance(RecipientErasure.Run / 4);

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
        OnQuery = () => _ = ++pages == 4 ? throw new RequestFailedException(503, "busy") : pages;

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
        Time.Advance(Settling);
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
            Time.Advance(Settling);
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
    public void By_the_time_of_the_second_pass_drains_and_replays_are_done_with_what_was_removed()
    {
        var recording = RecordingCalls.Longest;

        Assert.That(new OutboxErasure(Tables).Settling, Is.GreaterThanOrEqualTo(DrainLimits.Run + recording).And.EqualTo(Settling));
        Assert.That(
            RejectedSamples.Table(Service, Time).Settling,
            Is.GreaterThanOrEqualTo(QuarantineTable.RowLimit + recording + QuarantineTable.RowLimit).And.LessThan(Settling));
    }

    [Test]
    public async Task Tables_that_others_are_written_from_come_first_and_the_rest_in_their_order()
    {
        var report = await EraseAsync("nobody@example.nl");

        Assert.That(report.Removed.Keys, Is.EqualTo(new[] { TableNames.Outbox, TableNames.Rejected, TableNames.Failures, TableNames.Retention }));
    }

    [Test]
    public async Task A_call_to_a_table_that_hangs_ends_in_time_and_can_be_continued()
    {
        using var stop = new CancellationTokenSource();
        var table = Table("T", TimeSpan.FromSeconds(7), (_, token) => HangAsync(token));
        var erasing = Erasure(table).EraseAsync(Key, Start, stop.Token);
        Time.Advance(RecipientErasure.Limit);

        var report = await erasing.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.That((report.Interrupted, report.Complete, report.RetryAfter), Is.EqualTo((true, false, TimeSpan.FromSeconds(30))));
        // Rows of the page under way may be removed.
        Assert.That((report.Continuation!.Table, report.Continuation.Recheck), Is.EqualTo(("T", true)));
    }

    [Test]
    public void A_call_that_is_cancelled_ends_so()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.That(
            async () => await Erasure(Table("T", TimeSpan.Zero, (_, token) => HangAsync(token))).EraseAsync(Key, Start, stop.Token),
            Throws.InstanceOf<OperationCanceledException>());
    }

    [TestCase(400, null)]
    [TestCase(503, "place")]
    public async Task A_place_that_the_service_does_not_know_any_more_is_not_kept(int status, string? kept)
    {
        var table = Table("T", TimeSpan.Zero, (_, _) => throw new RequestFailedException(status, "fault"));

        var report = await Erasure(table).EraseAsync(Key, Start with { Table = "T", Next = "place" }, CancellationToken.None);

        Assert.That((report.Interrupted, report.Continuation!.Table, report.Continuation.Next, report.Continuation.Recheck), Is.EqualTo((true, "T", kept, false)));
    }

    [Test]
    public async Task A_continuation_goes_on_at_its_place_and_one_of_an_unknown_table_at_the_beginning()
    {
        List<(string, string?)> asked = [];
        var tables = new[] { "A", "B" }.Select(name => Table(name, TimeSpan.Zero, (from, _) => PagesAsync(asked, name, from))).ToArray();

        await Erasure(tables).EraseAsync(Key, Start with { Table = "B", Next = "place" }, CancellationToken.None);
        await Erasure(tables).EraseAsync(Key, Start with { Table = "C", Next = "place" }, CancellationToken.None);

        Assert.That(asked, Is.EqualTo(new[] { ("B", "place"), ("A", null), ("B", null as string) }));
    }

    [Test]
    public async Task The_place_in_a_table_that_is_gone_is_not_taken_for_one_in_the_next_table()
    {
        List<(string, string?)> asked = [];
        var gone = Table("A", TimeSpan.Zero, (_, _) => AsyncEnumerable.Empty<SweptPage>());
        var next = Table("B", TimeSpan.Zero, (from, _) => PagesAsync(asked, "B", from));

        await Erasure(gone, next).EraseAsync(Key, Start with { Table = "A", Next = "place" }, CancellationToken.None);

        Assert.That(asked, Is.EqualTo(new[] { ("B", null as string) }));
    }

    [Test]
    public async Task That_rows_may_come_back_is_not_forgotten_by_later_pages_and_calls()
    {
        var table = Table("T", TimeSpan.FromSeconds(7), (_, _) => PagesAsync([], "T", null));

        var report = await Erasure(table).EraseAsync(Key, Start with { Recheck = true }, CancellationToken.None);

        Assert.That((report.RetryAfter, report.Continuation), Is.EqualTo(
            (TimeSpan.FromSeconds(7), Start with { NotBefore = Time.GetUtcNow().AddSeconds(7) })));
    }

    [Test]
    public async Task Removed_rows_are_counted_by_table()
    {
        await StoreManyAsync(Jan, 3, Samples.Now);
        using var counts = new RemovalCounts();

        await Erasure(counts.Meters, new FailureRemoval(Tables)).EraseAsync(Key, Start, CancellationToken.None);

        Assert.That(counts.All, Is.EqualTo(new[] { (3, TableNames.Failures, "erasure") }));
    }

    [TestCase("")]
    [TestCase("!")]
    [TestCase("bnVsbA")]
    [TestCase("eyJUYWJsZSI6MX0")]
    public void A_continuation_that_the_app_did_not_make_is_none(string text) => Assert.That(ErasureContinuation.Decode(text), Is.Null);

    [Test]
    public void A_continuation_is_of_its_recipient_and_holds_no_address()
    {
        var continuation = Start with { Table = "T", Next = "1!4!cGs-", Recheck = true, NotBefore = Samples.Now };
        var text = continuation.Encode();

        Assert.That(ErasureContinuation.Decode(text), Is.EqualTo(continuation));
        Assert.That((continuation.IsOf(RecipientKey.Of(Jan.ToUpperInvariant())), continuation.IsOf(RecipientKey.Of("piet@example.nl"))), Is.EqualTo((true, false)));
        Assert.That(Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(text)), Does.Not.Contain("jan"));
    }

    private static Dictionary<string, int> Counts(int outbox = 0, int rejected = 0, int failures = 0, int retention = 0) => new()
    {
        [TableNames.Outbox] = outbox,
        [TableNames.Rejected] = rejected,
        [TableNames.Failures] = failures,
        [TableNames.Retention] = retention,
    };

    private static async IAsyncEnumerable<SweptPage> HangAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        yield break;
    }

    private static IAsyncEnumerable<SweptPage> PagesAsync(List<(string, string?)> asked, string name, string? from)
    {
        asked.Add((name, from));
        return new[] { new SweptPage(0, null) }.ToAsyncEnumerable();
    }

    private static IErasableTable Table(string name, TimeSpan settling, Func<string?, CancellationToken, IAsyncEnumerable<SweptPage>> erase)
    {
        var table = new Mock<IErasableTable>();
        table.SetupGet(erasable => erasable.Name).Returns(name);
        table.SetupGet(erasable => erasable.Settling).Returns(settling);
        table.Setup(erasable => erasable.EraseAsync(Key, It.IsAny<string?>(), It.IsAny<CancellationToken>()))
            .Returns((RecipientKey _, string? from, CancellationToken token) => erase(from, token));
        return table.Object;
    }

    private Task<ErasureReport> EraseAsync(string address)
    {
        var recipient = RecipientKey.Of(address);
        return Erasure().EraseAsync(recipient, ErasureContinuation.StartOf(recipient), CancellationToken.None);
    }

    private Task<ErasureReport> GoOnAsync(ErasureReport last) =>
        Erasure().EraseAsync(Key, ErasureContinuation.Decode(last.Continuation!.Encode())!, CancellationToken.None);

    // In the order of their registration.
    private RecipientErasure Erasure() => Erasure(
        new OutboxErasure(Tables), new FailureRemoval(Tables), RejectedSamples.Table(Service, Time), new RetentionProgress(Tables));

    private RecipientErasure Erasure(params IErasableTable[] tables) => Erasure(new TestMeters(), tables);

    private RecipientErasure Erasure(TestMeters meters, params IErasableTable[] tables) =>
        new(tables, new RemovalMetrics(meters), Time, NullLogger<RecipientErasure>.Instance);

    private FailureRecorder Recorder() => new(
        new OutboxTable(Service, Time), new FailuresTable(Service), _bus.Object, TestCalls.Unlimited, NullLogger<FailureRecorder>.Instance);
}
