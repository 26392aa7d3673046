using Azure;
using FailureFunctions.Links;
using FailureFunctions.Recording;
using FailureFunctions.Suppression;
using FailureFunctions.Tables;
using Microsoft.Extensions.Time.Testing;
using Moq;

namespace FailureFunctions.Tests.Suppression;

/// <summary>The updater over tables that are slow, or fail once a run has begun.</summary>
internal sealed partial class UpdaterTests
{
    [Test]
    public async Task A_message_is_not_dead_because_the_tables_are_down()
    {
        var rows = new Mock<ISuppressionRows>();
        rows.Setup(table => table.FindAsync(It.IsAny<RecipientKey>(), It.IsAny<CancellationToken>())).ThrowsAsync(new RequestFailedException(503, "busy"));
        using var world = new ListWorld(SharedAzurite.ClientOf(_azurite), rows: rows.Object);
        _notices.Add(await world.FailAsync(), delivery: SuppressionUpdater.LastDelivery + 1);

        await RunAsync(world);

        Assert.That(_notices.DeadLetters, Is.Empty);
        Assert.That(_notices.Waiting, Has.Count.EqualTo(1));
    }

    // The next batch is received before it is known how long this one takes.
    [TestCase(1, new[] { 100, 100, 500, 500 })]
    [TestCase(6, new[] { 100, 100, 100, 100 })]
    public async Task Batches_are_large_only_while_the_tables_are_quick(int seconds, int[] asked)
    {
        var failure = await _world.FailAsync();
        for (var i = 0; i < 250; i++)
            _notices.Add(failure, changesNothing: true);

        await RunAsync(links: new Slow(_world.Time, TimeSpan.FromSeconds(seconds)));

        Assert.That(_notices.Waiting, Is.Empty);
        Assert.That(_notices.Asked.Take(asked.Length), Is.EqualTo(asked));
    }

    /// <summary>An index that takes everything, after a while.</summary>
    private sealed class Slow(FakeTimeProvider time, TimeSpan pause) : IFailureLinks
    {
        public Task<IReadOnlyDictionary<EventId, Exception>> AddAsync(IReadOnlyCollection<FailureLink> links, CancellationToken cancellationToken)
        {
            time.Advance(pause);
            return Task.FromResult<IReadOnlyDictionary<EventId, Exception>>(new Dictionary<EventId, Exception>());
        }
    }
}
