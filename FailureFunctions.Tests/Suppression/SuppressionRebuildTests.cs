using FailureFunctions.Classification;
using FailureFunctions.Links;
using FailureFunctions.Local.NodeTools;
using FailureFunctions.Recording;
using FailureFunctions.Suppression;
using FailureFunctions.Tables;
using FailureFunctions.Tests.Dependencies;
using FailureFunctions.Tests.Recording;

namespace FailureFunctions.Tests.Suppression;

/// <summary>On tables of its own, since it goes through all of them.</summary>
[TestFixture]
internal sealed class SuppressionRebuildTests
{
    [Test]
    public async Task A_corrected_rule_frees_an_address_step_by_step()
    {
        await using var azurite = await AzuriteServer.StartAsync(new AzuriteOptions(), CancellationToken.None);
        var service = SharedAzurite.ClientOf(azurite);
        using var world = new ListWorld(service);
        // The former rule took the reply for a dead mailbox; by the rules of today it says nothing against the address.
        var failure = await world.FailAsync();
        await world.Failures.MarkPublishedAsync(failure.Keys, (await world.Failures.ReadAsync(failure.Keys, CancellationToken.None))!.Stored.Version, CancellationToken.None);
        await world.UpdateAsync();
        Assert.That((await world.FindAsync()).State.Status, Is.EqualTo(SuppressionStatus.Suppressed));
        var rebuild = new SuppressionRebuild(new Reclassification(world.Failures, new ReplyClassifier()), world.Links, world.Table, world.List, TestCalls.Unlimited, world.Time);

        // Each look at the clock takes 15 seconds, so that a step ends after its first page.
        world.Time.AutoAdvanceAmount = TimeSpan.FromSeconds(15);
        var first = await rebuild.RunAsync(from: null, CancellationToken.None);
        Assert.That((first.Reclassified, first.Linked, first.Recomputed, first.Interrupted, first.Next), Is.EqualTo((1, 1, 1, false, "entries")));
        var second = await rebuild.RunAsync(first.Next, CancellationToken.None);
        Assert.That((second.Reclassified, second.Recomputed, second.Next), Is.EqualTo((0, 1, (string?)null)));

        var found = await new FailureSearch(world.Links, world.Failures, TestCalls.Unlimited).OfMessageAsync(failure.MessageId, null, 1, CancellationToken.None);
        Assert.That(found.Failures.Single().EventId, Is.EqualTo(failure.EventId));
        Assert.That((await world.FindAsync()).State.Status, Is.Not.EqualTo(SuppressionStatus.Suppressed));
        Assert.That(world.Announced.Select(entry => entry.Version), Is.EqualTo([1, 2]));
        var row = (await service.FindAsync(TableNames.Failures, $"PartitionKey eq '{world.Recipient}'")).Single();
        Assert.That(row[Column.PublishedAt], Is.Not.Null);
    }
}
