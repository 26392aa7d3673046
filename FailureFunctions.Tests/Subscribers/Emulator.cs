using System.Text.Json.Nodes;
using FailureFunctions.Local.ServiceBusEmulator;
using FailureFunctions.Local.ServiceBusEmulator.Configuration;

namespace FailureFunctions.Tests.Subscribers;

/// <summary>Emulators with subscriptions of a test's own.</summary>
internal static class Emulator
{
    /// <summary>The configuration of topics with their subscriptions; one without a rule takes everything.</summary>
    public static string Configuration(params (string Topic, (string Name, JsonObject? Rule)[] Subscriptions)[] topics) => new JsonObject
    {
        ["UserConfig"] = new JsonObject
        {
            ["Namespaces"] = new JsonArray(new JsonObject
            {
                ["Name"] = "sbemulatorns",
                ["Topics"] = new JsonArray([.. topics.Select(topic => new JsonObject
                {
                    ["Name"] = topic.Topic,
                    ["Subscriptions"] = new JsonArray([.. topic.Subscriptions.Select(subscription => new JsonObject
                    {
                        ["Name"] = subscription.Name,
                        ["Rules"] = subscription.Rule is { } rule ? new JsonArray(new JsonObject { ["Name"] = "rule", ["Properties"] = rule }) : null,
                    })]),
                })]),
            }),
        },
    }.ToJsonString();

    public static async Task<EmulatorServer> StartAsync(string configuration)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, configuration);
            return await EmulatorServer.StartAsync(new EmulatorOptions { Configuration = EmulatorConfiguration.ReadFile(file), Port = 0 });
        }
        finally
        {
            File.Delete(file);
        }
    }
}
