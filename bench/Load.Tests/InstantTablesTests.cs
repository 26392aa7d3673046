using System.Diagnostics;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using FailureFunctions.Bench.Load.Stores;

namespace FailureFunctions.Bench.Load.Tests;

/// <summary>The instant table endpoint against Microsoft's client.</summary>
[TestFixture]
internal sealed class InstantTablesTests
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(20);

    private InstantTables _server = null!;
    private TableClient _table = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _server = await InstantTables.StartAsync(TimeSpan.Zero, CancellationToken.None);
        _table = new TableClient(_server.ConnectionString, "Failures");
        await _table.CreateIfNotExistsAsync();
    }

    [OneTimeTearDown]
    public async Task Stop() => await _server.DisposeAsync();

    [Test]
    public async Task A_table_that_exists_is_not_created_again()
    {
        Assert.That((await _table.CreateIfNotExistsAsync()).GetRawResponse().Status, Is.EqualTo(409));
    }

    [Test]
    public async Task A_row_is_found_by_its_keys_whatever_stands_in_them()
    {
        var row = new TableEntity("o'neil+x@example.nl", "é a/b") { ["Number"] = 7L, ["Text"] = "x" };
        await _table.AddEntityAsync(row);
        var found = (await _table.GetEntityAsync<TableEntity>(row.PartitionKey, row.RowKey)).Value;
        Assert.That((found.RowKey, found["Number"], found["Text"]), Is.EqualTo((row.RowKey, (object)7L, (object)"x")));
    }

    [Test]
    public async Task A_query_of_a_whole_table_finds_every_row_in_order_in_pages()
    {
        var table = new TableClient(_server.ConnectionString, "Scanned");
        await table.CreateIfNotExistsAsync();
        foreach (var number in Enumerable.Range(0, 2_500).Reverse())
            await table.AddEntityAsync(new TableEntity($"p{number % 2}", $"{number:0000}"));

        var found = await table.QueryAsync<TableEntity>().Select(row => (row.PartitionKey, row.RowKey)).ToListAsync();

        Assert.That(found, Has.Count.EqualTo(2_500).And.Unique.And.Ordered);
    }

    [Test]
    public async Task A_second_row_of_the_same_keys_is_a_conflict()
    {
        await _table.AddEntityAsync(new TableEntity("conflict", "1"));
        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => _table.AddEntityAsync(new TableEntity("conflict", "1")));
        Assert.That((refusal!.Status, refusal.ErrorCode), Is.EqualTo((409, TableErrorCode.EntityAlreadyExists.ToString())));
    }

    [Test]
    public async Task A_merge_keeps_other_properties_and_a_replacement_does_not()
    {
        var key = new TableEntity("update", "1");
        await _table.AddEntityAsync(new TableEntity(key) { ["A"] = 1, ["B"] = 1 });
        await _table.UpdateEntityAsync(new TableEntity(key) { ["B"] = 2 }, ETag.All, TableUpdateMode.Merge);
        var merged = (await _table.GetEntityAsync<TableEntity>("update", "1")).Value;
        Assert.That((merged["A"], merged["B"]), Is.EqualTo(((object)1, (object)2)));

        await _table.UpdateEntityAsync(new TableEntity(key) { ["C"] = 3 }, merged.ETag, TableUpdateMode.Replace);
        var replaced = (await _table.GetEntityAsync<TableEntity>("update", "1")).Value;
        Assert.That((replaced.ContainsKey("A"), replaced["C"]), Is.EqualTo((false, (object)3)));

        var stale = await Assert.ThrowsAsync<RequestFailedException>(() => _table.UpdateEntityAsync(new TableEntity(key), merged.ETag, TableUpdateMode.Merge));
        Assert.That(stale!.Status, Is.EqualTo(412));
    }

    [Test]
    public async Task What_is_not_there_is_not_found()
    {
        var missing = await Assert.ThrowsAsync<RequestFailedException>(
            () => _table.UpdateEntityAsync(new TableEntity("missing", "1"), ETag.All, TableUpdateMode.Merge));
        Assert.That(missing!.Status, Is.EqualTo(404));
        Assert.That((await _table.GetEntityIfExistsAsync<TableEntity>("missing", "1")).HasValue, Is.False);
        Assert.That(await _table.QueryAsync<TableEntity>("PartitionKey eq 'missing'").CountAsync(), Is.Zero);

        var noTable = await Assert.ThrowsAsync<RequestFailedException>(
            () => new TableClient(_server.ConnectionString, "Others").AddEntityAsync(new TableEntity("a", "b")));
        Assert.That(noTable!.ErrorCode, Is.EqualTo(TableErrorCode.TableNotFound.ToString()));
    }

    [Test]
    public async Task A_deleted_row_can_be_added_again()
    {
        await _table.AddEntityAsync(new TableEntity("delete", "1"));
        Assert.That((await _table.DeleteEntityAsync("delete", "1", ETag.All)).Status, Is.EqualTo(204));
        Assert.That((await _table.DeleteEntityAsync("delete", "1", ETag.All)).Status, Is.EqualTo(404));
        await _table.AddEntityAsync(new TableEntity("delete", "1"));
    }

    [Test]
    public async Task A_transaction_does_all_or_nothing()
    {
        await _table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, new TableEntity("batch", "1") { ["A"] = 1 }),
            new(TableTransactionActionType.UpsertMerge, new TableEntity("batch", "2")),
        ]);
        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(() => _table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.UpdateMerge, new TableEntity("batch", "1") { ["A"] = 2 }, ETag.All),
            new(TableTransactionActionType.Add, new TableEntity("batch", "3")),
            new(TableTransactionActionType.Add, new TableEntity("batch", "2")),
        ]));

        Assert.That(failure!.ErrorCode, Is.EqualTo(TableErrorCode.EntityAlreadyExists.ToString()));
        Assert.That((await _table.GetEntityAsync<TableEntity>("batch", "1")).Value["A"], Is.EqualTo(1));
        Assert.That((await _table.GetEntityIfExistsAsync<TableEntity>("batch", "3")).HasValue, Is.False);
    }

    [Test]
    public async Task Requests_are_counted_by_kind_and_answered_after_the_delay()
    {
        await using var server = await InstantTables.StartAsync(Delay, CancellationToken.None);
        var table = new TableClient(server.ConnectionString, "Failures");
        var clock = Stopwatch.StartNew();
        await table.CreateAsync();
        await table.AddEntityAsync(new TableEntity("a", "b"));
        await table.UpdateEntityAsync(new TableEntity("a", "b"), ETag.All, TableUpdateMode.Merge);
        Assert.That(clock.Elapsed, Is.GreaterThan(3 * (Delay - TimeSpan.FromMilliseconds(1))));
        Assert.That(server.Requests, Is.EquivalentTo(new Dictionary<string, long> { ["tables"] = 1, ["insert"] = 1, ["merge"] = 1 }));
    }
}
