using System.Text.Json;
using FailureFunctions.Local.ServiceBusEmulator.Broker;

namespace FailureFunctions.Local.ServiceBusEmulator.Configuration;

/// <summary>
/// The queues, topics and subscriptions to serve, read from the JSON of Microsoft's Service Bus emulator
/// (<c>UserConfig</c>, <c>Namespaces</c>, …), so that one file serves both.
/// </summary>
/// <seealso href="https://learn.microsoft.com/azure/service-bus-messaging/test-locally-with-service-bus-emulator"/>
public sealed class EmulatorConfiguration
{
    private static readonly JsonDocumentOptions JsonOptions = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private EmulatorConfiguration(IReadOnlyList<QueueConfiguration> queues, IReadOnlyList<TopicConfiguration> topics, IReadOnlyList<string> warnings)
    {
        Queues = queues;
        Topics = topics;
        Warnings = warnings;
    }

    /// <summary>What was read but has no effect, one line each, with its JSON path.</summary>
    public IReadOnlyList<string> Warnings { get; }

    internal IReadOnlyList<QueueConfiguration> Queues { get; }

    internal IReadOnlyList<TopicConfiguration> Topics { get; }

    /// <summary>Reads a configuration file.</summary>
    /// <exception cref="ConfigurationException">The file cannot be read, is not JSON, or asks for something impossible or not supported.</exception>
    public static EmulatorConfiguration ReadFile(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(path, $"the file cannot be read: {exception.Message}");
        }
    }

    /// <summary>Reads a configuration.</summary>
    /// <exception cref="ConfigurationException">The text is not JSON, or asks for something impossible or not supported.</exception>
    public static EmulatorConfiguration Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, JsonOptions);
            var reader = new ConfigurationReader();
            var (queues, topics) = reader.Read(document.RootElement);
            return new EmulatorConfiguration(queues, topics, reader.Warnings);
        }
        catch (JsonException exception)
        {
            throw new ConfigurationException("$", $"this is not JSON: {exception.Message}");
        }
    }
}

internal sealed record QueueConfiguration(string Name, QueueSettings Settings);

internal sealed record SubscriptionConfiguration(string Name, QueueSettings Settings, IReadOnlyList<Rule> Rules);

internal sealed record TopicConfiguration(string Name, TimeSpan DefaultMessageTimeToLive, TimeSpan? DuplicateDetectionWindow, IReadOnlyList<SubscriptionConfiguration> Subscriptions)
{
    public Topic Build(TimeProvider timeProvider) => new(
        Name,
        DefaultMessageTimeToLive,
        DuplicateDetectionWindow,
        [.. Subscriptions.Select(subscription => new Subscription(
            subscription.Name,
            new MessageQueue($"{Name}/Subscriptions/{subscription.Name}", subscription.Settings, timeProvider),
            subscription.Rules))],
        timeProvider);
}

/// <summary>The configuration cannot be used; the message begins with the JSON path of the fault.</summary>
public sealed class ConfigurationException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="path">Where in the JSON the fault lies, for example <c>$.UserConfig.Namespaces[0].Topics[1].Name</c>.</param>
    /// <param name="problem">What is wrong and what to fix.</param>
    public ConfigurationException(string path, string problem)
        : base($"{path}: {problem}") => Path = path;

    /// <summary>Where in the JSON the fault lies.</summary>
    public string Path { get; }
}
