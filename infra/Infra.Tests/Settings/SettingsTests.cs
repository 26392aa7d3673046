using FailureFunctions.Copernica;
using Microsoft.Extensions.Options;

namespace FailureFunctions.Infra.Tests.Settings;

/// <summary>The template gives the settings that the app reads, all of them and no others, with values that the app takes.</summary>
internal sealed class SettingsTests
{
    private static readonly Dictionary<string, string> None = [];

    [Test]
    public async Task The_template_gives_what_the_app_reads_and_nothing_else()
    {
        var app = await ComposedApp.ComposeAsync(GivenSettings.Of(Templates.Everything));
        var given = Templates.Everything.AppSettings().Keys.Concat(Templates.First.AppSettings().Keys).Concat(Templates.Resilient.AppSettings().Keys)
            .Select(app.SettingOf).ToHashSet(StringComparer.OrdinalIgnoreCase);

        Assert.That(app.Read, Does.Contain("FailureTables__tableServiceUri").And.Contain("Copernica__OwnershipFiles"));
        Assert.That(SettingsComparison.Faults(app.Read, given, KnownSettings.ReadByOthers, KnownSettings.NotGiven), Is.Empty);
    }

    [Test]
    public void The_app_starts_with_the_settings_of_a_first_deployment() =>
        Assert.That(async () => await ComposedApp.ComposeAsync(GivenSettings.Of(Templates.First)), Throws.Nothing);

    [TestCase("FailureTables__tableServiceUri")]
    [TestCase("FailureBus__fullyQualifiedNamespace")]
    [TestCase("Copernica__Accounts")]
    [TestCase("Copernica__Hosts")]
    public void The_app_does_not_start_when_the_template_forgets_one_that_it_needs(string setting)
    {
        var settings = new Dictionary<string, string>(GivenSettings.Of(Templates.First));
        settings.Remove(setting);

        Assert.That(
            async () => await ComposedApp.ComposeAsync(settings),
            Throws.TypeOf<OptionsValidationException>().With.Message.Contains(setting.Split("__")[^1]));
    }

    [Test]
    public void The_options_of_the_deployment_reach_the_app_as_they_were_given()
    {
        var given = GivenSettings.Of(Templates.Everything);
        var options = new CopernicaOptions();
        new FailureFunctions.Configuration.Settings<CopernicaOptions>(
            new Microsoft.Extensions.Configuration.ConfigurationBuilder().Add(new RecordingConfiguration(given)).Build(),
            CopernicaOptions.Section).Configure(options);

        Assert.Multiple(() =>
        {
            Assert.That(options.Accounts, Is.EqualTo(new[] { "account_1234", "environment_5678" }));
            Assert.That(options.Hosts, Is.EqualTo(new[] { "failures.example.com" }));
            Assert.That(options.HostHeader, Is.EqualTo("X-Forwarded-Host"));
            Assert.That(options.MaxClockSkew, Is.EqualTo(TimeSpan.FromMinutes(10)));
            Assert.That(options.NameServers, Is.EqualTo(new[] { "10.0.0.4", "10.0.0.5:5353" }));
            Assert.That(options.OwnershipFiles, Is.EquivalentTo(new Dictionary<string, string>
            {
                ["smtpeter-abcde.txt"] = "1a2b3c",
                ["smtpeter-fghij.txt"] = "4d5e6f",
            }));
        });
    }

    [Test]
    public void Names_of_settings_hold_no_characters_that_Linux_plans_turn_into_underscores() =>
        Assert.That(Templates.Everything.AppSettings().Keys, Has.All.Match("^[A-Za-z0-9_]+$"));

    [Test]
    public void No_setting_is_given_that_Flex_Consumption_does_not_take() =>
        Assert.That(
            Templates.Everything.AppSettings().Keys.Intersect(KnownSettings.NotOnFlexConsumption, StringComparer.OrdinalIgnoreCase), Is.Empty);

    [Test]
    public void The_app_is_composed_in_one_place_that_this_test_calls_too()
    {
        var program = Repository.Read("FailureFunctions", "Program.cs");
        var sources = Directory.EnumerateFiles(Repository.PathOf("FailureFunctions"), "*.cs", SearchOption.AllDirectories);

        Assert.That(program.Split("builder.Configuration").Length - 1, Is.EqualTo(1), "Read settings in AppServices.AddApp, not in Program.cs.");
        Assert.That(sources.Where(file => File.ReadAllText(file).Contains("GetEnvironmentVariable", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void A_setting_that_only_one_side_knows_is_found()
    {
        HashSet<string> read = ["A", "B"];
        HashSet<string> given = ["B", "C"];

        Assert.That(SettingsComparison.Faults(read, given, None, None), Is.EqualTo(new[]
        {
            "A: the app reads it; give it in infra/main.bicep, or say in KnownSettings.NotGiven why not.",
            "C: the template gives it; the app does not read it. Say in KnownSettings.ReadByOthers who does, or take it away.",
        }));
    }

    [Test]
    public void An_exception_that_is_none_any_more_is_found()
    {
        HashSet<string> same = ["A"];

        Assert.That(
            SettingsComparison.Faults(same, same, new Dictionary<string, string> { ["X"] = "gone" }, new Dictionary<string, string> { ["A"] = "given", ["Y"] = "gone" }),
            Has.Count.EqualTo(3));
    }
}
