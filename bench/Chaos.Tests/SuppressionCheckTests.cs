using FailureFunctions.Bench.Chaos.Checking;

namespace FailureFunctions.Bench.Chaos.Tests;

internal sealed class SuppressionCheckTests
{
    private static readonly DateTimeOffset Day = new(2024, 6, 3, 0, 0, 0, TimeSpan.Zero);

    private static readonly StoredFailure[] Dead = [Row("a", 0), Row("a", 7), Row("b", 0), Row("b", 6.9), Row("c", 0, "never")];
    private static readonly ListedAddress[] List = [new("a", "suppressed", 1, 1), new("b", "none", 0, 0)];
    private static readonly Announcement[] Announced = [new("a", 1, true)];

    [Test]
    public void A_list_that_follows_from_the_rows_has_no_faults() => Assert.That(SuppressionCheck.Compare(Dead, List, Announced), Is.Empty);

    [Test]
    public void What_does_not_follow_is_found()
    {
        Assert.That(SuppressionCheck.Compare(Dead, List[1..], []), Is.EqualTo(["a is not in the suppression list."]));
        Assert.That(SuppressionCheck.Compare(Dead, [List[0] with { State = "none" }, List[1]], []), Is.EqualTo(["a is none in the suppression list instead of suppressed."]));
        Assert.That(SuppressionCheck.Compare(Dead, [List[0], List[1] with { State = "suppressed" }], Announced), Has.Count.EqualTo(2));
        Assert.That(SuppressionCheck.Compare(Dead, [List[0] with { AnnouncedVersion = 0 }, List[1]], Announced), Has.Count.EqualTo(1));
        Assert.That(SuppressionCheck.Compare(Dead, List, []), Has.Count.EqualTo(1));
        Assert.That(SuppressionCheck.Compare(Dead, List, [Announced[0] with { Version = 2 }]), Has.Count.EqualTo(1));
        Assert.That(SuppressionCheck.Compare(Dead, [.. List, new("d", "none", 0, 0)], Announced), Is.EqualTo(["d is in the suppression list and never failed."]));
    }

    [Test]
    public void One_complaint_suppresses() => Assert.That(
        SuppressionCheck.Compare([Dead[0] with { Facts = Dead[0].Facts with { State = FailureFacts.Complaint }, Classification = FailureFacts.Complaint }], List[..1], Announced),
        Is.Empty);

    private static StoredFailure Row(string recipient, double day, string advice = "suppress-now") => new(
        recipient, "", "", new FailureFacts("", recipient, "", Day.AddDays(day), "", null, null, null, null), $"mailbox-unknown permanent {advice} rule", true);
}
