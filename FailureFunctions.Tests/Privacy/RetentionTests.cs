using Azure.Data.Tables;
using FailureFunctions.Privacy;
using FailureFunctions.Recording;
using FailureFunctions.Tables;
using FailureFunctions.Tests.Observability;
using Microsoft.Extensions.Logging.Abstractions;

namespace FailureFunctions.Tests.Privacy;

[TestFixture]
internal sealed class RetentionTests : MaintenanceFixture
{
    private static readonly TimeSpan Age = TimeSpan.FromDays(30);
    private static readonly DateTimeOffset CutOff = Samples.Now - Age;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Test]
    public async Task Failures_go_when_both_their_moment_and_their_receipt_are_older_than_the_age()
    {
        var old = CutOff - Second;
        await StoreAsync("old@example.nl", old, old);
        await StoreAsync("without-moment-old@example.nl", null, old);
        await StoreAsync("reported-in-the-future-old@example.nl", new(2099, 1, 1, 0, 0, 0, TimeSpan.Zero), old - TimeSpan.FromHours(1));
        await StoreAsync("at-the-age@example.nl", CutOff, CutOff);
        await StoreAsync("without-moment@example.nl", null, CutOff);
        await StoreAsync("reported-late@example.nl", old, CutOff + Second);
        await StoreAsync("new@example.nl", Samples.Now, Samples.Now);

        var removed = await RunAsync(TableNames.Failures);

        Assert.That(removed, Is.EqualTo(3));
        Assert.That((await RowsAsync(TableNames.Failures)).Select(row => row.PartitionKey), Is.EquivalentTo((string[])
            ["at-the-age@example.nl", "without-moment@example.nl", "reported-late@example.nl", "new@example.nl"]));
    }

    [Test]
    public async Task What_one_run_does_not_get_to_the_next_goes_on_with_on_whatever_instance()
    {
        foreach (var recipient in new[] { "a@example.nl", "b@example.nl", "c@example.nl" })
            await StoreManyAsync(recipient, 700, CutOff - TimeSpan.FromDays(1));
        await StoreManyAsync("b@example.nl", 1, Samples.Now);
        // A run has time for one page, and is stopped while it is at the second.
        OnQuery = () => Time.Advance(RetentionLimits.Run * 0.75);

        int[] removed = [await RunAsync(TableNames.Failures), await RunAsync(TableNames.Failures), await RunAsync(TableNames.Failures)];

        Assert.That(removed, Is.EqualTo(new[] { 1_000, 1_000, 100 }));
        Assert.That((await RowsAsync(TableNames.Failures)).Select(row => row.PartitionKey), Is.EqualTo(new[] { "b@example.nl" }));
        var pass = await new TableRetentionPasses(Tables).ReadAsync(TableNames.Failures, CancellationToken.None);
        Assert.That((pass!.Removed, pass.Next, pass.CompletedAt.HasValue), Is.EqualTo((2_100, null as string, true)));
    }

    [Test]
    public async Task An_account_that_fails_is_come_back_to_where_it_failed()
    {
        await StoreManyAsync("a@example.nl", 1_100, CutOff - TimeSpan.FromDays(1));
        var pages = 0;
        OnQuery = () => _ = ++pages == 2 ? throw new Azure.RequestFailedException(503, "busy") : pages;

        Assert.That(await RunAsync(TableNames.Failures), Is.EqualTo(1_000));
        var interrupted = await new TableRetentionPasses(Tables).ReadAsync(TableNames.Failures, CancellationToken.None);
        Assert.That(await RunAsync(TableNames.Failures), Is.EqualTo(100));

        Assert.That((interrupted!.Removed, interrupted.Next is null, interrupted.CompletedAt), Is.EqualTo((1_000, false, null as DateTimeOffset?)));
        Assert.That(await RowsAsync(TableNames.Failures), Is.Empty);
    }

    [Test]
    public async Task A_table_is_gone_through_once_a_night()
    {
        await RunAsync(TableNames.Failures);
        await StoreAsync("old@example.nl", CutOff - Second, CutOff - Second);

        var sameNight = await RunAsync(TableNames.Failures);
        Time.Advance(RetentionLimits.BetweenPasses);
        var nextNight = await RunAsync(TableNames.Failures);

        Assert.That((sameNight, nextNight), Is.EqualTo((0, 1)));
    }

    [Test]
    public async Task Rejected_notifications_go_by_the_day_and_no_part_of_a_day_goes_early()
    {
        var table = Service.GetTableClient(TableNames.Rejected);
        foreach (var day in new[] { CutOff.AddDays(-400), CutOff.AddDays(-1), CutOff, CutOff.AddDays(1) })
            foreach (var row in new[] { "1", "2" })
                await table.AddEntityAsync(new TableEntity($"{day:yyyy-MM-dd}", row));

        Assert.That(await RunAsync(TableNames.Rejected), Is.EqualTo(4));
        Assert.That((await RowsAsync(TableNames.Rejected)).Select(row => row.PartitionKey).Distinct(), Is.EqualTo(new[] { $"{CutOff:yyyy-MM-dd}", $"{CutOff.AddDays(1):yyyy-MM-dd}" }));
    }

    [Test]
    public async Task The_outbox_is_left_alone_and_a_repeat_of_what_expired_is_recorded_anew()
    {
        var failure = await StoreAsync("old@example.nl", CutOff - Second, CutOff - Second);
        var outbox = new OutboxTable(Service, Time);
        await outbox.EnsureAsync(failure, AttemptId.New(), CancellationToken.None);
        await RunAsync(TableNames.Failures);
        var repeat = AttemptId.New();

        Assert.That(await RowsAsync(TableNames.Outbox), Has.Count.EqualTo(1));
        Assert.That(await new FailuresTable(Service).EnsureAsync(failure, repeat, CancellationToken.None), Is.EqualTo(repeat));
    }

    [Test]
    public async Task What_was_changed_or_removed_since_it_was_read_is_not_removed_and_not_counted()
    {
        await StoreManyAsync("a@example.nl", 5, CutOff);
        var rows = await RowsAsync(TableNames.Failures);
        var table = Service.GetTableClient(TableNames.Failures);
        await table.UpdateEntityAsync(new TableEntity(rows[1].PartitionKey, rows[1].RowKey) { ["Kind"] = "unknown" }, rows[1].ETag);
        await table.DeleteEntityAsync(rows[3].PartitionKey, rows[3].RowKey);

        Assert.That(await RowRemoval.RemoveAsync(table, rows, changedToo: false, CancellationToken.None), Is.EqualTo(3));
        Assert.That((await RowsAsync(TableNames.Failures)).Select(row => row.RowKey), Is.EqualTo(new[] { rows[1].RowKey }));
        Assert.That(await RowRemoval.RemoveAsync(table, rows, changedToo: true, CancellationToken.None), Is.EqualTo(1));
    }

    [Test]
    public async Task A_run_that_is_cancelled_ends_and_removes_nothing_more()
    {
        await StoreManyAsync("a@example.nl", 3, CutOff - TimeSpan.FromDays(1));
        using var stop = new CancellationTokenSource();
        OnQuery = stop.Cancel;

        Assert.That(await Retention(TableNames.Failures).RunAsync(stop.Token), Is.Zero);
        Assert.That(await RowsAsync(TableNames.Failures), Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Without_settings_nothing_is_even_looked_at()
    {
        var nobody = new MaintenanceTables(new TableServiceClient(new Uri("http://127.0.0.1:1/devstoreaccount1"), new TableSharedKeyCredential("devstoreaccount1", "bm8=")));
        using var meters = new TestMeters();
        var options = new RetentionOptions { Ages = new Dictionary<string, TimeSpan>() };

        Assert.That(await new FailureRetention(options, nobody, new TableRetentionPasses(nobody), new RemovalMetrics(meters), Time, NullLogger<FailureRetention>.Instance).RunAsync(CancellationToken.None), Is.Zero);
    }

    private Task<int> RunAsync(string table) => Retention(table).RunAsync(CancellationToken.None);

    private FailureRetention Retention(string table) => new(
        new RetentionOptions { Ages = new Dictionary<string, TimeSpan> { [table] = Age } },
        Tables,
        new TableRetentionPasses(Tables),
        new RemovalMetrics(new TestMeters()),
        Time,
        NullLogger<FailureRetention>.Instance);
}
