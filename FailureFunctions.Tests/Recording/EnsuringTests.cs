using Azure;
using Azure.Data.Tables;
using FailureFunctions.Recording;
using FailureFunctions.Tables;

namespace FailureFunctions.Tests.Recording;

[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class EnsuringTests
{
    private readonly Failure _failure = StorageSamples.FailureOf(StorageSamples.NewRecipient());
    private readonly FailuresTable _store = new(SharedAzurite.Client);
    private readonly OutboxTable _outbox = new(SharedAzurite.Client, new FixedTime(Samples.Now));
    private readonly AttemptId _first = AttemptId.New();
    private readonly AttemptId _second = AttemptId.New();

    private string Shard => OutboxTable.ShardOf(_failure.EventId);

    [Test]
    public async Task A_row_that_stands_keeps_its_attempt_and_its_columns()
    {
        Assert.That(await _store.EnsureAsync(_failure, _first, CancellationToken.None), Is.EqualTo(_first));

        var later = _failure with { ReceivedAt = _failure.ReceivedAt.AddMinutes(1) };
        Assert.That(await _store.EnsureAsync(later, _second, CancellationToken.None), Is.EqualTo(_first));

        var rows = await RowsAsync();
        Assert.That(rows, Has.Count.EqualTo(1));
        Assert.That(rows[0].GetDateTimeOffset(Column.ReceivedAt), Is.EqualTo(_failure.ReceivedAt));
    }

    [Test]
    public async Task An_entry_that_stands_keeps_its_attempt()
    {
        Assert.That(await _outbox.EnsureAsync(_failure, _first, CancellationToken.None), Is.EqualTo(_first));
        Assert.That(await _outbox.EnsureAsync(_failure, _second, CancellationToken.None), Is.EqualTo(_first));
    }

    [Test]
    public async Task Of_attempts_at_the_same_time_all_are_told_the_same_one()
    {
        var attempts = Enumerable.Range(0, 20).Select(_ => AttemptId.New()).ToArray();

        var told = await Task.WhenAll(attempts.Select(attempt => _store.EnsureAsync(_failure, attempt, CancellationToken.None)));

        Assert.That(told.Distinct().ToArray(), Has.Length.EqualTo(1));
        Assert.That(attempts, Does.Contain(told[0]));
        Assert.That(await RowsAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_row_whose_attempt_was_removed_by_hand_has_an_unknown_one()
    {
        await _store.EnsureAsync(_failure, _first, CancellationToken.None);
        var row = (await RowsAsync())[0];
        row.Remove(Column.Attempt);
        await SharedAzurite.Client.GetTableClient(TableNames.Failures).UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace);

        Assert.That(await _store.EnsureAsync(_failure, _second, CancellationToken.None), Is.EqualTo(AttemptId.Unknown));
    }

    [TestCase("")]
    [TestCase(17)]
    public async Task A_row_whose_attempt_was_altered_by_hand_into_no_attempt_has_an_unknown_one(object altered)
    {
        await _store.EnsureAsync(_failure, _first, CancellationToken.None);
        var change = new TableEntity(_failure.RecipientKey.PartitionKey, _failure.RowKey) { [Column.Attempt] = altered };
        await SharedAzurite.Client.GetTableClient(TableNames.Failures).UpdateEntityAsync(change, ETag.All, TableUpdateMode.Merge);

        Assert.That(await _store.EnsureAsync(_failure, _second, CancellationToken.None), Is.EqualTo(AttemptId.Unknown));
    }

    [Test]
    public async Task An_entry_holds_the_whole_failure_and_how_its_publishing_goes()
    {
        await _store.EnsureAsync(_failure, _first, CancellationToken.None);
        await _outbox.EnsureAsync(_failure, _first, CancellationToken.None);

        TableEntity entry = await SharedAzurite.Client.GetTableClient(TableNames.Outbox).GetEntityAsync<TableEntity>(Shard, _failure.EventId.Value);

        var expected = (await RowsAsync())[0].OwnColumns();
        expected[Column.RecipientKey] = _failure.RecipientKey.Value;
        expected[Column.ReportedAt] = _failure.ReportedAt!.Value;
        expected[Column.Attempts] = 0;
        expected[Column.FirstSeenAt] = Samples.Now;
        Assert.That(entry.OwnColumns(), Is.EquivalentTo(expected));
    }

    [Test]
    public async Task A_failure_that_reported_no_moment_has_an_entry_without_one()
    {
        var undated = _failure with { ReportedAt = null };
        await _outbox.EnsureAsync(undated, _first, CancellationToken.None);

        TableEntity entry = await SharedAzurite.Client.GetTableClient(TableNames.Outbox).GetEntityAsync<TableEntity>(Shard, undated.EventId.Value);

        Assert.That(entry.OwnColumns().Keys, Does.Not.Contain(Column.ReportedAt));
    }

    [Test]
    public async Task An_entry_that_was_removed_can_be_made_anew()
    {
        await _outbox.EnsureAsync(_failure, _first, CancellationToken.None);
        await _outbox.RemoveAsync(_failure.EventId, CancellationToken.None);

        Assert.That(await _outbox.EnsureAsync(_failure, _second, CancellationToken.None), Is.EqualTo(_second));
    }

    [Test]
    public async Task Removing_an_entry_that_is_not_there_is_no_error()
    {
        await _outbox.RemoveAsync(_failure.EventId, CancellationToken.None);
        await _outbox.EnsureAsync(_failure, _first, CancellationToken.None);
        await _outbox.RemoveAsync(_failure.EventId, CancellationToken.None);
        await _outbox.RemoveAsync(_failure.EventId, CancellationToken.None);

        Assert.That(await SharedAzurite.Client.FindAsync(TableNames.Outbox, $"PartitionKey eq '{Shard}' and RowKey eq '{_failure.EventId}'"), Is.Empty);
    }

    [Test]
    public void A_call_that_is_no_longer_waited_for_ends_at_once()
    {
        using var ended = new CancellationTokenSource();
        ended.Cancel();

        Assert.That(async () => await _store.EnsureAsync(_failure, _first, ended.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    private Task<List<TableEntity>> RowsAsync() =>
        SharedAzurite.Client.FindAsync(TableNames.Failures, $"PartitionKey eq '{_failure.RecipientKey.PartitionKey}'");
}
