using Azure.Data.Tables;
using FailureFunctions.Privacy;
using FailureFunctions.Recording;
using FailureFunctions.Tables;
using FailureFunctions.Tests.Copernica.Signing;
using FailureFunctions.Tests.Observability;
using Moq;

namespace FailureFunctions.Tests.Privacy;

[TestFixture]
internal sealed class RetentionTests : RetentionFixture
{
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
    public async Task The_next_run_continues_where_the_last_one_stopped_on_any_instance()
    {
        foreach (var recipient in new[] { "a@example.nl", "b@example.nl", "c@example.nl" })
            await StoreManyAsync(recipient, 700, CutOff - TimeSpan.FromDays(1));
        await StoreManyAsync("b@example.nl", 1, Samples.Now);
        // A run has time for one page, and is stopped while it is at the second.
        OnQuery = () => Time.Advance(Run * 0.75);

        int[] removed = [await RunAsync(TableNames.Failures), await RunAsync(TableNames.Failures), await RunAsync(TableNames.Failures)];

        Assert.That(removed, Is.EqualTo(new[] { 1_000, 1_000, 100 }));
        Assert.That((await RowsAsync(TableNames.Failures)).Select(row => row.PartitionKey), Is.EqualTo(new[] { "b@example.nl" }));
        var pass = await PassOfAsync(TableNames.Failures);
        Assert.That((pass![Column.Removed], pass[Column.Next], pass.ContainsKey(Column.CompletedAt)), Is.EqualTo((2_100, null as object, true)));
    }

    [Test]
    public async Task An_account_that_fails_is_come_back_to_where_it_failed()
    {
        await StoreManyAsync("a@example.nl", 1_100, CutOff - TimeSpan.FromDays(1));
        var pages = 0;
        OnQuery = () => _ = ++pages == 2 ? throw new Azure.RequestFailedException(503, "busy") : pages;

        Assert.That(await RunAsync(TableNames.Failures), Is.EqualTo(1_000));
        var interrupted = await PassOfAsync(TableNames.Failures);
        Assert.That(await RunAsync(TableNames.Failures), Is.EqualTo(100));

        Assert.That((interrupted![Column.Removed], interrupted.ContainsKey(Column.Next), interrupted.ContainsKey(Column.CompletedAt)), Is.EqualTo((1_000, true, false)));
        Assert.That(await RowsAsync(TableNames.Failures), Is.Empty);
    }

