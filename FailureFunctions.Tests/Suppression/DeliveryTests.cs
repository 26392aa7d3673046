using FailureFunctions.Classification;
using FailureFunctions.Recording;
using FailureFunctions.Suppression;
using FailureFunctions.Tests.Recording;

namespace FailureFunctions.Tests.Suppression;

/// <summary>What a delivery changes in the list, over real tables.</summary>
[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class DeliveryTests : IDisposable
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly ListWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Test]
    public async Task It_ends_a_probation_which_is_announced_and_leaves_nothing_in_the_index_but_the_end()
    {
        await _world.FailAsync();
        await _world.UpdateAsync();

        Assert.That(await DeliverAsync(_world.Time.GetUtcNow()), Is.True);

        var entry = await _world.FindAsync();
        Assert.That((entry.State.Status, entry.IsAnnounced), Is.EqualTo((SuppressionStatus.None, true)));
        Assert.That(_world.Announced.Select(one => (one.Version, one.State.Status)), Is.EqualTo([(1, SuppressionStatus.Suppressed), (2, SuppressionStatus.None)]));
        Assert.That((await _world.DueAsync()).Count, Is.EqualTo(1));
    }

    [Test]
    public async Task It_ends_strikes_silently()
    {
        await _world.FailAsync(Reason.MailboxFull);
        Assert.That((await _world.UpdateAsync()).State.Status, Is.EqualTo(SuppressionStatus.Watched));

        Assert.That(await DeliverAsync(_world.Time.GetUtcNow()), Is.True);

        Assert.That((await _world.FindAsync()).State.Status, Is.EqualTo(SuppressionStatus.None));
        Assert.That((_world.Announced, await _world.DueAsync()), Is.EqualTo((Array.Empty<SuppressionEntry>(), Array.Empty<DueEntry>())));
    }

    [Test]
    public async Task A_repeat_or_an_earlier_one_writes_nothing()
    {
        await _world.FailAsync();
        await _world.UpdateAsync();
        Assert.That(await DeliverAsync(_world.Time.GetUtcNow() - Hour), Is.False, "of mail that was sent before");
        Assert.That(await DeliverAsync(_world.Time.GetUtcNow()), Is.True);
        var tag = (await _world.FindAsync()).Tag;

        Assert.That((await DeliverAsync(_world.Time.GetUtcNow()), await DeliverAsync(_world.Time.GetUtcNow() + Hour)), Is.EqualTo((false, false)));

        Assert.That((await _world.FindAsync()).Tag, Is.EqualTo(tag));
    }

    [Test]
    public async Task Of_an_address_without_failures_it_writes_nothing()
    {
        Assert.That(await DeliverAsync(_world.Time.GetUtcNow()), Is.False);

        Assert.That((await _world.FindAsync()).Tag, Is.Null);
    }

    [TestCase(DecisionKind.Add)]
    [TestCase(DecisionKind.Import)]
    [TestCase(DecisionKind.Protect)]
    [TestCase(DecisionKind.Release)]
    public async Task What_somebody_decided_stays(object kind)
    {
        await _world.FailAsync();
        await _world.UpdateAsync();
        var decided = (await _world.DecideAsync((DecisionKind)kind)).Entry;

        Assert.That(await DeliverAsync(_world.Time.GetUtcNow() + Hour), Is.False);

        Assert.That((await _world.FindAsync()).State.Status, Is.EqualTo(decided.State.Status));
    }

    // The failures are all there still.
    [Test]
    public async Task A_recomputation_keeps_it()
    {
        await _world.FailAsync();
        await _world.UpdateAsync();
        await DeliverAsync(_world.Time.GetUtcNow());

        await _world.List.RefreshAsync(_world.Key, CancellationToken.None);
        Assert.That((await _world.FindAsync()).State.Status, Is.EqualTo(SuppressionStatus.None));

        _world.Time.Advance(TimeSpan.FromDays(8));
        await _world.FailAsync();
        Assert.That((await _world.UpdateAsync()).State.Until, Is.EqualTo(_world.Time.GetUtcNow() + TimeSpan.FromDays(7)), "a first failure again");
    }

    [Test]
    public async Task If_it_cannot_be_announced_the_timer_does()
    {
        await _world.FailAsync();
        await _world.UpdateAsync();
        _world.BusIsDown = true;

        Assert.That(await DeliverAsync(_world.Time.GetUtcNow()), Is.True);

        Assert.That((await _world.FindAsync()).IsAnnounced, Is.False);
        Assert.That(await _world.DueAsync(_world.Time.GetUtcNow() + SuppressionList.PendingPause), Is.Not.Empty);
    }

    private Task<bool> DeliverAsync(DateTimeOffset at)
    {
        var facts = Samples.Notification($"id=m1&recipient={_world.Recipient}&time={at.ToUnixTimeSeconds()}");
        var id = EventId.Of(StorageSamples.Account, _world.Key, facts, FailureFunctions.Copernica.Notification.NotificationType.Delivery);
        return _world.List.DeliverAsync(_world.Key, new Evidence { EventId = id, OccurredAt = at, Kind = EvidenceKind.Delivery }, CancellationToken.None);
    }
}
