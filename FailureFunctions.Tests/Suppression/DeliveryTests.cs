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

    [TestCase(DecisionKind.Add, false)]
    [TestCase(DecisionKind.Import, false)]
    [TestCase(DecisionKind.Protect, true)]
    [TestCase(DecisionKind.Release, false)]
    public async Task What_somebody_decided_stays(object kind, bool isStored)
    {
        await _world.FailAsync();
        await _world.UpdateAsync();
        var decided = (await _world.DecideAsync((DecisionKind)kind)).Entry;

        Assert.That(await DeliverAsync(_world.Time.GetUtcNow() + Hour), Is.EqualTo(isStored));

        Assert.That((await _world.FindAsync()).State.Status, Is.EqualTo(decided.State.Status));
    }

    [Test]
    public async Task Under_another_suppression_it_ends_strikes_all_the_same()
    {
        await FailAfterAsync(0, Reason.MailboxFull);
        await FailAfterAsync(7, Reason.MailboxFull);
        await FailAfterAsync(3, Reason.MailboxUnknown);

        Assert.That(await DeliverAsync(_world.Time.GetUtcNow() - 24 * Hour), Is.True);

        Assert.That((await FailAfterAsync(11, Reason.MailboxFull)).State.Status, Is.EqualTo(SuppressionStatus.Watched), "the third strike, and the first since");
    }

    // A mailbox that is full every week and emptied every week, for four years, all of whose failures are stored.
    [TestCase(Reason.MailboxFull)]
    [TestCase(Reason.MailboxUnknown)]
    public void However_many_come_what_they_ended_does_not_count_again(object reason)
    {
        var policy = new SuppressionPolicy(new SuppressionOptions());
        var (failures, kept) = (new List<Evidence>(), (IReadOnlyList<Evidence>)[]);
        for (var week = 0; week < 200; week++)
        {
            var monday = _world.Time.GetUtcNow() + TimeSpan.FromDays(7 * week);
            failures.Add(new Evidence { EventId = IdOf(monday), OccurredAt = monday, Kind = EvidenceKind.Failure, Reason = (Reason)reason, Advice = (Reason)reason is Reason.MailboxFull ? Advice.SuppressIfRepeated : Advice.SuppressNow });
            var delivery = new Evidence { EventId = IdOf(monday + Hour), OccurredAt = monday + 24 * Hour, Kind = EvidenceKind.Delivery };
            Assert.That(policy.IsEndedBy(delivery, [.. failures, .. kept], [], monday + 24 * Hour), Is.True);
            kept = policy.Kept([.. failures, .. kept, delivery], []);

            Assert.That(policy.Decide([.. failures, .. kept], [], monday + 25 * Hour).Status, Is.EqualTo(SuppressionStatus.None), $"in week {week}");
            Assert.That(kept, Has.Count.LessThanOrEqualTo(KeptEvidence.Most));
        }
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

    private async Task<SuppressionEntry> FailAfterAsync(int days, Reason reason)
    {
        _world.Time.Advance(TimeSpan.FromDays(days));
        await _world.FailAsync(reason);
        return await _world.UpdateAsync();
    }

    private Task<bool> DeliverAsync(DateTimeOffset at) =>
        _world.List.DeliverAsync(_world.Key, new Evidence { EventId = IdOf(at), OccurredAt = at, Kind = EvidenceKind.Delivery }, CancellationToken.None);

    private EventId IdOf(DateTimeOffset at) => EventId.Of(
        StorageSamples.Account,
        _world.Key,
        Samples.Notification($"id=m1&recipient={_world.Recipient}&time={at.ToUnixTimeSeconds()}"),
        FailureFunctions.Copernica.Notification.NotificationType.Delivery);
}