    [Test]
    public async Task A_table_is_processed_once_a_night()
    {
        await RunAsync(TableNames.Failures);
        await StoreAsync("old@example.nl", CutOff - Second, CutOff - Second);

        var sameNight = await RunAsync(TableNames.Failures);
        Time.Advance(Retention.Pause);
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
    public async Task The_outbox_is_left_alone_and_a_repeat_of_what_expired_is_recorded_again()
    {
        var failure = await StoreAsync("old@example.nl", CutOff - Second, CutOff - Second);
        await Outbox.AddAsync(failure.Keys, trace: null, CancellationToken.None);
        await RunAsync(TableNames.Failures);

        Assert.That(await RowsAsync(TableNames.Outbox), Has.Count.EqualTo(1));
        Assert.That((await Failures.AddAsync(failure, CancellationToken.None)).IsPublished, Is.False);
    }

    [Test]
    public async Task Unpublished_rows_are_kept_until_they_are_published()
    {
        var old = CutOff - Second;
        await StoreAsync("published@example.nl", old, old);
        var failure = await StoreAsync("unpublished@example.nl", old, old, published: false);
        var earlier = await StoreAsync("of-an-earlier-version@example.nl", old, old, published: false);
        await Service.GetTableClient(TableNames.Failures).UpdateEntityAsync(
            new TableEntity(earlier.Keys.PartitionKey, earlier.Keys.RowKey) { [Column.Attempt] = "a" }, Azure.ETag.All);

        Assert.That(await RunAsync(TableNames.Failures), Is.EqualTo(2));
        var kept = (await RowsAsync(TableNames.Failures)).Single();
        Assert.That(kept.PartitionKey, Is.EqualTo("unpublished@example.nl"));

        await Failures.MarkPublishedAsync(failure.Keys, kept.ETag.ToString(), CancellationToken.None);
        Time.Advance(Retention.Pause);
        Assert.That(await RunAsync(TableNames.Failures), Is.EqualTo(1));
    }

    [Test]
    public async Task A_run_that_is_cancelled_ends_and_removes_nothing_more()
    {
        await StoreManyAsync("a@example.nl", 3, CutOff - TimeSpan.FromDays(1));
        using var stop = new CancellationTokenSource();
        OnQuery = stop.Cancel;

        Assert.That(await RunAsync(Kept(TableNames.Failures), [new FailureRemoval(Tables)], stop.Token), Is.Zero);
        Assert.That(await RowsAsync(TableNames.Failures), Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Tables_without_an_age_are_not_looked_at()
    {
        var table = Table("T", _ => throw new InvalidOperationException());

        Assert.That(await RunAsync(Kept(TableNames.Failures), table.Object), Is.Zero);
        table.Verify(expiring => expiring.ExpireAsync(It.IsAny<DateTimeOffset>(), It.IsAny<string?>(), It.IsAny<CancellationToken>()), Times.Never);
    }

    [TestCase(typeof(InvalidOperationException))]
    [TestCase(typeof(TaskCanceledException), Description = "a call that ran out of its own time")]
    public async Task A_table_that_fails_does_not_stop_the_next_one(Type fault)
    {
        var broken = Table(TableNames.Failures, _ => throw (Exception)Activator.CreateInstance(fault)!);
        var fine = Table(TableNames.Rejected, _ => [new SweptPage(7, null)]);

        Assert.That(await RunAsync(Kept(TableNames.Failures, TableNames.Rejected), broken.Object, fine.Object), Is.EqualTo(7));
        Assert.That(
            (await PassOfAsync(TableNames.Failures), (await PassOfAsync(TableNames.Rejected))!.ContainsKey(Column.CompletedAt)),
            Is.EqualTo((null as TableEntity, true)));
    }

    [Test]
    public async Task A_continuation_token_that_the_service_does_not_know_any_more_starts_the_pass_again()
    {
        string?[] tokens = [];
        var table = Table(TableNames.Failures, from =>
        {
            tokens = [.. tokens, from];
            return tokens.Length switch
            {
                1 => [new SweptPage(1, "token"), new SweptPage(0, "out of time")],
                2 => throw new Azure.RequestFailedException(400, "unknown token"),
                _ => [new SweptPage(1, null)],
            };
        });
        OnPage = () => Time.Advance(Run * 0.75);

        await RunAsync(Kept(TableNames.Failures), table.Object);
        await RunAsync(Kept(TableNames.Failures), table.Object);
        var lost = await PassOfAsync(TableNames.Failures);
        await RunAsync(Kept(TableNames.Failures), table.Object);

        Assert.That(tokens, Is.EqualTo(new[] { null, "token", null }));
        Assert.That((lost![Column.Removed], lost.ContainsKey(Column.Next), lost.ContainsKey(Column.CompletedAt)), Is.EqualTo((1, false, false)));
        Assert.That((await PassOfAsync(TableNames.Failures))![Column.Removed], Is.EqualTo(2));
    }

    [TestCase(10, 20, new[] { TableNames.Failures, TableNames.Rejected })]
    [TestCase(20, 10, new[] { TableNames.Rejected, TableNames.Failures })]
    public async Task The_table_with_the_shortest_age_comes_first(int failures, int rejected, string[] order)
    {
        List<string> passed = [];
        var options = new RetentionOptions { Failures = TimeSpan.FromDays(failures), RejectedNotifications = TimeSpan.FromDays(rejected) };
        IExpiringTable[] tables = [.. order.Reverse().Select(name => Table(name, _ => { passed.Add(name); return []; }).Object)];

        await RunAsync(options, tables);

        Assert.That(passed, Is.EqualTo(order));
    }

    [Test]
    public async Task A_run_that_is_out_of_time_is_not_logged_as_a_failure()
    {
        var log = new SigningFixture.ListLogger<Retention>();
        var table = Table(TableNames.Failures, _ => [new SweptPage(1, "next"), new SweptPage(1, null)]);
        OnPage = () => Time.Advance(Run);
        using var meters = new TestMeters();

        await RetentionOf(Kept(TableNames.Failures, TableNames.Rejected), meters, log, table.Object, Table(TableNames.Rejected, _ => []).Object)
            .RunAsync(CancellationToken.None);

        Assert.That(log.Entries, Is.EqualTo(new[]
        {
            "RetentionNotFinished: Retention of Failures was not completed in this run; the next run continues.",
        }));
    }

    [Test]
    public async Task What_became_of_each_table_is_logged()
    {
        var log = new SigningFixture.ListLogger<Retention>();
        var options = new RetentionOptions { Suppressions = Age / 3, RejectedNotifications = Age / 2, Failures = Age };
        var lost = Table(TableNames.Suppressions, _ => [new SweptPage(1, "place"), new SweptPage(0, null)]);
        var fine = Table(TableNames.Rejected, _ => [new SweptPage(7, null)]);
        var broken = Table(TableNames.Failures, _ => throw new InvalidOperationException());
        var pages = 0;
        OnPage = () => _ = ++pages == 2 ? throw new Azure.RequestFailedException(400, "unknown token") : pages;
        using var meters = new TestMeters();

        await RetentionOf(options, meters, log, lost.Object, fine.Object, broken.Object).RunAsync(CancellationToken.None);

        Assert.That(log.Entries.Select(entry => entry.Split(" Invalid")[0]), Is.EqualTo(new[]
        {
            "RetentionPlaceLost: Retention of Suppressions: the table service rejected the continuation token; the next run starts again.",
            $"RetentionCompleted: Retention of RejectedNotifications completed: 7 rows older than {Samples.Now - (Age / 2):u} removed.",
            "RetentionFailed: Retention of Failures failed; the next run tries again.",
        }));
    }

    [Test]
    public async Task Removed_rows_are_counted_by_table()
    {
        using var counts = new RemovalCounts();

        var table = Table(TableNames.Rejected, _ => [new SweptPage(3, "next"), new SweptPage(0, "later"), new SweptPage(2, null)]);
        await RetentionOf(Kept(TableNames.Rejected), counts.Meters, table.Object).RunAsync(CancellationToken.None);

        Assert.That(counts.All, Is.EqualTo(new[] { (3, TableNames.Rejected, "retention"), (2, TableNames.Rejected, "retention") }));
    }
}
