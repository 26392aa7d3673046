using System.Text.Json;
using System.Text.RegularExpressions;
using FailureFunctions.Local.ServiceBusEmulator.Broker;

namespace FailureFunctions.Local.ServiceBusEmulator.Configuration;

/// <summary>Reads namespaces, queues, topics and subscriptions. Defaults are those of Microsoft's emulator.</summary>
internal static partial class ConfigurationReader
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    public static EmulatorConfiguration Read(JsonElement element)
    {
        var root = new JsonNodeReader("$", element);
        var user = root.RequiredObject("UserConfig");
        var namespaces = user.Objects("Namespaces");
        if (namespaces.Count != 1)
            throw new ConfigurationException(user.PathOf("Namespaces"), $"exactly one namespace is expected here, not {namespaces.Count}.");

        // Where Microsoft's emulator writes its log; ours writes to the console.
        user.Ignore("Logging");
        namespaces[0].Ignore("Name");
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return new EmulatorConfiguration
        {
            Queues = [.. namespaces[0].Objects("Queues").Select(node => ReadQueue(node, names))],
            Topics = [.. namespaces[0].Objects("Topics").Select(node => ReadTopic(node, names))],
            Warnings = [.. root.Warnings],
        };
    }

    private static QueueConfiguration ReadQueue(JsonNodeReader node, HashSet<string> names)
    {
        var properties = node.Object("Properties");
        return new QueueConfiguration(ReadName(node, names), ReadSettings(properties) with { DuplicateDetectionWindow = ReadDuplicateWindow(properties) });
    }

    private static TopicConfiguration ReadTopic(JsonNodeReader node, HashSet<string> names)
    {
        var properties = node.Object("Properties");
        var subscriptions = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return new TopicConfiguration(
            ReadName(node, names),
            ReadTimeToLive(properties),
            ReadDuplicateWindow(properties),
            [.. node.Objects("Subscriptions").Select(child =>
                new SubscriptionConfiguration(ReadName(child, subscriptions), ReadSettings(child.Object("Properties")), RuleReader.Read(child)))]);
    }

    private static QueueSettings ReadSettings(JsonNodeReader properties)
    {
        Refuse(properties, "RequiresSession", properties.Flag("RequiresSession"), "sessions are");
        foreach (var forward in new[] { "ForwardTo", "ForwardDeadLetteredMessagesTo" })
            Refuse(properties, forward, properties.Text(forward) is { Length: > 0 }, "forwarding is");
        return new QueueSettings
        {
            LockDuration = properties.Duration("LockDuration", TimeSpan.FromMinutes(1), Shortest, TimeSpan.FromMinutes(5)),
            DefaultMessageTimeToLive = ReadTimeToLive(properties),
            MaxDeliveryCount = properties.Number("MaxDeliveryCount", 3, 1, 2000),
            DeadLetteringOnMessageExpiration = properties.Flag("DeadLetteringOnMessageExpiration"),
        };
    }

    private static TimeSpan ReadTimeToLive(JsonNodeReader properties) =>
        properties.Duration("DefaultMessageTimeToLive", TimeSpan.FromHours(1), Shortest, TimeSpan.FromDays(3650));

    private static TimeSpan? ReadDuplicateWindow(JsonNodeReader properties)
    {
        var window = properties.Duration("DuplicateDetectionHistoryTimeWindow", TimeSpan.FromSeconds(20), Shortest, TimeSpan.FromDays(7));
        return properties.Flag("RequiresDuplicateDetection") ? window : null;
    }

    /// <summary>What this emulator cannot do is refused when it is asked for: silence would look like success.</summary>
    private static void Refuse(JsonNodeReader properties, string name, bool asked, string what)
    {
        if (asked)
            throw new ConfigurationException(properties.PathOf(name), $"{what} not supported by this emulator; remove this setting.");
    }

    private static string ReadName(JsonNodeReader node, HashSet<string> taken)
    {
        var name = node.RequiredText("Name");
        if (!EntityName().IsMatch(name))
            throw new ConfigurationException(node.PathOf("Name"), $"'{name}' is not an entity name: letters, digits, '.', '-', '_' and '/', beginning and ending with a letter or digit.");

        return taken.Add(name) ? name : throw new ConfigurationException(node.PathOf("Name"), $"'{name}' is used twice.");
    }

    [GeneratedRegex(@"\A[A-Za-z0-9]([\w\-./]*[A-Za-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex EntityName();
}
