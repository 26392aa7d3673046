using FailureFunctions.Bench.Load.Measuring;

namespace FailureFunctions.Bench.Load.Tests;

[TestFixture]
internal sealed class BacklogTests
{
    [Test]
    public void The_rate_counts_from_the_first_removal_and_what_came_meanwhile()
    {
        // 100 more are queued until the bus is found to be back; the drain starts after 20 s, and 10 come during it.
        var backlog = Of((0, 900), (10, 1000), (20, 1000), (21, 500), (22, 510), (24, 0));
        Assert.That(backlog, Is.EqualTo(new Backlog(1000, TimeSpan.FromSeconds(24), (500 + 510) / 4.0)));
    }

    [Test]
    public void Nothing_queued_is_cleared_at_once()
    {
        Assert.That(Of((0, 0)), Is.EqualTo(new Backlog(0, TimeSpan.Zero, 0)));
    }

    private static Backlog Of(params (double At, int Queued)[] looks) =>
        Backlog.Of([.. looks.Select(look => (TimeSpan.FromSeconds(look.At), look.Queued))]);
}
