using FailureFunctions.Configuration;
using FailureFunctions.Privacy;
using FailureFunctions.Tables;
using Microsoft.Extensions.Configuration;

namespace FailureFunctions.Tests.Privacy;

[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class RetentionSettingsTests
{
    [TestCase("365", 365 * 24)]
    [TestCase("1.00:00:00", 24)]
    [TestCase(" 36500 ", 36_500 * 24)]
    [TestCase("10.12:00:00", 252)]
    public void An_age_is_written_in_days_or_as_a_time_span(string text, int hours) =>
        Assert.That(Read(("Retention:Failures", text)).AgeOf(TableNames.Failures), Is.EqualTo(TimeSpan.FromHours(hours)));

    [TestCase(TableNames.Failures, 1)]
    [TestCase(TableNames.Links, 1)]
    [TestCase(TableNames.Rejected, 2)]
    [TestCase(TableNames.Suppressions, 3)]
    [TestCase(RowSets.Notices, 7)]
    [TestCase(TableNames.Outbox, null)]
    public void A_table_has_the_age_of_its_setting(string table, int? days)
    {
        var options = Read(("Retention:Failures", "1"), ("Retention:RejectedNotifications", "2"), ("Retention:Suppressions", "3"));

        Assert.That(options.AgeOf(table)?.TotalDays, Is.EqualTo(days));
    }

    [Test]
    public void Without_settings_failures_are_kept_for_ever_and_rejected_notifications_for_30_days()
    {
        var options = Read(("Retention:Failures", ""), ("Retention:RejectedNotifications", null));

        Assert.That((options.AgeOf(TableNames.Failures), options.AgeOf(TableNames.Rejected)), Is.EqualTo((null as TimeSpan?, TimeSpan.FromDays(30))));
    }

    [TestCase("7", 7)]
    [TestCase("36500", 36_500)]
    public void A_setting_keeps_rejected_notifications_for_less_or_longer(string text, int days) =>
        Assert.That(Read(("Retention:RejectedNotifications", text)).AgeOf(TableNames.Rejected), Is.EqualTo(TimeSpan.FromDays(days)));

    [TestCase("Retention:Failures", "a year", "Retention__Failures: \"a year\" is not valid; write days, such as 365, or d.hh:mm:ss.")]
    [TestCase("Retention:Failures", "23:59:59", "Retention__Failures: out of bounds; write 1 to 36500 days, such as 365.")]
    [TestCase("Retention:Failures", "-5", "Retention__Failures: out of bounds")]
    [TestCase("Retention:Failures", "36501", "Retention__Failures: out of bounds")]
    [TestCase("Retention:RejectedNotifications", "99999999", "Retention__RejectedNotifications: \"99999999\" is not valid")]
    [TestCase("Retention:FailureOutbox", "30", "Retention__FailureOutbox: unknown; the settings are Retention__Failures and Retention__RejectedNotifications and Retention__Suppressions")]
    [TestCase("Retention", "30", "Retention: not a setting by itself")]
    public void What_is_wrong_is_named_with_its_fix(string name, string text, string expected) =>
        Assert.That(
            Faults((name, text)), Has.One.StartsWith(expected));

    [Test]
    public void All_that_is_wrong_is_named_at_once() =>
        Assert.That(
            Faults(("Retention:Failures", "x"), ("Retention:Rejected", "1")), Has.Exactly(2).Items);

    private static RetentionOptions Read(params (string Name, string? Value)[] settings)
    {
        var options = new RetentionOptions();
        SettingsOf(settings).Configure(options);
        return options;
    }

    private static IEnumerable<string> Faults(params (string Name, string? Value)[] settings) =>
        SettingsOf(settings).Validate(null, Read(settings)).Failures ?? [];

    private static Settings<RetentionOptions> SettingsOf((string Name, string? Value)[] settings) => new(
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Name, setting => setting.Value)).Build(),
        "Retention",
        refuseUnknown: true);
}
