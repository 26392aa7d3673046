using Azure;
using Azure.Data.Tables;
using FailureFunctions.Recording;
using FailureFunctions.Tables;
using FailureFunctions.Tests.Dependencies;
using FailureFunctions.Tests.Privacy;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace FailureFunctions.Tests.Recording;

[TestFixture]
internal sealed class UnpublishedSweepTests : MaintenanceFixture
{
    private static readonly DateTimeOffset Old = Samples.Now - UnpublishedSweep.Age - TimeSpan.FromTicks(1);

    [Test]
    public async Task Only_rows_older_than_ten_minutes_that_were_never_published_are_queued()
    {
        var lost = await AddAsync("lost@example.nl", Old);
        var published = await AddAsync("published@example.nl", Old);
        await MarkAsync(published);
        await AddAsync("young@example.nl", Samples.Now - UnpublishedSweep.Age);
        await AddOldFormatAsync("old-format@example.nl");

        Assert.That(await RunAsync(), Is.EqualTo(1));

        Assert.That(await QueuedAsync(), Is.EqualTo(new[] { lost.Keys }));
    }

    [Test]
    public async Task A_row_of_the_old_format_is_not_changed()
    {
        var before = await AddOldFormatAsync("old-format@example.nl");

        await RunAsync();

        Assert.That((await RowsAsync(TableNames.Failures)).Single().ETag, Is.EqualTo(before));
    }

    [Test]
    public async Task A_row_without_a_time_of_receipt_is_queued_so_that_the_drain_reports_it()
    {
        var failure = await AddAsync("altered@example.nl", Old);
        var row = FailureColumns.ToRow(failure);
        row.Remove(Column.ReceivedAt);
        await Service.GetTableClient(TableNames.Failures).UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace);

        Assert.That(await RunAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_sweep_that_is_stopped_resumes_at_its_place()
    {
        await StoreManyAsync("a@example.nl", 1_000, Samples.Now);
        await AddAsync("b@example.nl", Old);
        var pages = 0;
        using var stop = new CancellationTokenSource();
        // The place after the first page is remembered before the second page is read.
        OnQuery = () =>
        {
            if (++pages == 2)
                stop.Cancel();
        };
        Assert.That(await RunAsync(stop.Token), Is.Zero);

        OnQuery = () => pages++;
        Assert.That(await RunAsync(), Is.EqualTo(1));

        Assert.That(pages, Is.EqualTo(3), "the first page is not read again");
    }

    [Test]
    public async Task The_next_sweep_starts_after_the_interval()
    {
        await RunAsync();
        await AddAsync("lost@example.nl", Old);

        Time.Advance(TimeSpan.FromHours(3) - TimeSpan.FromTicks(1));
        Assert.That(await RunAsync(), Is.Zero);
        Time.Advance(TimeSpan.FromTicks(1));
        Assert.That(await RunAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_row_is_queued_once_however_many_sweeps_find_it_and_again_after_its_pointer_is_gone()
    {
        var lost = await AddAsync("lost@example.nl", Old);
        await RunAsync();
        Time.Advance(TimeSpan.FromHours(3));
        Assert.That(await RunAsync(), Is.Zero);
        Assert.That(await QueuedAsync(), Is.EqualTo(new[] { lost.Keys }));

        var outbox = new OutboxTable(Service, Time);
        await outbox.RemoveAsync((await outbox.ListAsync(CancellationToken.None)).Due, CancellationToken.None);
        Time.Advance(TimeSpan.FromHours(3));
        Assert.That(await RunAsync(), Is.EqualTo(1));

        await MarkAsync(lost);
        Time.Advance(TimeSpan.FromHours(3));

        Assert.That(await RunAsync(), Is.Zero);
    }

    [Test]
    public async Task An_outbox_that_is_down_ends_the_sweep_and_the_next_run_queues_the_row()
    {
        await AddAsync("lost@example.nl", Old);
        await Service.GetTableClient(TableNames.Outbox).DeleteAsync();
        var outbox = new OutboxTable(Service, Time);
        await outbox.Created.GetAsync(CancellationToken.None);
        await Service.GetTableClient(TableNames.Outbox).DeleteAsync();

        Assert.That(await Sweep(outbox).RunAsync(CancellationToken.None), Is.Zero);

        Assert.That(await Sweep(outbox).RunAsync(CancellationToken.None), Is.EqualTo(1));
    }

    private Task<int> RunAsync(CancellationToken cancellationToken = default) => Sweep(new OutboxTable(Service, Time)).RunAsync(cancellationToken);

    private UnpublishedSweep Sweep(OutboxTable outbox) => new(
        Tables,
        new TablePasses(Tables, Time),
        outbox,
        TestCalls.Unlimited,
        Options.Create(new RecordingOptions { SweepInterval = TimeSpan.FromHours(3) }),
        Time,
        NullLogger<UnpublishedSweep>.Instance);

    private async Task<Failure> AddAsync(string recipient, DateTimeOffset received)
    {
        var failure = StorageSamples.FailureOf(recipient) with { ReceivedAt = received };
        await new FailuresTable(Service, Time).AddAsync(failure, CancellationToken.None);
        return failure;
    }

    private async Task MarkAsync(Failure failure)
    {
        var rows = new FailuresTable(Service, Time);
        await rows.MarkPublishedAsync(failure.Keys, (await rows.AddAsync(failure, CancellationToken.None)).Version, CancellationToken.None);
    }

    private async Task<ETag?> AddOldFormatAsync(string recipient)
    {
        var row = FailureColumns.ToRow(StorageSamples.FailureOf(recipient) with { ReceivedAt = Old });
        row[Column.Attempt] = "0123456789abcdef0123456789abcdef";
        return (await Service.GetTableClient(TableNames.Failures).AddEntityAsync(row)).Headers.ETag;
    }

    private async Task<IEnumerable<RowKeys>> QueuedAsync() => (await RowsAsync(TableNames.Outbox))
        .Select(row => new RowKeys(row.GetString(Column.FailurePartitionKey), row.GetString(Column.FailureRowKey)));
}
