using System.Text.Json;
using System.Text.RegularExpressions;
using FailureFunctions.Local.ServiceBusEmulator.Broker;

namespace FailureFunctions.Local.ServiceBusEmulator.Configuration;

/// <summary>Reads namespaces, queues, topics and subscriptions. Defaults are those of Microsoft's emulator.</summary>
internal sealed partial class ConfigurationReader
{
    private static readonly TimeSpan DefaultTimeToLive = TimeSpan.FromHours(1);
    private static readonly TimeSpan DefaultLockDuration = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestLockDuration = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan DefaultDuplicateWindow = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestDuplicateWindow = TimeSpan.FromDays(7);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3650);
    private readonly List<string> _warnings = [];
    private readonly RuleReader _rules;

    public ConfigurationReader() => _rules = new RuleReader(_warnings);

    public IReadOnlyList<string> Warnings => _warnings;

    public (IReadOnlyList<QueueConfiguration> Queues, IReadOnlyList<TopicConfiguration> Topics) Read(JsonElement element)
    {
        var root = new JsonNodeReader("$", element);
        var user = root.RequiredObject("UserConfig");
        var namespaces = user.Objects("Namespaces");
        if (namespaces.Count != 1)
            throw new ConfigurationException(user.PathOf("Namespaces"), $"exactly one namespace is expected here, not {namespaces.Count}.");

        // Where Microsoft's emulator writes its log; ours writes to the console.
        _ = user.Object("Logging");
        var space = namespaces[0];
        _ = space.Text("Name");
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        List<QueueConfiguration> queues = [.. space.Objects("Queues").Select(node => ReadQueue(node, names))];
        List<TopicConfiguration> topics = [.. space.Objects("Topics").Select(node => ReadTopic(node, names))];
        Note(space, user, root);
        return (queues, topics);
    }

    private QueueConfiguration ReadQueue(JsonNodeReader node, HashSet<string> names)
    {
        var name = ReadName(node, names);
        var properties = node.Object("Properties");
        var settings = ReadSettings(properties) with { DuplicateDetectionWindow = ReadDuplicateWindow(properties) };
        Note(properties, node);
        return new QueueConfiguration(name, settings);
    }

    private TopicConfiguration ReadTopic(JsonNodeReader node, HashSet<string> names)
    {
        var name = ReadName(node, names);
        var properties = node.Object("Properties");
        var timeToLive = ReadTimeToLive(properties);
        var window = ReadDuplicateWindow(properties);
        var subscriptionNames = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        List<SubscriptionConfiguration> subscriptions = [.. node.Objects("Subscriptions").Select(child => ReadSubscription(child, subscriptionNames))];
        Note(properties, node);
        return new TopicConfiguration(name, timeToLive, window, subscriptions);
    }

    private SubscriptionConfiguration ReadSubscription(JsonNodeReader node, HashSet<string> names)
    {
        var name = ReadName(node, names);
        var properties = node.Object("Properties");
        var settings = ReadSettings(properties);
        var rules = _rules.Read(node);
        Note(properties, node);
        return new SubscriptionConfiguration(name, settings, rules);
    }

    private static QueueSettings ReadSettings(JsonNodeReader? properties)
    {
        Refuse(properties, "RequiresSession", properties?.Flag("RequiresSession") == true, "sessions are");
        foreach (var forward in new[] { "ForwardTo", "ForwardDeadLetteredMessagesTo" })
            Refuse(properties, forward, properties?.Text(forward) is { Length: > 0 }, "forwarding is");
        return new QueueSettings
        {
            LockDuration = properties?.Duration("LockDuration", DefaultLockDuration, Shortest, LongestLockDuration) ?? DefaultLockDuration,
            DefaultMessageTimeToLive = ReadTimeToLive(properties),
            MaxDeliveryCount = properties?.Number("MaxDeliveryCount", 3, 1, 2000) ?? 3,
            DeadLetteringOnMessageExpiration = properties?.Flag("DeadLetteringOnMessageExpiration") ?? false,
        };
    }

    private static TimeSpan ReadTimeToLive(JsonNodeReader? properties) =>
        properties?.Duration("DefaultMessageTimeToLive", DefaultTimeToLive, Shortest, Longest) ?? DefaultTimeToLive;

    private static TimeSpan? ReadDuplicateWindow(JsonNodeReader? properties)
    {
        var window = properties?.Duration("DuplicateDetectionHistoryTimeWindow", DefaultDuplicateWindow, Shortest, LongestDuplicateWindow);
        return properties?.Flag("RequiresDuplicateDetection") == true ? window : null;
    }

    /// <summary>What this emulator cannot do is refused when it is asked for: silence would look like success.</summary>
    private static void Refuse(JsonNodeReader? properties, string name, bool asked, string what)
    {
        if (asked)
            throw new ConfigurationException(properties!.PathOf(name), $"{what} not supported by this emulator; take this setting out.");
    }

    private static string ReadName(JsonNodeReader node, HashSet<string> taken)
    {
        var name = node.RequiredText("Name");
        if (!EntityName().IsMatch(name))
            throw new ConfigurationException(node.PathOf("Name"), $"'{name}' is not an entity name: letters, digits, '.', '-', '_' and '/', beginning and ending with a letter or digit.");

        return taken.Add(name) ? name : throw new ConfigurationException(node.PathOf("Name"), $"'{name}' is used twice.");
    }

    private void Note(params JsonNodeReader?[] nodes)
    {
        foreach (var node in nodes)
            _warnings.AddRange(node?.Warnings ?? []);
    }

    [GeneratedRegex(@"\A[A-Za-z0-9]([\w\-./]*[A-Za-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex EntityName();
}
