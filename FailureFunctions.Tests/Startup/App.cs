using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FailureFunctions.Tests.Startup;

/// <summary>The app's services in a host without the Functions worker.</summary>
internal static class App
{
    /// <param name="settings">Named as environment variables are.</param>
    /// <param name="before">Services that stand before the app's, as the worker's do.</param>
    /// <param name="after">Services that replace the app's.</param>
    /// <param name="log">Gets all that is logged.</param>
    public static IHost Build(
        IReadOnlyDictionary<string, string?> settings, Action<IServiceCollection>? before = null, Action<IServiceCollection>? after = null, RecordedLog? log = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(
            settings.Select(setting => KeyValuePair.Create(setting.Key.Replace("__", ":", StringComparison.Ordinal), setting.Value)));
        if (log is not null)
            builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log);
        before?.Invoke(builder.Services);
        builder.Services.AddApp(builder.Configuration);
        after?.Invoke(builder.Services);
        return builder.Build();
    }
}
