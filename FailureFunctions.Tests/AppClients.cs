using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using FailureFunctions.Dependencies;
using FailureFunctions.Tables;

namespace FailureFunctions.Tests;

/// <summary>Clients with the retries that the app gives them.</summary>
internal static class AppClients
{
    public static TableServiceClient Tables(string connectionString)
    {
        var options = new TableClientOptions();
        FailureTables.KeepShort(options);
        return new TableServiceClient(connectionString, options);
    }

    public static ServiceBusClient Bus(string connectionString)
    {
        var options = new ServiceBusClientOptions();
        FailureBus.KeepShort(options);
        return new ServiceBusClient(connectionString, options);
    }
}
