using FailureFunctions.Suppression;
using FailureFunctions.Tests.Suppression.Simulation;

namespace FailureFunctions.Tests.Suppression;

/// <summary>A year of ordinary traffic with the outage of 14 and 15 December 2020 in it.</summary>
internal sealed class GmailOutageTests
{
    [Test]
    public void With_the_default_settings_it_costs_no_valid_address_more_than_the_probation()
    {
        var settings = new SuppressionOptions();
        var year = new SimulatedSender(settings, recovery: null).Run();
        var valid = year.Where(one => one.Address.Fate is Fate.Valid).ToArray();
        var dead = year.Where(one => one.Address.IsDead && one.FirstDeadMail < SimulatedYear.End.AddDays(-21)).ToArray();
        Report(year);

        Assert.Multiple(() =>
        {
            Assert.That(valid.Count(one => one.WasHit), Is.GreaterThanOrEqualTo(SimulatedYear.HitByOutage));
            Assert.That(valid.Count(one => one.WasHit && one.LongestSuppression > TimeSpan.Zero), Is.GreaterThanOrEqualTo(SimulatedYear.HitByOutage));
            Assert.That(valid.Where(one => one.LongestSuppression > settings.Probation || one.LongestSinceFailure > settings.Probation), Is.Empty);
            Assert.That(valid.Where(one => one.IsSuppressedAtTheEnd), Is.Empty);
            Assert.That(dead, Has.Length.GreaterThan(2_000));
            Assert.That(dead.Where(one => !(one.SuppressedForGoodAt - one.FirstDeadMail <= TimeSpan.FromDays(21))), Is.Empty);
        });
    }

    [Test]
    public void Without_probation_a_recovery_by_domain_reason_and_time_frees_exactly_the_valid_ones()
    {
        var settings = new SuppressionOptions { Probation = TimeSpan.Zero };
        var year = new SimulatedSender(settings, recovery: SimulatedYear.Outage[^1].Until.AddDays(1)).Run();
        Report(year);

        Assert.Multiple(() =>
        {
            Assert.That(year.Count(one => one.WasFreed), Is.GreaterThanOrEqualTo(SimulatedYear.HitByOutage));
            Assert.That(year.Where(one => one.WasFreed != one.WasHit), Is.Empty);
            Assert.That(year.Where(one => one.WasFreed && one.IsSuppressedAtTheEnd && one.Address.Fate is Fate.Valid), Is.Empty);
            Assert.That(year.Where(one => one.WasHit && one.IsSuppressedAtTheEnd && !one.Address.IsDead), Is.Empty);
        });
    }

    private static void Report(AddressYear[] year) => TestContext.Out.WriteLine(
        $"{year.Length} addresses, {year.Sum(one => one.Mails)} mails, {year.Sum(one => one.Failures)} failures, "
        + $"{year.Count(one => one.WasHit)} valid addresses hit by the outage, {year.Count(one => one.WasFreed)} freed; "
        + $"longest suppression of a valid address {year.Where(one => one.Address.Fate is Fate.Valid && one.SuppressedForGoodAt is null).Max(one => one.LongestSuppression).TotalDays:0.##} days if it ended; "
        + $"{year.Count(one => one.Address.IsDead && one.SuppressedForGoodAt is not null)} of {year.Count(one => one.FirstDeadMail is not null)} dead ones suppressed for good, "
        + $"slowest {year.Where(one => one.Address.IsDead).Max(one => one.SuppressedForGoodAt - one.FirstDeadMail)?.TotalDays:0.##} days after the first mail.");
}
