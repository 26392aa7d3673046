using Azure.Core;
using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker.Hosting;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Azure.Functions.Worker.ServiceBus;

/// <summary>Makes a client from the settings that a connection's name stands for.</summary>
internal class ServiceBusClientFactory(IConfiguration configuration)
{
    private const string DefaultName = "ServiceBus";

    /// <exception cref="FunctionWorkerException">The settings are missing or no connection.</exception>
    public virtual ServiceBusClient Create(string function, string? connection, ServiceBusClientOptions options)
    {
        var name = string.IsNullOrEmpty(connection) ? DefaultName : SettingReferences.Resolve(connection, configuration, function);
        string[] candidates = [$"AzureWebJobs{name}", $"ConnectionStrings:AzureWebJobs{name}", name, $"ConnectionStrings:{name}"];
        foreach (var section in candidates.Select(configuration.GetSection))
        {
            if (!string.IsNullOrWhiteSpace(section.Value))
                return FromConnectionString(function, section, options);
            if (section["fullyQualifiedNamespace"] is { Length: > 0 } host)
                return new ServiceBusClient(host, CredentialOf(section), options);
        }

        throw new FunctionWorkerException(
            $"Function '{function}': the setting '{name}' is missing. Set {name} to a Service Bus connection string, or {name}__fullyQualifiedNamespace to the host name of a namespace for an identity.");
    }

    private static ServiceBusClient FromConnectionString(string function, IConfigurationSection section, ServiceBusClientOptions options)
    {
        try
        {
            return new ServiceBusClient(section.Value!, options);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            throw new FunctionWorkerException($"Function '{function}': the setting '{section.Key}' is no Service Bus connection string: {exception.Message}", exception);
        }
    }

    private static TokenCredential CredentialOf(IConfigurationSection section)
    {
        var clientId = section["clientId"];
        if (string.Equals(section["credential"], "managedidentity", StringComparison.OrdinalIgnoreCase))
        {
            return new ManagedIdentityCredential(string.IsNullOrEmpty(clientId)
                ? ManagedIdentityId.SystemAssigned
                : ManagedIdentityId.FromUserAssignedClientId(clientId));
        }

        return new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = clientId });
    }
}
