using FailureFunctions.Configuration;
using FailureFunctions.Observability;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace FailureFunctions.Copernica.Signing;

internal static class CopernicaSigning
{
    /// <summary>
    /// Adds <see cref="RequestAuthenticator"/>, the DNS health check and
    /// <see cref="CopernicaOptions"/> from the section <c>Copernica</c>, validated at start.
    /// </summary>
    public static IServiceCollection AddCopernicaSigning(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSettings<CopernicaOptions>(configuration, CopernicaOptions.Section);
        services.AddHostedService<SignatureModeWarning>();
        services.AddSingleton(provider => new DnsLookups(
            provider.GetRequiredService<IOptions<CopernicaOptions>>().Value.NameServers, DnsLookups.DefaultTimeout));
        services.AddSingleton<IKeyResolver, DnsKeyResolver>();
        services.TryAddSingleton<KeyCache>();
        services.TryAddSingleton<SigningKeys>();
        services.TryAddSingleton<RequestAuthenticator>();
        services.AddSingleton<DnsCheck>();
        services.AddDependencyCheck(DnsCheck.Name, DnsCheck.Limit, provider => provider.GetRequiredService<DnsCheck>().Probes(), DnsCheck.HintOf);
        return services;
    }
}
