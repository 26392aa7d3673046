using FailureFunctions.Dependencies;
using FailureFunctions.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace FailureFunctions.Links;

internal static class LinkServices
{
    public static IServiceCollection AddLinks(this IServiceCollection services) => services
        .AddSingleton(provider => new LinkTable(
            provider.GetRequiredService<BusyTables>().Service, provider.GetRequiredService<DependencyCalls>(), provider.GetRequiredService<TimeProvider>()))
        .AddSingleton(provider => provider.GetRequiredService<LinkTable>().Created)
        .AddSingleton<IFailureLinks>(provider => provider.GetRequiredService<LinkTable>())
        .AddSingleton<FailureSearch>()
        .AddSingleton<LinkRemoval>()
        .AddSingleton<IErasableTable>(provider => provider.GetRequiredService<LinkRemoval>())
        .AddSingleton<IExpiringTable>(provider => provider.GetRequiredService<LinkRemoval>());
}
