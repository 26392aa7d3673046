using Azure;
using Azure.Data.Tables;
using FailureFunctions.Classification;
using FailureFunctions.Suppression;
using FailureFunctions.Tables;
using FailureFunctions.Tests.Dependencies;
using Microsoft.Extensions.Options;
using Moq;

namespace FailureFunctions.Tests.Suppression;

/// <summary>What goes through many entries: listing, import, release of an outage's victims, rebuild.</summary>
[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class SuppressionWorkTests : IDisposable
{
    private readonly ListWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Test]
    public async Task An_entry_whose_end_has_passed_is_listed_as_what_it_is_now()
    {
        await _world.FailAsync();
        await _world.UpdateAsync();
        Assert.That(await IsListedAsync(SuppressionStatus.Suppressed), Is.True);
        Assert.That(await IsListedAsync(SuppressionStatus.Watched), Is.False);

        _world.Time.Advance(TimeSpan.FromDays(7));

        Assert.That(await IsListedAsync(SuppressionStatus.Suppressed), Is.False);
        Assert.That(await IsListedAsync(SuppressionStatus.Watched), Is.True);
        Assert.That(await IsListedAsync(SuppressionStatus.Watched, _world.Time.GetUtcNow()), Is.False);
    }

    [Test]
    public async Task An_entry_whose_domain_cannot_be_read_is_listed_as_if_that_were_not_protected()
    {
        var domain = $"{Guid.NewGuid():N}.example";
        var key = RecipientKey.Of("one@" + domain);
        await _world.FailAsync(recipient: key.Value);
        await _world.List.RecomputeAsync(key, CancellationToken.None);
        await SharedAzurite.Client.GetTableClient(TableNames.Suppressions).AddEntityAsync(
            new TableEntity(ProtectedDomains.Partition, domain) { [Column.Decisions] = "[{}]" });
        _world.Time.Advance(ProtectedDomains.Fresh);

        Assert.That(await IsListedAsync(SuppressionStatus.Suppressed, key: key), Is.True);
    }

    [Test]
    public async Task An_import_that_takes_too_long_goes_on_where_it_stopped()
    {
        ImportLine[] lines = [.. Enumerable.Range(2, 70).Select(line => Line(line, $"l{line}.{_world.Recipient}"))];
        var import = new SuppressionImport(_world.List, _world.Time);
        _world.Time.AutoAdvanceAmount = TimeSpan.FromSeconds(1);

        var first = await import.ApplyAsync(lines, from: 1, CancellationToken.None);
        var second = await import.ApplyAsync(lines, first.Next!.Value, CancellationToken.None);
        var again = await import.ApplyAsync(lines[..64], from: 1, CancellationToken.None);

        Assert.That(first, Is.EqualTo(new ImportProgress(Added: 64, Unchanged: 0, Next: 66, Interrupted: false)));
        Assert.That(second, Is.EqualTo(new ImportProgress(Added: 6, Unchanged: 0, Next: null, Interrupted: false)));
        Assert.That(again, Is.EqualTo(new ImportProgress(Added: 0, Unchanged: 64, Next: null, Interrupted: false)));
    }

    [Test]
    public async Task An_import_that_the_tables_interrupt_says_from_which_line_to_send_it_again()
    {
        var rows = new Mock<ISuppressionRows>();
        rows.Setup(table => table.FindAsync(It.IsAny<RecipientKey>(), It.IsAny<CancellationToken>())).ThrowsAsync(new RequestFailedException(503, "busy"));
        using var world = new ListWorld(rows: rows.Object);

        var progress = await new SuppressionImport(world.List, world.Time).ApplyAsync(
            [Line(7, world.Recipient)], from: 1, CancellationToken.None);

        Assert.That(progress, Is.EqualTo(new ImportProgress(Added: 0, Unchanged: 0, Next: 7, Interrupted: true)));
    }

    [Test]
    public async Task An_import_leaves_out_and_names_a_line_whose_row_was_edited()
    {
        await _world.DecideAsync(DecisionKind.Add);
        await SharedAzurite.Client.GetTableClient(TableNames.Suppressions).UpdateEntityAsync(
            new TableEntity(_world.Key.PartitionKey, SuppressionColumns.RowKey) { [Column.Decisions] = "[{}]" }, ETag.All);
        ImportLine[] lines = [Line(2, _world.Recipient), Line(3, $"other.{_world.Recipient}")];

        var progress = await new SuppressionImport(_world.List, _world.Time).ApplyAsync(lines, from: 1, CancellationToken.None);

        Assert.That((progress.Added, progress.Unchanged, progress.Next), Is.EqualTo((1, 0, (int?)null)));
        Assert.That(progress.Unreadable, Is.EqualTo([2]));
    }

    [Test]
    public async Task Only_whom_nothing_but_the_outage_suppresses_is_released()
    {
        var domain = $"{Guid.NewGuid():N}.example";
        var outage = new OutageVictims(domain, Reason.MailboxUnknown, Samples.Now, Samples.Now.AddHours(1));
        await FailAsync("victim@" + domain);
        await FailAsync("disabled@" + domain, Reason.MailboxDisabled);
        await DecideAsync("added@" + domain, DecisionKind.Add);
        await DecideAsync("protected@" + domain, DecisionKind.Protect);
        await FailAsync("victim@other" + domain);
        _world.Time.Advance(TimeSpan.FromHours(2));
        await FailAsync("later@" + domain);
        var release = new BulkRelease(ListingOf(_world), _world.List, Options.Create(new SuppressionOptions()), _world.Time);

        var dry = await release.RunAsync(outage, decision: null, from: null, CancellationToken.None);
        Assert.That((dry.Found.Select(entry => entry.Recipient).Single(), dry.Released, dry.Next), Is.EqualTo(("victim@" + domain, 0, (string?)null)));
        var applied = await release.RunAsync(outage, new DecisionRequest(DecisionKind.Release, "test"), from: null, CancellationToken.None);
        Assert.That((applied.Found.Count, applied.Released), Is.EqualTo((1, 1)));

        Assert.That(await StatusOfAsync("victim@" + domain), Is.EqualTo(SuppressionStatus.Released));
        foreach (var name in new[] { "disabled@" + domain, "added@" + domain, "victim@other" + domain, "later@" + domain })
            Assert.That(await StatusOfAsync(name), Is.EqualTo(SuppressionStatus.Suppressed), name);
        var again = await release.RunAsync(outage, new DecisionRequest(DecisionKind.Release, "test"), from: null, CancellationToken.None);
        Assert.That((again.Found.Count, again.Released), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task A_row_that_was_edited_is_not_released_but_counted()
    {
        var domain = $"{Guid.NewGuid():N}.example";
        await FailAsync("edited@" + domain);
        await FailAsync("victim@" + domain);
        await SharedAzurite.Client.GetTableClient(TableNames.Suppressions).UpdateEntityAsync(
            new TableEntity("edited@" + domain, SuppressionColumns.RowKey) { [Column.Decisions] = "[{}]" }, ETag.All);
        var release = new BulkRelease(ListingOf(_world), _world.List, Options.Create(new SuppressionOptions()), _world.Time);

        var applied = await release.RunAsync(
            new OutageVictims(domain, Reason.MailboxUnknown, Samples.Now, Samples.Now.AddHours(1)), new DecisionRequest(DecisionKind.Release, "test"), from: null, CancellationToken.None);

        Assert.That((applied.Found.Single().Recipient, applied.Released, applied.Unreadable), Is.EqualTo(("victim@" + domain, 1, 1)));
    }

    [Test]
    public async Task Who_has_failed_again_is_not_released_though_the_message_still_waits()
    {
        var domain = $"{Guid.NewGuid():N}.example";
        var outage = new OutageVictims(domain, Reason.MailboxUnknown, Samples.Now, Samples.Now.AddHours(1));
        await FailAsync("waiting@" + domain);
        _world.Time.Advance(TimeSpan.FromHours(2));
        await _world.FailAsync(recipient: "waiting@" + domain);
        var release = new BulkRelease(ListingOf(_world), _world.List, Options.Create(new SuppressionOptions()), _world.Time);

        var applied = await release.RunAsync(outage, new DecisionRequest(DecisionKind.Release, "test"), from: null, CancellationToken.None);

        Assert.That((applied.Found.Count, applied.Released), Is.EqualTo((1, 0)));
        Assert.That(await StatusOfAsync("waiting@" + domain), Is.EqualTo(SuppressionStatus.Suppressed));
    }

    private static ImportLine Line(int line, string recipient) => new(line, recipient, SuppressionOrigin.Import, "test", Note: null);

    private async Task FailAsync(string recipient, Reason reason = Reason.MailboxUnknown)
    {
        await _world.FailAsync(reason, recipient);
        await _world.List.RefreshAsync(RecipientKey.Of(recipient), CancellationToken.None);
    }

    private Task<DecisionOutcome> DecideAsync(string recipient, DecisionKind kind) =>
        _world.List.DecideAsync(recipient, new DecisionRequest(kind, "test"), expectedVersion: null, CancellationToken.None);

    private async Task<SuppressionStatus> StatusOfAsync(string recipient) =>
        (await _world.List.FindAsync(RecipientKey.Of(recipient), CancellationToken.None)).State.Status;

    private async Task<bool> IsListedAsync(SuppressionStatus state, DateTimeOffset? since = null, RecipientKey? key = null)
    {
        var query = new SuppressionQuery { State = state, Since = since, Reason = Reason.MailboxUnknown, Origin = state is SuppressionStatus.Suppressed ? SuppressionOrigin.Failure : null };
        var page = await ListingOf(_world).ListAsync(query with { Limit = SuppressionQuery.Most }, CancellationToken.None);
        Assert.That(page.Next, Is.Null);
        return page.Entries.Any(entry => entry.Key == (key ?? _world.Key));
    }

    private static SuppressionListing ListingOf(ListWorld world) => new(world.Table, world.List, TestCalls.Unlimited, world.Time);
}
