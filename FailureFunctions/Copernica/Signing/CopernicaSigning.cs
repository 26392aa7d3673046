using FailureFunctions.Configuration;
using FailureFunctions.Observability;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FailureFunctions.Copernica.Signing;

internal static class CopernicaSigning
{
    public static IServiceCollection AddCopernicaSigning(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSettings<CopernicaOptions>(configuration, CopernicaOptions.Section);
        services.AddHostedService<SignatureModeWarning>();
        services.AddSingleton(provider => new DnsLookups(
            provider.GetRequiredService<IOptions<CopernicaOptions>>().Value.NameServers, DnsLookups.DefaultTimeout));
        services.AddSingleton<IKeyResolver, DnsKeyResolver>();
        services.AddSingleton<SigningKeysTable>();
        services.AddSingleton(provider => provider.GetRequiredService<SigningKeysTable>().Created);
        services.AddSingleton<ISharedKeys>(provider => provider.GetRequiredService<SigningKeysTable>());
        services.AddSingleton<KeyCache>();
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<RequestAuthenticator>();
        services.AddSingleton<DnsCheck>();
        services.AddDependencyCheck(DnsCheck.Name, DnsCheck.Limit, provider => provider.GetRequiredService<DnsCheck>().Probes(), DnsCheck.HintOf);
        return services;
    }
}

/// <summary>Warns at start when unsigned notifications, or ones signed with locally trusted keys, are accepted.</summary>
internal sealed partial class SignatureModeWarning(IOptions<CopernicaOptions> options, ILogger<SignatureModeWarning> logger)
    : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Signature == SignatureMode.Optional)
            Log.Optional(logger);
        else if (options.Value.Signature == SignatureMode.Off)
            Log.Off(logger);
        if (options.Value.TrustedKeys.Count > 0)
            Log.TrustedKeys(logger, options.Value.TrustedKeys.Count);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(506, LogLevel.Warning, "Copernica__Signature is Optional: a notification without a signature is accepted. Set it to Required where others can reach this app.")]
        public static partial void Optional(ILogger logger);

        [LoggerMessage(507, LogLevel.Warning, "Copernica__Signature is Off: notifications are accepted from anyone. Set it to Required where others can reach this app.")]
        public static partial void Off(ILogger logger);

        [LoggerMessage(508, LogLevel.Warning, "Copernica__TrustedKeys: {Count} key(s) are trusted without DNS. Meant for tests and local use.")]
        public static partial void TrustedKeys(ILogger logger, int count);
    }
}
