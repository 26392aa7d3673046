namespace FailureFunctions.Tests.EndToEnd;

/// <summary>A setting that is missing or wrong stops the app with a line that names it.</summary>
internal sealed class SettingsTests
{
    [TestCase("FailureTables", null, "FailureTables: missing")]
    [TestCase("FailureTables", "AccountName=x", "FailureTables: not a valid connection string")]
    [TestCase("FailureTables__tableServiceUri", "https://account.table.core.windows.net", "FailureTables: set together with FailureTables__tableServiceUri")]
    [TestCase("FailureBus", null, "FailureBus: missing")]
    [TestCase("FailureBus", "Endpoint=nonsense", "FailureBus: not a valid connection string")]
    [TestCase("APPLICATIONINSIGHTS_CONNECTION_STRING", "IngestionEndpoint=https://example.org", "APPLICATIONINSIGHTS_CONNECTION_STRING: not a valid connection string")]
    [TestCase("APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "Authorization=AAD", "APPLICATIONINSIGHTS_AUTHENTICATION_STRING: set without APPLICATIONINSIGHTS_CONNECTION_STRING")]
    [TestCase("OTEL_EXPORTER_OTLP_ENDPOINT", "localhost:4317", "OTEL_EXPORTER_OTLP_ENDPOINT: no URL")]
    [TestCase("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json", "OTEL_EXPORTER_OTLP_PROTOCOL: \"http/json\" is unknown")]
    [TestCase("Copernica__Accounts", null, "Copernica__Accounts: missing")]
    [TestCase("Copernica__Accounts", "1234", "Copernica__Accounts: \"1234\" is no account")]
    [TestCase("Copernica__Hosts", null, "Copernica__Hosts: missing")]
    [TestCase("Copernica__Signature", "maybe", "Copernica__Signature: \"maybe\" is unknown")]
    [TestCase("Copernica__MaxClockSkew", "five", "Copernica__MaxClockSkew: \"five\" is no time span")]
    [TestCase("Copernica__TrustedKeys__0", "name=no key", "Copernica__TrustedKeys__name")]
    [TestCase("Copernica__OwnershipFiles__0", "../x.txt=1", "Copernica__OwnershipFiles__../x.txt")]
    [TestCase("Retention__Failures", "soon", "Retention__Failures: \"soon\" is no age")]
    [TestCase("Retention__Outbox", "30", "Retention__Outbox: unknown")]
    public async Task A_setting_that_is_missing_or_wrong_is_named_and_the_app_does_not_start(string setting, string? value, string expected)
    {
        var settings = World.Settings("localhost:7071");
        settings[setting] = value;

        var (exitCode, log) = await AppProcess.RunToEndAsync(settings);

        Assert.That(exitCode, Is.EqualTo(1), log);
        Assert.That(log, Does.StartWith($"Setting {expected}"));
        Assert.That(log.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.All.StartsWith("Setting "));
    }

    [Test]
    public async Task One_start_names_all_settings_of_Copernica_that_are_wrong()
    {
        var settings = World.Settings("");
        settings["Copernica__Accounts"] = null;
        settings["Copernica__MaxClockSkew"] = "2.00:00:00";

        var (exitCode, log) = await AppProcess.RunToEndAsync(settings);

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(log, Does.Contain("Setting Copernica__Accounts:").And.Contain("Setting Copernica__Hosts:").And.Contain("Setting Copernica__MaxClockSkew:"));
    }
}
