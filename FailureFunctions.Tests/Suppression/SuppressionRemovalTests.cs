using Azure.Data.Tables;
using FailureFunctions.Classification;
using FailureFunctions.Suppression;
using FailureFunctions.Tables;
using Microsoft.Extensions.Options;

namespace FailureFunctions.Tests.Suppression;

[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class SuppressionRemovalTests : IDisposable
{
    private static readonly DateTimeOffset LongAgo = new(2010, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // Long before other tests, whose rows do not expire then.
    private readonly ListWorld _world = new(now: LongAgo);

    public void Dispose() => _world.Dispose();

    [Test]
    public async Task Erasing_a_recipient_removes_its_row_and_its_entries_of_the_index_and_no_others()
    {
        using var other = new ListWorld();
        await other.FailAsync();
        await other.UpdateAsync();
        await _world.FailAsync();
        await _world.UpdateAsync();
        _world.BusIsDown = true;
        await _world.DecideAsync(DecisionKind.Add);

        var removed = await RemovalOf(_world).EraseAsync(_world.Key, null, CancellationToken.None).Select(page => page.Removed).SumAsync();

        Assert.That(removed, Is.EqualTo(3), "the row, its end, and what was not announced");
        Assert.That((await _world.FindAsync()).Tag, Is.Null);
        Assert.That((await _world.DueAsync()).Count, Is.Zero);
        Assert.That(((await other.FindAsync()).State.Status, (await other.DueAsync()).Count), Is.EqualTo((SuppressionStatus.Suppressed, 1)));
    }

    [Test]
    public async Task An_erasure_that_is_continued_goes_on_in_the_index()
    {
        await _world.FailAsync();
        await _world.UpdateAsync();
        _world.Time.Advance(TimeSpan.FromDays(1));
        await _world.FailAsync();
        await _world.UpdateAsync();
        var place = (await SharedAzurite.Client.GetTableClient(TableNames.Suppressions)
            .QueryAsync<TableEntity>($"PartitionKey eq '{SuppressionTable.Index}'", maxPerPage: 1).AsPages().FirstAsync()).ContinuationToken;

        await RemovalOf(_world).EraseAsync(_world.Key, place ?? throw new AssertionException("There is one page."), CancellationToken.None).CountAsync();

        Assert.That((await _world.FindAsync()).Tag, Is.Not.Null);
    }

    [Test]
    public async Task Only_rows_expire_that_say_nothing_any_longer()
    {
        var forgotten = await SuppressAsync("forgotten", Reason.MailboxUnknown);
        var dead = await SuppressAsync("dead", Reason.MailboxUnknown);
        var decided = RecipientKey.Of($"decided-{_world.Recipient}");
        await _world.List.DecideAsync(decided.Value, new DecisionRequest(DecisionKind.Release, "test"), null, CancellationToken.None);
        _world.Time.Advance(TimeSpan.FromDays(8));
        await SuppressAsync("dead", Reason.MailboxUnknown);
        await _world.List.RefreshAsync(forgotten, CancellationToken.None);
        var cutOff = _world.Time.GetUtcNow().AddDays(1);
        Assert.That(await ExpireAsync(), Is.Zero, "it is watched");

        _world.Time.Advance(TimeSpan.FromDays(365));

        Assert.That(await ExpireAsync(), Is.EqualTo(1));
        var left = await _world.List.CheckAsync([forgotten, dead, decided], CancellationToken.None);
        Assert.That(left.Select(one => one.Entry!.Tag is null), Is.EqualTo([true, false, false]));

        async Task<int> ExpireAsync() => await RemovalOf(_world).ExpireAsync(cutOff, null, CancellationToken.None).Select(page => page.Removed).SumAsync();
    }

    private async Task<RecipientKey> SuppressAsync(string name, Reason reason)
    {
        var failure = await _world.FailAsync(reason, $"{name}-{_world.Recipient}");
        await _world.List.RefreshAsync(failure.RecipientKey, CancellationToken.None);
        return failure.RecipientKey;
    }

    private static SuppressionRemoval RemovalOf(ListWorld world) =>
        new(new MaintenanceTables(SharedAzurite.Client), Options.Create(new SuppressionOptions()), world.Time);
}
