using FailureFunctions.Links;
using FailureFunctions.Recording;
using FailureFunctions.Suppression;
using FailureFunctions.Tables;
using FailureFunctions.Tests.Recording;
using Moq;

namespace FailureFunctions.Tests.Suppression;

/// <summary>What a run remembers of the batches before.</summary>
internal sealed partial class UpdaterTests
{
    [Test]
    public async Task An_address_is_read_once_for_all_its_failures_that_are_stored()
    {
        var rows = new Mock<ISuppressionRows>();
        rows.Setup(table => table.TryWriteAsync(It.IsAny<SuppressionEntry>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((SuppressionEntry entry, CancellationToken _) => entry with { Tag = "1" });
        using var world = new ListWorld(SharedAzurite.ClientOf(_azurite), rows: rows.Object);
        for (var i = 0; i < SuppressionUpdater.Batch + 1; i++)
            _notices.Add(await world.FailAsync());

        await RunAsync(world);

        Assert.That(_notices.Waiting, Is.Empty);
        rows.Verify(table => table.FindAsync(world.Key, It.IsAny<CancellationToken>()), Times.Once);
    }

    [Test]
    public async Task A_failure_that_is_stored_after_its_address_was_read_counts_in_the_same_run()
    {
        _notices.Add(await _world.FailAsync());
        // The third batch is received before the second, during which the failure comes, is worked on.
        for (var i = 0; i < SuppressionUpdater.Batch * 3 - 1; i++)
            _notices.Add(StorageSamples.FailureOf(_world.Recipient), changesNothing: true);
        _world.Time.Advance(8 * Day);

        await RunAsync(links: new Meanwhile(async () => _notices.Add(await _world.FailAsync())));

        Assert.That(_notices.Waiting, Is.Empty);
        Assert.That((await _world.FindAsync()).State, Has.Property("Status").EqualTo(SuppressionStatus.Suppressed).And.Property("Until").Null);
    }

    [Test]
    public async Task A_failure_that_was_removed_and_is_recorded_again_counts_in_the_same_run()
    {
        var failure = await _world.FailAsync();
        _notices.Add(failure);
        for (var i = 0; i < SuppressionUpdater.Batch * 3 - 1; i++)
            _notices.Add(StorageSamples.FailureOf(_world.Recipient), changesNothing: true);

        await RunAsync(links: new Meanwhile(async () =>
        {
            var tables = SharedAzurite.ClientOf(_azurite);
            await tables.GetTableClient(TableNames.Failures).DeleteEntityAsync(failure.Keys.PartitionKey, failure.Keys.RowKey);
            await tables.GetTableClient(TableNames.Suppressions).DeleteEntityAsync(_world.Key.PartitionKey, SuppressionColumns.RowKey);
            var again = failure with { ReceivedAt = failure.ReceivedAt.AddSeconds(5) };
            await _world.Failures.AddAsync(again, CancellationToken.None);
            _notices.Add(again);
        }));

        Assert.That(_notices.Waiting, Is.Empty);
        Assert.That((await _world.FindAsync()).State.Status, Is.EqualTo(SuppressionStatus.Suppressed));
    }

    [Test]
    public async Task An_address_that_cannot_be_processed_does_not_end_a_run_that_has_read_most_others()
    {
        await _world.DecideAsync(DecisionKind.Add);
        await BreakRowAsync();
        var read = await _world.FailAsync(recipient: $"read-{_world.Recipient}");
        for (var i = 0; i < SuppressionUpdater.Batch * 2 - 1; i++)
            _notices.Add(read);
        _notices.Add(await _world.FailAsync());
        _notices.Add(await _world.FailAsync(recipient: $"later-{_world.Recipient}"));

        await RunAsync();

        Assert.That(_notices.Waiting.Select(notice => notice.Recipient), Is.EqualTo([_world.Key]));
    }

    /// <summary>An index that takes everything; something happens during the second batch.</summary>
    private sealed class Meanwhile(Func<Task> happensAsync) : IFailureLinks
    {
        private int _batches;

        public async Task<IReadOnlyDictionary<EventId, Exception>> AddAsync(IReadOnlyCollection<FailureLink> links, CancellationToken cancellationToken)
        {
            if (++_batches == 2)
                await happensAsync();
            return new Dictionary<EventId, Exception>();
        }
    }
}
