using FailureFunctions.Local.ServiceBusEmulator;
using FailureFunctions.Local.ServiceBusEmulator.Configuration;

namespace Azure.Messaging.ServiceBus.Tests.Support;

internal static class Emulator
{
    private const string Configuration = """
        {
          "UserConfig": {
            "Namespaces": [{
              "Name": "sbemulatorns",
              "Queues": [{ "Name": "queue", "Properties": { "LockDuration": "PT1M", "MaxDeliveryCount": 3, "DefaultMessageTimeToLive": "PT1H" } }],
              "Topics": [{
                "Name": "topic",
                "Properties": { "RequiresDuplicateDetection": true, "DuplicateDetectionHistoryTimeWindow": "PT5M", "DefaultMessageTimeToLive": "PT1H" },
                "Subscriptions": [{ "Name": "all", "Properties": { "LockDuration": "PT1M", "MaxDeliveryCount": 3, "DefaultMessageTimeToLive": "PT1H" } }]
              }]
            }],
            "Logging": { "Type": "Console" }
          }
        }
        """;

    public static Task<EmulatorServer> StartAsync(TimeProvider? time = null)
        => EmulatorServer.StartAsync(new EmulatorOptions { Configuration = EmulatorConfiguration.Parse(Configuration), Port = 0 }, time);

    public static ServiceBusClient CreateClient(this EmulatorServer emulator, TimeProvider? time = null)
        => new(ServiceBusConnectionStringProperties.Parse(emulator.ConnectionString), Clients.Options(), time ?? TimeProvider.System);
}
