using Azure;
using Azure.Data.Tables;
using FailureFunctions.Recording;
using FailureFunctions.Tables;
using FailureFunctions.Tests.Dependencies;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;

namespace FailureFunctions.Tests.Recording;

/// <summary>Repeats of rows that people have changed: each is answered, and nothing is lost.</summary>
[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class AlteredRowsTests
{
    private readonly Failure _failure = StorageSamples.FailureOf(StorageSamples.NewRecipient());
    private readonly Mock<IFailurePublisher> _publisher = new();
    private readonly FailureRecorder _recorder;

    public AlteredRowsTests() => _recorder = new FailureRecorder(
        new FailuresTable(SharedAzurite.Client, TimeProvider.System),
        Mock.Of<IOutbox>(),
        _publisher.Object,
        new AwaitedWork(),
        TestCalls.Unlimited,
        Samples.AtOnce,
        NullLogger<FailureRecorder>.Instance);

    private static TableClient Table => SharedAzurite.Client.GetTableClient(TableNames.Failures);

    [Test]
    public async Task A_repeat_of_a_row_that_lost_all_its_columns_is_published_again_and_answered()
    {
        await AlterAsync(row => [.. row.OwnColumns().Keys]);

        Assert.That(await RepeatAsync(), Is.EqualTo((RecordOutcome.Recorded, 2)));
    }

    [Test]
    public async Task A_repeat_of_a_row_that_lost_its_mark_is_published_again_and_answered()
    {
        await AlterAsync(_ => [Column.PublishedAt]);

        Assert.That(await RepeatAsync(), Is.EqualTo((RecordOutcome.Recorded, 2)));
    }

    [Test]
    public async Task A_repeat_of_a_row_whose_columns_have_other_types_is_a_duplicate()
    {
        await AlterAsync(_ => [], row =>
        {
            foreach (var column in row.OwnColumns().Keys.Where(name => name != Column.PublishedAt))
                row[column] = row[column] is string ? 17.5 : "text";
        });

        Assert.That(await RepeatAsync(), Is.EqualTo((RecordOutcome.Duplicate, 1)));
    }

    [Test]
    public async Task A_repeat_of_a_row_whose_mark_is_no_moment_is_published_again_and_answered()
    {
        await AlterAsync(_ => [], row => row[Column.PublishedAt] = "yesterday");

        Assert.That(await RepeatAsync(), Is.EqualTo((RecordOutcome.Recorded, 2)));
    }

    [Test]
    public async Task A_repeat_of_a_row_that_was_deleted_is_recorded_again()
    {
        await _recorder.OutcomeOfAsync(_failure, CancellationToken.None);
        await Table.DeleteEntityAsync(_failure.Keys.PartitionKey, _failure.Keys.RowKey);

        Assert.That(await RepeatAsync(), Is.EqualTo((RecordOutcome.Recorded, 2)));
        Assert.That(await SharedAzurite.Client.FindAsync(TableNames.Failures, $"PartitionKey eq '{_failure.RecipientKey.PartitionKey}'"), Has.Count.EqualTo(1));
    }

    private async Task AlterAsync(Func<TableEntity, string[]> removed, Action<TableEntity>? change = null)
    {
        await _recorder.OutcomeOfAsync(_failure, CancellationToken.None);
        TableEntity row = await Table.GetEntityAsync<TableEntity>(_failure.Keys.PartitionKey, _failure.Keys.RowKey);
        foreach (var column in removed(row))
            row.Remove(column);
        change?.Invoke(row);
        await Table.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace);
    }

    private async Task<(RecordOutcome Outcome, int Sends)> RepeatAsync() =>
        (await _recorder.OutcomeOfAsync(_failure, CancellationToken.None), _publisher.Invocations.Count);
}
