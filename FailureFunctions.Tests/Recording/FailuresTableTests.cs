using Azure;
using Azure.Data.Tables;
using FailureFunctions.Recording;
using FailureFunctions.Tables;

namespace FailureFunctions.Tests.Recording;

[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class FailuresTableTests
{
    private readonly Failure _failure = StorageSamples.FailureOf(StorageSamples.NewRecipient());
    private readonly FailuresTable _rows = new(SharedAzurite.Client, new FixedTime(Samples.Now));

    private static TableClient Table => SharedAzurite.Client.GetTableClient(TableNames.Failures);

    [Test]
    public async Task A_row_that_exists_keeps_its_columns()
    {
        var first = await AddAsync(_failure);
        var second = await AddAsync(_failure with { ReceivedAt = _failure.ReceivedAt.AddMinutes(1) });

        Assert.That((first.IsPublished, second), Is.EqualTo((false, first)));
        Assert.That((await RowAsync())!.GetDateTimeOffset(Column.ReceivedAt), Is.EqualTo(_failure.ReceivedAt));
    }

    [Test]
    public async Task Several_that_add_a_row_at_once_all_get_the_state_of_the_same_row()
    {
        var states = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => AddAsync(_failure)));

        Assert.That(states.Distinct().ToArray(), Has.Length.EqualTo(1));
        await MarkAsync(states[0]);
        Assert.That((await AddAsync(_failure)).IsPublished, Is.True);
    }

    [Test]
    public async Task A_row_whose_answer_was_lost_is_added_once_and_not_taken_for_published()
    {
        var lost = new LostAnswers();
        var rows = new FailuresTable(lost.ClientOf(SharedAzurite.ConnectionString), TimeProvider.System);

        var stored = await rows.AddAsync(_failure, CancellationToken.None);

        Assert.That(lost.Inserts, Is.EqualTo(2));
        Assert.That((stored.Version, stored.IsPublished), Is.EqualTo(((await RowAsync())!.ETag.ToString(), false)));
    }

    [Test]
    public async Task A_marked_row_is_published_and_keeps_its_columns()
    {
        await MarkAsync(await AddAsync(_failure));

        var expected = FailureColumns.ToRow(_failure).OwnColumns();
        expected[Column.PublishedAt] = Samples.Now;
        Assert.That((await RowAsync())!.OwnColumns(), Is.EquivalentTo(expected));
        Assert.That((await AddAsync(_failure)).IsPublished, Is.True);
        Assert.That((await ReadAsync())!.Stored.IsPublished, Is.True);
    }

    [Test]
    public async Task A_row_that_was_found_can_be_marked()
    {
        await AddAsync(_failure);

        await MarkAsync(await AddAsync(_failure));

        Assert.That((await AddAsync(_failure)).IsPublished, Is.True);
    }

    [Test]
    public async Task A_row_that_was_read_can_be_marked()
    {
        await AddAsync(_failure);

        await MarkAsync((await ReadAsync())!.Stored);

        Assert.That((await AddAsync(_failure)).IsPublished, Is.True);
    }

    [Test]
    public async Task A_row_that_the_old_version_wrote_counts_as_published()
    {
        await Table.AddEntityAsync(new TableEntity(FailureColumns.ToRow(_failure)) { [Column.Attempt] = "0123456789abcdef0123456789abcdef" });

        Assert.That((await AddAsync(_failure)).IsPublished, Is.True);
        Assert.That((await ReadAsync())!.Stored.IsPublished, Is.True);
    }

    [Test]
    public async Task Marking_a_row_that_is_gone_does_not_restore_any_of_it()
    {
        var stored = await AddAsync(_failure);
        await EraseAsync();

        await MarkAsync(stored);

        Assert.That(await RowAsync(), Is.Null);
    }

    [Test]
    public async Task Marking_a_row_that_others_have_changed_does_nothing()
    {
        var stored = await AddAsync(_failure);
        var (partitionKey, rowKey) = _failure.Keys;
        await Table.UpdateEntityAsync(new TableEntity(partitionKey, rowKey) { ["Note"] = "checked" }, ETag.All);

        await MarkAsync(stored);

        Assert.That((await AddAsync(_failure)).IsPublished, Is.False);
    }

    [Test]
    public async Task Marking_a_row_that_was_erased_and_added_again_does_nothing()
    {
        var stored = await AddAsync(_failure);
        await EraseAsync();
        await AddAsync(_failure);

        await MarkAsync(stored);

        Assert.That((await AddAsync(_failure)).IsPublished, Is.False);
    }

    [Test]
    public async Task A_row_that_does_not_exist_is_not_read() => Assert.That(await ReadAsync(), Is.Null);

    [Test]
    public void A_cancelled_call_ends_at_once()
    {
        using var ended = new CancellationTokenSource();
        ended.Cancel();

        Assert.That(async () => await _rows.AddAsync(_failure, ended.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    private Task<StoredRow> AddAsync(Failure failure) => _rows.AddAsync(failure, CancellationToken.None);

    private Task<ReadRow?> ReadAsync() => _rows.ReadAsync(_failure.Keys, CancellationToken.None);

    private Task MarkAsync(StoredRow stored) => _rows.MarkPublishedAsync(_failure.Keys, stored.Version, CancellationToken.None);

    private Task<Response> EraseAsync() => Table.DeleteEntityAsync(_failure.Keys.PartitionKey, _failure.Keys.RowKey);

    private async Task<TableEntity?> RowAsync()
    {
        var row = await Table.GetEntityIfExistsAsync<TableEntity>(_failure.Keys.PartitionKey, _failure.Keys.RowKey);
        return row.HasValue ? row.Value : null;
    }
}
