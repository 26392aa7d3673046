using Azure;
using FailureFunctions.Suppression;
using FailureFunctions.Tables;
using Moq;

namespace FailureFunctions.Tests.Suppression;

/// <summary>The updater over tables that fail once a run has begun.</summary>
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
}
