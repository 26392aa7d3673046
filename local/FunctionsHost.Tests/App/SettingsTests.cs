using FailureFunctions.Local.FunctionsHost.App;
using FunctionsHost.Tests.Support;

namespace FunctionsHost.Tests.App;

internal sealed class SettingsTests
{
    [Test]
    public async Task The_app_sees_its_settings_and_the_later_source_wins()
    {
        using var app = TestApp.Copy(("local.settings.json", """
            {
              // as Core Tools allow
              "IsEncrypted": false,
              "Values": { "FromFile": "file", "InBoth": "file", "HOME": "file", "Number": 5, "AzureWebJobs.Default.Disabled": "true" },
            }
            """));
        await using var host = await RunningHost.StartAsync(new Dictionary<string, string> { ["InBoth"] = "options", ["AzureWebJobs__Nothing__Disabled"] = "1" }, folder: app.Path);

        Assert.That(await SettingAsync("FromFile"), Is.EqualTo("file"));
        Assert.That(await SettingAsync("InBoth"), Is.EqualTo("options"));
        Assert.That(await SettingAsync("Number"), Is.EqualTo("5"));
        Assert.That(await SettingAsync("HOME"), Is.EqualTo(Environment.GetEnvironmentVariable("HOME")));
        Assert.That(await SettingAsync("FUNCTIONS_WORKER_RUNTIME"), Is.EqualTo("dotnet-isolated"));
        Assert.That(await SettingAsync("AZURE_FUNCTIONS_ENVIRONMENT"), Is.EqualTo("Development"));
        Assert.That(await SettingAsync("FUNCTIONS_APPLICATION_DIRECTORY"), Is.EqualTo(app.Path));
        Assert.That(await SettingAsync("DOTNET_STARTUP_HOOKS"), Is.EqualTo("(none)"));
        Assert.That(host.Log, Has.Some.Contains("'Default' is disabled").And.Some.Contains("'Nothing' is disabled"));
        Assert.That((await host.Client.GetAsync("api/Default")).IsSuccessStatusCode, Is.False);

        Task<string> SettingAsync(string name) => host.Client.GetStringAsync($"api/setting?name={name}");
    }

    [TestCase("%SCHEDULE%", "0 * * * * *")]
    [TestCase("0 %Part% * * * *", "0 */5 * * * *")]
    [TestCase("%a:b%", "nested")]
    [TestCase("plain", "plain")]
    public void References_are_resolved(string text, string resolved)
    {
        Assert.That(SomeSettings().Resolve(text), Is.EqualTo(resolved));
    }

    [TestCase("%Missing%", "the setting 'Missing' in '%Missing%' is not set")]
    [TestCase("50%", "'50%' has a single '%'; a setting is written %NAME%")]
    public void A_reference_that_cannot_be_resolved_is_named(string text, string problem)
    {
        Assert.That(() => SomeSettings().Resolve(text), Throws.TypeOf<FormatException>().With.Message.EqualTo(problem));
    }

    private static Settings SomeSettings() => Settings.Merge(
        new Dictionary<string, string> { ["Schedule"] = "0 * * * * *", ["Part"] = "*/5" }, new Dictionary<string, string> { ["a__b"] = "nested" });
}
