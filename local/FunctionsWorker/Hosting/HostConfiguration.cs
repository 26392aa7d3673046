using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Azure.Functions.Worker.Hosting;

/// <summary>The settings below those that every .NET host reads.</summary>
internal static class HostConfiguration
{
    public static ConfigurationManager Create()
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            // What `func start` sets when nothing else does.
            [HostDefaults.EnvironmentKey] = Environments.Development,
            // Nobody edits settings under a running function app; each watcher would cost the system a handle.
            ["hostBuilder:reloadConfigOnChange"] = "false",
        });
        configuration.AddEnvironmentVariables("AZURE_FUNCTIONS_");
        return configuration;
    }
}
