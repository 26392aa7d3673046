using Azure;
using Azure.Data.Tables;
using FailureFunctions.Classification;
using FailureFunctions.Suppression;
using FailureFunctions.Tables;
using FailureFunctions.Tests.Recording;

namespace FailureFunctions.Tests.Suppression;

[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class SuppressionListTests : IDisposable
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly ListWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Test]
    public async Task An_address_of_which_nothing_is_known_gets_mail_and_has_no_row()
    {
        var entry = await _world.UpdateAsync();

        Assert.That((entry.State.Status, entry.Version, entry.Tag, entry.Key), Is.EqualTo((SuppressionStatus.None, 0, (string?)null, _world.Key)));
        Assert.That(_world.Announced, Is.Empty);
    }

    [Test]
    public async Task A_failure_suppresses_and_is_announced_once_however_often_it_is_recomputed()
    {
        var failure = await _world.FailAsync();

        await _world.UpdateAsync();
        await _world.UpdateAsync();
        var entry = await _world.UpdateAsync();

        Assert.That(entry.State, Is.EqualTo(new SuppressionState
        {
            Status = SuppressionStatus.Suppressed,
            Since = Samples.Now,
            Until = Samples.Now + (7 * Day),
            Reason = Reason.MailboxUnknown,
            Origin = SuppressionOrigin.Failure,
            Evidence = entry.State.Evidence,
        }));
        Assert.That(entry.State.Evidence.Single().EventId, Is.EqualTo(failure.EventId));
        Assert.That((entry.Version, entry.AnnouncedVersion, entry.Recipient), Is.EqualTo((1, 1, _world.Recipient)));
        Assert.That(_world.Announced.Select(announced => (announced.Version, announced.State.Status)), Is.EqualTo([(1, SuppressionStatus.Suppressed)]));
    }

    [Test]
    public async Task Its_end_is_in_the_index_and_holds_before_anybody_swept()
    {
        await _world.FailAsync();
        await _world.UpdateAsync();
        Assert.That((await _world.DueAsync(Samples.Now + (7 * Day) - TimeSpan.FromTicks(1))).Count, Is.Zero);
        Assert.That((await _world.DueAsync(Samples.Now + (7 * Day))).Count, Is.EqualTo(1));

        _world.Time.Advance(7 * Day);

        Assert.That((await _world.FindAsync()).State.Status, Is.EqualTo(SuppressionStatus.Watched));
        Assert.That((await _world.UpdateAsync()).Version, Is.EqualTo(2));
        Assert.That(_world.Announced.Select(announced => announced.State.Status), Is.EqualTo([SuppressionStatus.Suppressed, SuppressionStatus.Watched]));
    }

    [Test]
    public async Task What_the_row_keeps_suppresses_when_the_failures_are_gone()
    {
        await _world.FailAsync();
        await _world.UpdateAsync();
        var failures = SharedAzurite.Client.GetTableClient(TableNames.Failures);
        foreach (var row in await SharedAzurite.Client.FindAsync(TableNames.Failures, $"PartitionKey eq '{_world.Recipient}'"))
            await failures.DeleteEntityAsync(row);

        _world.Time.Advance(7 * Day);
        await _world.FailAsync();

        Assert.That((await _world.UpdateAsync()).State.Until, Is.Null);
    }

    [Test]
    public async Task Evidence_that_changes_no_answer_changes_no_version()
    {
        await _world.FailAsync();
        _world.Time.Advance(7 * Day);
        await _world.FailAsync();
        await _world.UpdateAsync();
        _world.Time.Advance(Day);
        await _world.FailAsync();

        var entry = await _world.UpdateAsync();

        Assert.That((entry.Version, entry.Evidence.Count, _world.Announced.Count), Is.EqualTo((1, 3, 1)));
    }

    [Test]
    public async Task A_release_ends_it_and_stays_when_old_evidence_comes_again()
    {
        await _world.FailAsync();
        await _world.UpdateAsync();

        var outcome = await _world.DecideAsync(DecisionKind.Release);
        var replayed = await _world.UpdateAsync();
        _world.Time.Advance(Day);
        await _world.FailAsync();
        var again = await _world.UpdateAsync();

        Assert.That((outcome.Result, outcome.Entry.State.Status), Is.EqualTo((DecisionResult.Applied, SuppressionStatus.Released)));
        Assert.That((replayed.State.Status, replayed.Version), Is.EqualTo((SuppressionStatus.Released, 2)));
        Assert.That((again.State.Status, again.Version), Is.EqualTo((SuppressionStatus.Suppressed, 3)));
        Assert.That(_world.Announced.Select(announced => announced.Version), Is.EqualTo([1, 2, 3]));
    }

    [TestCase(DecisionKind.Add)]
    [TestCase(DecisionKind.Import)]
    [TestCase(DecisionKind.Release)]
    [TestCase(DecisionKind.Protect)]
    public async Task A_decision_again_changes_nothing(DecisionKind kind)
    {
        var first = await _world.DecideAsync(kind, note: "one");
        _world.Time.Advance(Day);
        var again = await _world.DecideAsync(kind, expectedVersion: 0, note: "two");

        Assert.That((first.Result, again.Result), Is.EqualTo((DecisionResult.Applied, DecisionResult.InForce)));
        Assert.That((again.Entry.Version, again.Entry.Decisions.Single().Note), Is.EqualTo((1, "one")));
        Assert.That((await _world.DueAsync()).Count, Is.Zero);
    }

    [Test]
    public async Task A_decision_on_another_version_than_the_one_seen_is_refused()
    {
        await _world.FailAsync();
        await _world.UpdateAsync();

        var refused = await _world.DecideAsync(DecisionKind.Release, expectedVersion: 0);

        Assert.That((refused.Result, refused.Entry.Version, refused.Entry.State.Status), Is.EqualTo((DecisionResult.OtherVersion, 1, SuppressionStatus.Suppressed)));
        Assert.That((await _world.DecideAsync(DecisionKind.Release, expectedVersion: 1)).Result, Is.EqualTo(DecisionResult.Applied));
    }

    [Test]
    public async Task A_decision_counts_the_failures_whose_message_is_still_to_come()
    {
        await _world.FailAsync();

        var released = await _world.DecideAsync(DecisionKind.Release);

        Assert.That((await _world.UpdateAsync()).State.Status, Is.EqualTo(SuppressionStatus.Released));
        Assert.That((released.Entry.Version, _world.Announced.Count), Is.EqualTo((1, 0)), "nobody was told that it was suppressed");
    }

    [Test]
    public async Task Decisions_and_failures_at_the_same_time_are_all_kept()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async i =>
        {
            await _world.FailAsync();
            await _world.UpdateAsync();
            await _world.DecideAsync(i % 2 == 0 ? DecisionKind.Add : DecisionKind.Import);
        }));

        var entry = await _world.UpdateAsync();
        Assert.That(entry.Decisions.Select(decision => decision.Kind), Is.EquivalentTo([DecisionKind.Add, DecisionKind.Import]));
        Assert.That(entry.Evidence.Count, Is.EqualTo(2), "the first and the last of a probation");
        Assert.That(entry.IsAnnounced, Is.True);
    }

    [Test]
    public async Task A_decision_that_cannot_be_announced_is_stored_and_left_to_the_timer()
    {
        _world.BusIsDown = true;

        var outcome = await _world.DecideAsync(DecisionKind.Add);

        var entry = await _world.FindAsync();
        Assert.That((outcome.Result, entry.State.Status, entry.IsAnnounced), Is.EqualTo((DecisionResult.Applied, SuppressionStatus.Suppressed, false)));
        Assert.That((await _world.DueAsync(Samples.Now + SuppressionList.PendingPause)).Count, Is.EqualTo(1));
    }

    [Test]
    public async Task A_protected_domain_keeps_its_addresses_and_not_those_that_were_added_by_name()
    {
        var domain = $"{Guid.NewGuid():N}.example";
        await _world.FailAsync(recipient: $"one@{domain}");
        var (entry, result) = await _world.Domains.DecideAsync(domain, new DecisionRequest(DecisionKind.Protect, "test"), null, CancellationToken.None);

        var (failed, _) = await _world.List.RecomputeAsync(RecipientKey.Of($"one@{domain}"), CancellationToken.None);
        var named = await _world.List.DecideAsync($"two@{domain}", new DecisionRequest(DecisionKind.Add, "test"), null, CancellationToken.None);
        var unknown = await _world.List.FindAsync(RecipientKey.Of($"three@{domain.ToUpperInvariant()}"), CancellationToken.None);

        Assert.That((result, entry.ProtectedSince, entry.Version), Is.EqualTo((DecisionResult.Applied, Samples.Now, 1)));
        Assert.That(
            (failed.State.Status, named.Entry.State.Status, unknown.State.Status),
            Is.EqualTo((SuppressionStatus.Protected, SuppressionStatus.Suppressed, SuppressionStatus.Protected)));
    }

    [Test]
    public async Task Another_instance_knows_of_a_protected_domain_after_ten_seconds()
    {
        var domain = $"{Guid.NewGuid():N}.example";
        using var other = new ListWorld();
        var key = RecipientKey.Of($"one@{domain}");
        await other.List.FindAsync(key, CancellationToken.None);
        await _world.Domains.DecideAsync(domain, new DecisionRequest(DecisionKind.Protect, "test"), null, CancellationToken.None);

        other.Time.Advance(ProtectedDomains.Fresh);

        Assert.That((await other.List.FindAsync(key, CancellationToken.None)).State.Status, Is.EqualTo(SuppressionStatus.Protected));
    }

    [Test]
    public async Task Many_are_found_in_the_order_given()
    {
        await _world.DecideAsync(DecisionKind.Add);
        RecipientKey[] keys = [.. Enumerable.Range(0, 500).Select(i => RecipientKey.Of($"{i}-{_world.Recipient}"))];

        var found = await _world.List.CheckAsync([.. keys, _world.Key, .. keys], CancellationToken.None);

        Assert.That(found.Select(one => one.Entry!.Key), Is.EqualTo([.. keys, _world.Key, .. keys]));
        Assert.That(found[500].Entry!.State.Status, Is.EqualTo(SuppressionStatus.Suppressed));
    }

    [Test]
    public async Task A_row_that_was_edited_so_that_it_cannot_be_read_is_not_overwritten()
    {
        await _world.DecideAsync(DecisionKind.Add);
        var table = SharedAzurite.Client.GetTableClient(TableNames.Suppressions);
        var row = new TableEntity(_world.Key.PartitionKey, SuppressionColumns.RowKey) { [Column.Decisions] = "[{}]" };
        await table.UpdateEntityAsync(row, ETag.All);

        Assert.That(_world.UpdateAsync, Throws.TypeOf<UnreadableEntryException>().With.Message.Contains("column Decisions"));
        Assert.That((await table.GetEntityAsync<TableEntity>(row.PartitionKey, row.RowKey)).Value[Column.Decisions], Is.EqualTo("[{}]"));
    }

    [Test]
    public async Task A_domain_whose_row_was_edited_concerns_nobody_of_another_domain()
    {
        var domain = $"{Guid.NewGuid():N}.example";
        await _world.Domains.DecideAsync(domain, new DecisionRequest(DecisionKind.Protect, "test"), null, CancellationToken.None);
        await SharedAzurite.Client.GetTableClient(TableNames.Suppressions).UpdateEntityAsync(
            new TableEntity(ProtectedDomains.Partition, domain) { [Column.Decisions] = "[{}]" }, ETag.All);

        var found = await _world.List.CheckAsync([_world.Key, RecipientKey.Of($"one@{domain}")], CancellationToken.None);

        Assert.That(found.Select(one => one.Entry?.State.Status), Is.EqualTo(new SuppressionStatus?[] { SuppressionStatus.None, null }));
        Assert.That(found[1].Fault, Does.Contain("partition ~domains").And.Contain("column Decisions"));
    }
}
