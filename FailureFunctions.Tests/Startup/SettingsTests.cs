namespace FailureFunctions.Tests.Startup;

/// <summary>Settings that are missing or wrong stop the app with a line that names each of them.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class SettingsTests
{
    private const string Insights = "InstrumentationKey=8a3d1b4e-5c6f-4a7b-8c9d-0e1f2a3b4c5d";

    [TestCase("FailureTables", null, "FailureTables: missing; set it to a connection string, or set FailureTables__tableServiceUri for an identity.")]
    [TestCase("FailureTables", " ", "FailureTables: missing")]
    [TestCase("FailureTables", "AccountName=secret", "FailureTables: not a valid connection string")]
    [TestCase("FailureTables", "secret", "FailureTables: not a valid connection string")]
    [TestCase("FailureTables", "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=secret?;EndpointSuffix=core.windows.net", "FailureTables: not a valid connection string")]
    [TestCase("FailureTables__tableServiceUri", "https://secret.table.core.windows.net", "FailureTables: set together with FailureTables__tableServiceUri; remove one of them.")]
    [TestCase("FailureBus", null, "FailureBus: missing")]
    [TestCase("FailureBus", "Endpoint=secret", "FailureBus: not a valid connection string")]
    [TestCase("FailureBus", "=x", "FailureBus: not a valid connection string")]
    [TestCase("FailureBus", "x", "FailureBus: not a valid connection string")]
    [TestCase("FailureBus", ";", "FailureBus: not a valid connection string")]
    [TestCase("FailureBus", "EntityPath=secret", "FailureBus: not a valid connection string")]
    [TestCase("FailureBus", "Endpoint=sb://127.0.0.1", "FailureBus: not a valid connection string")]
    [TestCase("FailureBus", "Endpoint=sb://127.0.0.1;SharedAccessKeyName=key;SharedAccessKey=secret;EntityPath=email-failures", "FailureBus: names one topic (EntityPath)")]
    [TestCase("FailureBus__fullyQualifiedNamespace", "secret.servicebus.windows.net", "FailureBus: set together with FailureBus__fullyQualifiedNamespace")]
    [TestCase("FailureBus__credential", "secret", "FailureBus__credential: unknown")]
    [TestCase("FailureTables__clientId", "secret", "FailureTables__clientId: not a client id")]
    [TestCase("APPLICATIONINSIGHTS_CONNECTION_STRING", "IngestionEndpoint=https://example.org", "APPLICATIONINSIGHTS_CONNECTION_STRING: not a valid connection string")]
    [TestCase("APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "Authorization=AAD", "APPLICATIONINSIGHTS_AUTHENTICATION_STRING: set without APPLICATIONINSIGHTS_CONNECTION_STRING")]
    [TestCase("OTEL_EXPORTER_OTLP_ENDPOINT", "localhost:4317", "OTEL_EXPORTER_OTLP_ENDPOINT: not a URL")]
    [TestCase("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json", "OTEL_EXPORTER_OTLP_PROTOCOL: unknown; write grpc or http/protobuf.")]
    [TestCase("OTEL_EXPORTER_OTLP_TIMEOUT", "soon", "OTEL_EXPORTER_OTLP_TIMEOUT: \"soon\" is not valid; write milliseconds")]
    [TestCase("OTEL_EXPORTER_OTLP_HEADERS", "secret", "OTEL_EXPORTER_OTLP_HEADERS: ")]
    [TestCase("Copernica__Accounts", null, "Copernica__Accounts: missing")]
    [TestCase("Copernica__Accounts", "1234", "Copernica__Accounts: \"1234\" is not an account")]
    [TestCase("Copernica__Hosts", " ", "Copernica__Hosts: missing")]
    [TestCase("Copernica__Signature", "maybe", "Copernica__Signature: \"maybe\" is not valid; write Required, Optional or Off.")]
    [TestCase("Copernica__MaxClockSkew", "five", "Copernica__MaxClockSkew: \"five\" is not valid; write hh:mm:ss")]
    [TestCase("Copernica__TrustedKeys__0", "name=secret", "Copernica__TrustedKeys__name")]
    [TestCase("Copernica__OwnershipFiles__0", "../x.txt=secret", "Copernica__OwnershipFiles__../x.txt")]
    [TestCase("Retention__Failures", "soon", "Retention__Failures: \"soon\" is not valid")]
    [TestCase("Logging__LogLevel__Default", "nonsense", "Logging__LogLevel__Default: \"nonsense\" is not a log level; write Trace, Debug")]
    [TestCase("Retention__Outbox", "30", "Retention__Outbox: unknown")]
    [TestCase("Recording__SweepInterval", "soon", "Recording__SweepInterval: \"soon\" is not valid; write days, such as 1, or d.hh:mm:ss.")]
    [TestCase("Recording__SweepInterval", "00:59:59", "Recording__SweepInterval: out of bounds; write 01:00:00 (an hour) to 30 (days).")]
    [TestCase("Recording__Sweep", "1", "Recording__Sweep: unknown")]
    public async Task A_wrong_setting_is_named_and_the_app_does_not_start(string setting, string? value, string expected)
    {
        var settings = WorkerProcess.Settings;
        settings[setting] = value;

        var (exitCode, errors) = await WorkerProcess.RunToEndAsync(settings);

        Assert.That(exitCode, Is.EqualTo(1), string.Join('\n', errors));
        Assert.That(errors, Has.All.StartsWith("Setting ").And.None.Contains("secret"));
        Assert.That(errors, Has.Some.StartsWith($"Setting {expected}"));
    }

    [TestCase("FailureTables", "FailureTables__tableServiceUri", "account.table.core.windows.net")]
    [TestCase("FailureTables", "FailureTables__tableServiceUri", "http://account.table.core.windows.net")]
    [TestCase("FailureTables", "FailureTables__tableServiceUri", "https://account.table.core.windows.net/?sig=secret")]
    [TestCase("FailureTables", "FailureTables__tableServiceUri", "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=secret")]
    [TestCase("FailureBus", "FailureBus__fullyQualifiedNamespace", "my bus")]
    [TestCase("FailureBus", "FailureBus__fullyQualifiedNamespace", "Endpoint=sb://127.0.0.1;SharedAccessKeyName=key;SharedAccessKey=secret")]
    public async Task An_address_that_cannot_be_used_is_named(string connection, string setting, string value)
    {
        var settings = WorkerProcess.Settings;
        settings[connection] = null;
        settings[setting] = value;

        var (exitCode, errors) = await WorkerProcess.RunToEndAsync(settings);

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(errors, Has.Count.EqualTo(1));
        Assert.That(errors[0], Does.StartWith($"Setting {setting}: not ").And.Contain("such as").And.Not.Contain("secret"));
    }

    [Test]
    public async Task One_start_names_all_settings_that_are_wrong()
    {
        var settings = WorkerProcess.Settings;
        settings["Copernica__Accounts"] = null;
        settings["Copernica__MaxClockSkew"] = "2.00:00:00";
        settings["FailureTables"] = "AccountKey=secret";
        settings["FailureBus"] = "EntityPath=secret";
        settings["FailureBus__credential"] = "secret";
        settings["FailureTables__clientId"] = "secret";
        settings["Retention__Failures"] = "0";
        settings["Retention__Outbox"] = "1";
        settings["APPLICATIONINSIGHTS_CONNECTION_STRING"] = "secret";
        settings["OTEL_EXPORTER_OTLP_ENDPOINT"] = "secret";
        settings["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"] = $"{Insights}secret";

        var (exitCode, errors) = await WorkerProcess.RunToEndAsync(settings);

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(errors.Select(line => line.Split(' ', ':')[1]), Is.EquivalentTo(new[]
        {
            "Copernica__Accounts", "Copernica__MaxClockSkew", "FailureTables", "FailureTables__clientId", "FailureBus", "FailureBus__credential", "Retention__Failures",
            "Retention__Outbox", "APPLICATIONINSIGHTS_CONNECTION_STRING", "OTEL_EXPORTER_OTLP_ENDPOINT", "APPLICATIONINSIGHTS_AUTHENTICATION_STRING",
        }));
        Assert.That(errors, Has.All.StartsWith("Setting ").And.All.EndsWith(".").And.None.Contains("secret"));
    }
}
