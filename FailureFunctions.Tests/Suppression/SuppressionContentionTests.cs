using FailureFunctions.Suppression;
using FailureFunctions.Tables;
using Moq;

namespace FailureFunctions.Tests.Suppression;

/// <summary>Many who decide about one address, or ask about many, at the same time.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class SuppressionContentionTests
{
    private static readonly DecisionKind[] Kinds = [DecisionKind.Add, DecisionKind.Release, DecisionKind.Protect, DecisionKind.Unprotect];
    private static readonly SuppressionOrigin[] Origins = Enum.GetValues<SuppressionOrigin>();

    [Test]
    public async Task Who_loses_many_races_is_served_all_the_same()
    {
        var lost = 0;
        var rows = new Mock<ISuppressionRows>();
        rows.Setup(table => table.AddPendingAsync(It.IsAny<RecipientKey>(), It.IsAny<DateTimeOffset>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((RecipientKey recipient, DateTimeOffset _, CancellationToken _) => new DueEntry("due", recipient, Domain: null, Next: null, "1"));
        rows.Setup(table => table.TryWriteAsync(It.IsAny<SuppressionEntry>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((SuppressionEntry entry, CancellationToken _) => lost++ < 25 ? null : entry with { Tag = "1" });
        using var world = new ListWorld(rows: rows.Object);

        Assert.That((await world.DecideAsync(DecisionKind.Add)).Result, Is.EqualTo(DecisionResult.Applied));

        rows.Verify(table => table.AddPendingAsync(It.IsAny<RecipientKey>(), It.IsAny<DateTimeOffset>(), It.IsAny<CancellationToken>()), Times.Once);
    }

    [Test]
    public void Who_loses_for_half_a_minute_is_told_to_come_again()
    {
        using var world = new ListWorld(rows: Mock.Of<ISuppressionRows>());
        world.Time.AutoAdvanceAmount = TimeSpan.FromSeconds(1);

        Assert.That(() => world.DecideAsync(DecisionKind.Add), Throws.InstanceOf<TimeoutException>());
    }

    [TestCase(1, 16)]
    [TestCase(3, 24)]
    public async Task Everybody_who_decides_is_served_and_only_what_is_stored_is_announced(int instances, int decisions)
    {
        ListWorld[] worlds = [.. Enumerable.Range(0, instances).Select(_ => new ListWorld())];
        var recipient = worlds[0].Recipient;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, decisions).Select(i => worlds[i % instances].List.DecideAsync(
            recipient, new DecisionRequest(Kinds[i % Kinds.Length], $"test {i}", Origin: Origins[i / Kinds.Length % Origins.Length]), expectedVersion: null, CancellationToken.None)));

        var entry = await worlds[0].List.FindAsync(RecipientKey.Of(recipient), CancellationToken.None);
        var versions = outcomes.Where(outcome => outcome.Result is DecisionResult.Applied).Select(outcome => outcome.Entry).OrderBy(one => one.Decisions.Count).ToArray();
        Assert.That(versions.Select(one => one.Decisions.Count), Is.EqualTo(Enumerable.Range(1, entry.Decisions.Count)));
        Assert.That(entry.Decisions.Select(decision => decision.At), Is.Ordered.And.Unique);
        Assert.That(entry.State.Status is SuppressionStatus.Suppressed, Is.EqualTo(
            entry.Decisions.Last(decision => decision.Kind is DecisionKind.Add or DecisionKind.Release).Kind is DecisionKind.Add));
        var version = 0;
        var state = SuppressionEntry.Nothing;
        foreach (var one in versions)
        {
            version += (one.State with { Evidence = [] }) == (state with { Evidence = [] }) ? 0 : 1;
            state = one.State;
            Assert.That(one.Version, Is.EqualTo(version));
        }
        Assert.That(entry.Version, Is.EqualTo(version));
        var announced = worlds.SelectMany(world => world.Announced).ToArray();
        Assert.That(announced.Select(SuppressionEvent.IdOf).Distinct(), Is.SubsetOf(versions.Select(SuppressionEvent.IdOf)));
        Assert.That(announced.MaxBy(one => one.Version)!.State.Status is SuppressionStatus.Suppressed, Is.EqualTo(entry.State.Status is SuppressionStatus.Suppressed));
        foreach (var world in worlds)
            world.Dispose();
    }

    [Test]
    public async Task Everybody_who_decides_about_a_domain_is_served()
    {
        ListWorld[] worlds = [new(), new()];
        var domain = $"{Guid.NewGuid():N}.example";

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => worlds[i % 2].Domains.DecideAsync(
            domain, new DecisionRequest(Kinds[2 + (i % 4 / 2)], $"test {i}"), expectedVersion: null, CancellationToken.None)));

        var applied = outcomes.Where(outcome => outcome.Result is DecisionResult.Applied).Select(outcome => outcome.Entry.Version).Order().ToArray();
        Assert.That(applied, Is.EqualTo(Enumerable.Range(1, applied.Length)));
        foreach (var world in worlds)
            world.Dispose();
    }
}
