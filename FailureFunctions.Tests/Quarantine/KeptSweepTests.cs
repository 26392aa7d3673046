using FailureFunctions.Quarantine;
using FailureFunctions.Receiving;
using Microsoft.Extensions.Time.Testing;
using Moq;

namespace FailureFunctions.Tests.Quarantine;

/// <summary>One call looks through no more than its limits allow, and the next one goes on where it stopped.</summary>
[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class KeptSweepTests
{
    private static readonly DateOnly Day = new(2024, 6, 5);

    private readonly FakeTimeProvider _time = new();
    private readonly Mock<IKeptNotifications> _kept = new();

    public KeptSweepTests() => _kept
        .Setup(kept => kept.OfDayAsync(It.IsAny<DateOnly>(), It.IsAny<string?>(), It.IsAny<CancellationToken>()))
        .Returns((DateOnly day, string? after, CancellationToken _) => RowsAsync(day, after));

    [Test]
    public async Task Parts_of_any_size_follow_each_other_without_gap_or_overlap([Values(1, 2, 3, 8, 9)] int limit)
    {
        var seen = new List<string>();
        KeptId? after = null;
        do
        {
            var sweep = Sweep(limit, after);
            var part = await sweep.RowsAsync(CancellationToken.None).Select(row => row.Id.ToString()).ToListAsync();
            Assert.That(part, Has.Count.InRange(1, limit));
            seen.AddRange(part);
            after = sweep.Next;
        }
        while (after is not null);

        Assert.That(seen, Is.EqualTo(new[]
        {
            "2024-06-05/0", "2024-06-05/1", "2024-06-05/2", "2024-06-05/3", "2024-06-04/0", "2024-06-04/1", "2024-06-04/2", "2024-06-04/3",
        }));
    }

    [Test]
    public async Task A_sweep_ends_when_its_time_is_over_and_takes_one_row_at_least()
    {
        var sweep = Sweep(100, null);
        var taken = 0;
        await foreach (var row in sweep.RowsAsync(CancellationToken.None))
        {
            taken++;
            _time.Advance(ReplayLimits.Run);
        }

        Assert.That((taken, sweep.Next), Is.EqualTo((1, new KeptId(Day, "0"))));
    }

    private KeptSweep Sweep(int limit, KeptId? after) =>
        new(_kept.Object, new KeptRange { From = Day.AddDays(-1), To = Day, Limit = limit, After = after }, _time);

    private static IAsyncEnumerable<KeptNotification> RowsAsync(DateOnly day, string? after) => Enumerable.Range(0, 4).Select(i => $"{i}")
        .Where(key => string.CompareOrdinal(key, after) > 0)
        .Select(key => new KeptNotification { Id = new KeptId(day, key), Version = "1" })
        .ToAsyncEnumerable();
}
