using Azure;
using Azure.Data.Tables;
using FailureFunctions.Recording;
using FailureFunctions.Tables;
using FailureFunctions.Tests.Dependencies;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;

namespace FailureFunctions.Tests.Recording;

/// <summary>Rows of the failures table that a hand has changed stop nothing: a repeat is answered, and nothing is lost.</summary>
[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class AlteredRowsTests
{
    private readonly Failure _failure = StorageSamples.FailureOf(StorageSamples.NewRecipient());
    private readonly Mock<IFailurePublisher> _publisher = new();
    private readonly FailureRecorder _recorder;

    public AlteredRowsTests() => _recorder = new FailureRecorder(
        new OutboxTable(SharedAzurite.Client, TimeProvider.System),
        new FailuresTable(SharedAzurite.Client),
        _publisher.Object,
        TestCalls.Unlimited,
        NullLogger<FailureRecorder>.Instance);

    private static TableClient Table => SharedAzurite.Client.GetTableClient(TableNames.Failures);

    [Test]
    public async Task A_repeat_of_a_row_that_lost_all_its_columns_is_published_again_and_answered()
    {
        await AlterAsync(row => [.. row.OwnColumns().Keys]);

        Assert.That(await RepeatAsync(), Is.EqualTo((RecordOutcome.Recorded, 2)));
    }

    [Test]
    public async Task A_repeat_of_a_row_without_its_attempt_is_published_again_and_answered()
    {
        await AlterAsync(_ => [Column.Attempt]);

        Assert.That(await RepeatAsync(), Is.EqualTo((RecordOutcome.Recorded, 2)));
    }

    [Test]
    public async Task A_repeat_of_a_row_whose_columns_have_other_types_is_a_duplicate()
    {
        await AlterAsync(_ => [], row =>
        {
            foreach (var column in row.OwnColumns().Keys.Where(name => name != Column.Attempt))
                row[column] = row[column] is string ? 17.5 : "text";
        });

        Assert.That(await RepeatAsync(), Is.EqualTo((RecordOutcome.Duplicate, 1)));
    }

    [Test]
    public async Task A_repeat_of_a_row_that_was_deleted_is_recorded_anew()
    {
        await _recorder.RecordAsync(_failure, CancellationToken.None);
        await Table.DeleteEntityAsync(_failure.RecipientKey.PartitionKey, _failure.RowKey);

        Assert.That(await RepeatAsync(), Is.EqualTo((RecordOutcome.Recorded, 2)));
        Assert.That(await SharedAzurite.Client.FindAsync(TableNames.Failures, $"PartitionKey eq '{_failure.RecipientKey.PartitionKey}'"), Has.Count.EqualTo(1));
    }

    private async Task AlterAsync(Func<TableEntity, string[]> removed, Action<TableEntity>? change = null)
    {
        await _recorder.RecordAsync(_failure, CancellationToken.None);
        TableEntity row = await Table.GetEntityAsync<TableEntity>(_failure.RecipientKey.PartitionKey, _failure.RowKey);
        foreach (var column in removed(row))
            row.Remove(column);
        change?.Invoke(row);
        await Table.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace);
    }

    // The outbox must be empty afterwards: what is left there would be tried for ever.
    private async Task<(RecordOutcome Outcome, int Sends)> RepeatAsync()
    {
        var outcome = await _recorder.RecordAsync(_failure, CancellationToken.None);
        var shard = OutboxTable.ShardOf(_failure.EventId);
        Assert.That(await SharedAzurite.Client.FindAsync(TableNames.Outbox, $"PartitionKey eq '{shard}' and RowKey eq '{_failure.EventId}'"), Is.Empty);
        return (outcome, _publisher.Invocations.Count);
    }
}
