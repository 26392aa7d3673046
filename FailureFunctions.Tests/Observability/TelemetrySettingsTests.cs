using FailureFunctions.Configuration;
using FailureFunctions.Observability;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FailureFunctions.Tests.Observability;

[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class TelemetrySettingsTests
{
    private const string Insights = "InstrumentationKey=8a3d1b4e-5c6f-4a7b-8c9d-0e1f2a3b4c5d;IngestionEndpoint=https://example.org/";
    private const string Client = "11111111-2222-3333-4444-555555555555";

    [TestCase(null, null, null, false, false, false)]
    [TestCase("", " ", "", false, false, false)]
    [TestCase(Insights, null, null, true, false, false)]
    [TestCase(Insights, "Authorization=AAD", null, true, true, false)]
    [TestCase(Insights, $"ClientId={Client};Authorization=AAD", null, true, true, false)]
    [TestCase(null, null, "http://localhost:4317", false, false, true)]
    [TestCase(Insights, null, "https://collector.example/otlp", true, false, true)]
    public void Telemetry_goes_where_the_settings_say(
        string? insights, string? authentication, string? otlp, bool toInsights, bool byIdentity, bool toCollector)
    {
        var configuration = Configuration(
            (TelemetrySettings.ApplicationInsights, insights), (TelemetrySettings.Authentication, authentication), (TelemetrySettings.Otlp, otlp));
        var settings = Read(configuration);

        Assert.That(Faults(configuration), Is.Empty);

        Assert.That(settings.ConnectionString is not null, Is.EqualTo(toInsights));
        Assert.That(settings.Credential() is not null, Is.EqualTo(byIdentity));
        Assert.That(settings.OtlpEndpoint is not null, Is.EqualTo(toCollector));
    }

    [TestCase(null, null)]
    [TestCase("http://localhost:4317", LogLevel.Warning)]
    public void Only_without_exporters_is_information_forwarded_to_the_host(string? otlp, LogLevel? least)
    {
        var services = new ServiceCollection();
        services.AddTelemetryExport(Configuration((TelemetrySettings.Otlp, otlp)));
        using var provider = services.AddOptions().BuildServiceProvider();

        var rule = provider.GetRequiredService<IOptions<LoggerFilterOptions>>().Value.Rules
            .SingleOrDefault(rule => rule.ProviderName == TelemetryExport.ForwardsToHost);

        Assert.That((rule?.CategoryName, rule?.LogLevel), Is.EqualTo((least is null ? null : "FailureFunctions", least)));
        Assert.That(typeof(FunctionContext).Assembly.GetType(TelemetryExport.ForwardsToHost), Is.Not.Null);
    }

    [TestCase(TelemetrySettings.ApplicationInsights, "secret")]
    [TestCase(TelemetrySettings.ApplicationInsights, "InstrumentationKey=secret")]
    [TestCase(TelemetrySettings.ApplicationInsights, $"InstrumentationKey={Client};IngestionEndpoint=secret")]
    [TestCase(TelemetrySettings.Authentication, "secret")]
    [TestCase(TelemetrySettings.Authentication, "Authorization=secret")]
    [TestCase(TelemetrySettings.Authentication, "Authorization=AAD;ClientId=secret")]
    [TestCase(TelemetrySettings.Authentication, "Authorization=AAD;Other=secret")]
    [TestCase(TelemetrySettings.Otlp, "secret:4317")]
    [TestCase(TelemetrySettings.Otlp, "ftp://secret")]
    [TestCase("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json")]
    [TestCase("OTEL_EXPORTER_OTLP_HEADERS", "secret")]
    [TestCase("OTEL_EXPORTER_OTLP_HEADERS", "api-key=x,=secret")]
    [TestCase("OTEL_EXPORTER_OTLP_HEADERS", "api-key=x,secret")]
    [TestCase("OTEL_EXPORTER_OTLP_TIMEOUT", "soon")]
    [TestCase("OTEL_EXPORTER_OTLP_TIMEOUT", "0")]
    public void What_cannot_be_used_is_refused_by_name_with_a_hint_and_without_its_secret(string setting, string value)
    {
        var configuration = Configuration((TelemetrySettings.ApplicationInsights, Insights), (setting, value));

        Assert.That(Faults(configuration).Single(), Does.StartWith($"{setting}: ").And.EndsWith(".").And.Not.Contain("secret").And.Not.Contain("\n"));
    }

    [Test]
    public void An_identity_for_nothing_is_refused()
    {
        var faults = Faults(Configuration((TelemetrySettings.Authentication, "Authorization=AAD")));

        Assert.That(faults.Single(), Does.StartWith($"{TelemetrySettings.Authentication}: set without {TelemetrySettings.ApplicationInsights};"));
    }

    [TestCase(null, false)]
    [TestCase("http://localhost:4317", true)]
    public void Exporters_are_added_only_when_there_is_a_place_to_send_to(string? endpoint, bool isExported)
    {
        var services = new ServiceCollection();

        services.AddTelemetryExport(Configuration((TelemetrySettings.Otlp, endpoint)));

        Assert.That(
            services.Any(service => service.ServiceType.FullName!.StartsWith("OpenTelemetry.", StringComparison.Ordinal)), Is.EqualTo(isExported));
    }

    private static TelemetrySettings Read(IConfiguration configuration)
    {
        var options = new TelemetrySettings();
        new Settings<TelemetrySettings>(configuration, "").Configure(options);
        return options;
    }

    private static IEnumerable<string> Faults(IConfiguration configuration) =>
        new Settings<TelemetrySettings>(configuration, "").Validate(null, Read(configuration)).Failures ?? [];

    private static IConfiguration Configuration(params (string Name, string? Value)[] settings)
    {
        var values = new Dictionary<string, string?>();
        foreach (var (name, value) in settings)
            values[name] = value;
        return new ConfigurationBuilder().AddInMemoryCollection(values).Build();
    }
}
