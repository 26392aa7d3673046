using Azure;
using Azure.Data.Tables;
using FailureFunctions.Privacy;
using FailureFunctions.Quarantine;
using FailureFunctions.Recording;
using FailureFunctions.Tables;
using FailureFunctions.Tests.Quarantine;
using FailureFunctions.Tests.Recording;
using Moq;
using Moq.Language.Flow;

namespace FailureFunctions.Tests.Privacy;

[TestFixture]
internal sealed class ErasureTests : ErasureFixture
{
    [Test]
    public async Task Everything_about_a_recipient_in_any_variant_is_removed_from_every_table_and_nothing_of_others()
    {
        foreach (var (recipient, id) in new[] { (Jan, "1"), ("JAN@xn--exmple-cua.nl", "2"), ("xjan@exämple.nl", "3"), ("piet@example.nl", "4") })
        {
            var failure = await StoreAsync(recipient, Samples.Now, Samples.Now, id);
            await Outbox.AddAsync(failure.Keys, trace: null, CancellationToken.None);
            await RejectedSamples.Table(Service, Time).KeepAsync(
                RejectedSamples.Notification($"recipient={Uri.EscapeDataString(recipient)}"), RejectedSamples.NoHeaders, RejectedSamples.NoId, CancellationToken.None);
        }

        var first = await EraseAsync("Jan@EXÄMPLE.nl");
        var early = await GoOnAsync(first);
        var last = await RecheckAsync(early);

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
        await StorePassAsync(TableNames.Failures, next: "jan");
        await StorePassAsync(TableNames.Rejected, next: null);

        var report = await EraseAsync(Jan);

        Assert.That(report.Removed, Is.EqualTo(Counts(failures: 1_250, retention: 1)));
        Assert.That(await RowsAsync(TableNames.Failures), Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Rows_that_are_changed_after_they_were_read_go_too()
    {
        var failure = await StoreAsync(Jan, Samples.Now, Samples.Now);
        await Outbox.AddAsync(failure.Keys, trace: null, CancellationToken.None);
        await StoreAsync(Jan, Samples.Now, Samples.Now, "without-pointer");
        await RejectedSamples.Table(Service, Time).KeepAsync(
            RejectedSamples.Notification($"recipient={Jan}"), RejectedSamples.NoHeaders, RejectedSamples.NoId, CancellationToken.None);
        await StorePassAsync(TableNames.Failures, next: "jan");
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
    public async Task A_call_ends_in_time_and_the_next_one_continues_there()
    {
        await StoreManyAsync(Jan, 2_500, Samples.Now);
        OnQuery = () => Time.Advance(RecipientErasure.Run / 2);

        var first = await EraseAsync(Jan);
        var second = await GoOnAsync(first);
        var third = await RecheckAsync(second);

        Assert.That((first.RetryAfter, first.Removed), Is.EqualTo((TimeSpan.Zero, Counts(failures: 1_000))));
        Assert.That((second.RetryAfter, second.Removed), Is.EqualTo((Settling, Counts(failures: 1_500))));
        Assert.That((third.Complete, third.Removed), Is.EqualTo((true, Counts())));
    }

    [Test]
    public async Task When_the_account_fails_the_report_counts_what_was_removed_and_the_next_call_continues()
    {
        await StoreManyAsync(Jan, 1_250, Samples.Now);
        var pages = 0;
        OnQuery = () => _ = ++pages == 3 ? throw new RequestFailedException(503, "busy") : pages;

        var first = await EraseAsync(Jan);
        var second = await GoOnAsync(first);

        Assert.That((first.Interrupted, first.Complete, first.Removed), Is.EqualTo((true, false, Counts(failures: 1_000))));
        Assert.That((second.Interrupted, second.Complete, second.Removed), Is.EqualTo((false, false, Counts(failures: 250))));
        Assert.That((await RecheckAsync(second)).Complete, Is.True);
    }

    [Test]
    public async Task An_entry_of_the_old_format_goes_too_and_so_does_the_row_that_a_drain_adds_for_it_afterwards()
    {
        var failure = StorageSamples.FailureOf(Jan);
        await Service.GetTableClient(TableNames.Outbox).AddEntityAsync(
            new TableEntity("a", failure.EventId.Value) { [Column.RecipientKey] = failure.RecipientKey.Value });

        var first = await EraseAsync(Jan);
        await Failures.AddAsync(failure, CancellationToken.None);
        var second = await RecheckAsync(first);

        Assert.That((first.Complete, first.Removed), Is.EqualTo((false, Counts(outbox: 1))));
        Assert.That(second.Removed, Is.EqualTo(Counts(failures: 1)));
        Assert.That((await RecheckAsync(second)).Complete, Is.True);
    }

    [Test]
    public async Task A_pointer_that_a_request_adds_after_its_row_was_removed_goes_with_the_second_pass()
    {
        var failure = await StoreAsync(Jan, Samples.Now, Samples.Now, published: false);

        var first = await EraseAsync(Jan);
        await Outbox.AddAsync(failure.Keys, trace: null, CancellationToken.None);
        var second = await RecheckAsync(first);

        Assert.That((first.Complete, first.Removed), Is.EqualTo((false, Counts(failures: 1))));
        Assert.That(second.Removed, Is.EqualTo(Counts(outbox: 1)));
        Assert.That((await RecheckAsync(second)).Complete, Is.True);
    }

    [Test]
    public async Task A_row_that_is_erased_before_it_is_marked_as_published_does_not_come_back()
    {
        Publish.Returns(() => EraseAsync(Jan));

        Assert.That(await Recorder().OutcomeOfAsync(StorageSamples.FailureOf(Jan), CancellationToken.None), Is.EqualTo(RecordOutcome.Recorded));

        Assert.That(await RowsAsync(TableNames.Failures), Is.Empty);
    }

    [Test]
    public async Task A_repeat_after_an_unpublished_failure_was_erased_is_recorded_and_published()
    {
        var failure = StorageSamples.FailureOf(Jan);
        Publish.ThrowsAsync(new TimeoutException());
        Assert.That(await Recorder().OutcomeOfAsync(failure, CancellationToken.None), Is.EqualTo(RecordOutcome.Queued));
        Bus.Reset();
        await EraseAsync(Jan);

        Assert.That(await Recorder().OutcomeOfAsync(failure, CancellationToken.None), Is.EqualTo(RecordOutcome.Recorded));
        Bus.Verify(bus => bus.PublishAsync(new[] { failure }, It.IsAny<CancellationToken>()), Times.Once);
    }

    [Test]
    public async Task Deliveries_at_work_meanwhile_lose_nothing_of_others_and_leave_nothing_of_the_recipient()
    {
        var recorder = Recorder();
        var deliveries = Enumerable.Range(0, 24)
            .Select(i => recorder.OutcomeOfAsync(StorageSamples.FailureOf(i % 2 == 0 ? Jan : "piet@example.nl", $"m{i}"), CancellationToken.None)).ToArray();

        var report = await EraseAsync(Jan);
        var outcomes = await Task.WhenAll(deliveries);
        for (var calls = 0; calls < 5 && !report.Complete; calls++)
        {
            report = await RecheckAsync(report);
        }
        // What came after the first look at the outbox may be newer than the request: it is its own erasure's.
        await EraseAsync(Jan);

        Assert.That(report.Complete, Is.True);
        Assert.That(outcomes, Has.All.EqualTo(RecordOutcome.Recorded));
        Assert.That(await RowsAsync(TableNames.Outbox), Is.Empty);
        Assert.That((await RowsAsync(TableNames.Failures)).Select(row => row.PartitionKey), Is.EqualTo(Enumerable.Repeat("piet@example.nl", 12)));
    }

    [Test]
    public void By_the_time_of_the_second_pass_drains_requests_and_replays_are_done_with_what_was_removed()
    {
        var recording = RecordingCalls.Longest;

        Assert.That(new OutboxErasure(Tables).Settling, Is.GreaterThanOrEqualTo(DrainLimits.Run + RecordingCalls.AddRow.Limit).And.EqualTo(Settling));
        Assert.That(new FailureRemoval(Tables).Settling, Is.GreaterThanOrEqualTo(recording).And.LessThan(Settling));
        Assert.That(
            RejectedSamples.Table(Service, Time).Settling,
            Is.GreaterThanOrEqualTo(QuarantineTable.RowLimit + recording + QuarantineTable.RowLimit).And.LessThan(Settling));
    }

    private ISetup<IFailurePublisher, Task> Publish =>
        Bus.Setup(bus => bus.PublishAsync(It.IsAny<IReadOnlyList<Failure>>(), It.IsAny<CancellationToken>()));

    private Task<Response> StorePassAsync(string table, string? next) => Service.GetTableClient(PassesTable).AddEntityAsync(
        new TableEntity(table, Retention.Purpose) { [Column.StartedAt] = Samples.Now, [Column.Age] = "9.00:00:00", [Column.Next] = next });
}
