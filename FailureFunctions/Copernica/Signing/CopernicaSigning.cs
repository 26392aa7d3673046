using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FailureFunctions.Copernica.Signing;

/// <summary>Composes what distinguishes Copernica's requests from others.</summary>
internal static class CopernicaSigning
{
    /// <summary>
    /// Adds <see cref="RequestAuthenticator"/>, <see cref="ReplayWindow{T}"/> and the settings
    /// <see cref="CopernicaOptions"/>, checked at start.
    /// </summary>
    /// <param name="services">The app's services.</param>
    /// <param name="configuration">The app's configuration; its section <c>Copernica</c> is read.</param>
    /// <returns><paramref name="services"/>.</returns>
    public static IServiceCollection AddCopernicaSigning(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IConfigureOptions<CopernicaOptions>>(new CopernicaOptionsReader(configuration));
        services.AddSingleton<IValidateOptions<CopernicaOptions>, CopernicaOptionsValidator>();
        services.AddOptions<CopernicaOptions>().ValidateOnStart();
        services.AddHostedService<SignatureModeWarning>();
        services.TryAddSingleton<IKeyResolver>(provider => new DnsKeyResolver(
            DnsLookups.ServersOf(provider.GetRequiredService<IOptions<CopernicaOptions>>().Value), DnsKeyResolver.DefaultTimeout));
        services.TryAddSingleton(KeysOf);
        services.TryAddSingleton<RequestAuthenticator>();
        services.TryAddSingleton(typeof(ReplayWindow<>));
        services.AddHealthChecks().AddCheck<DnsCheck>(DnsCheck.Name);
        return services;
    }

    private static IPublicKeySource KeysOf(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<CopernicaOptions>>().Value;
        var cached = new CachedKeySource(
            provider.GetRequiredService<IKeyResolver>(), new KeyCacheLimits(),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<CachedKeySource>>());
        return KeyId.TryParse(options.KeyDomain, out var domain)
            ? new TrustedKeySource(options.TrustedKeys, new KeyDomainSource(domain, cached))
            : throw new InvalidOperationException($"Copernica__KeyDomain: \"{options.KeyDomain}\" is not a domain.");
    }
}
