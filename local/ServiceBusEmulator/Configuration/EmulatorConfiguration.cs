using System.Text.Json;
using FailureFunctions.Local.ServiceBusEmulator.Broker;
using FailureFunctions.Local.ServiceBusEmulator.Filters;

namespace FailureFunctions.Local.ServiceBusEmulator.Configuration;

/// <summary>
/// The queues, topics and subscriptions to serve, read from the JSON of Microsoft's Service Bus emulator
/// (learn.microsoft.com, "Test locally with the Service Bus emulator"), so that one file serves both.
/// </summary>
public sealed class EmulatorConfiguration
{
    private static readonly JsonDocumentOptions JsonOptions = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    internal IReadOnlyList<QueueConfiguration> Queues { get; init; } = [];

    internal IReadOnlyList<TopicConfiguration> Topics { get; init; } = [];

    /// <summary>What was read but has no effect, one line each, with its JSON path.</summary>
    internal IReadOnlyList<string> Warnings { get; init; } = [];

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

    internal IEnumerable<ISendTarget> Build(TimeProvider timeProvider) =>
    [
        .. Queues.Select(queue => new MessageQueue(queue.Name, queue.Settings, timeProvider)),
        .. Topics.Select(topic => topic.Build(timeProvider)),
    ];

    internal static EmulatorConfiguration Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, JsonOptions);
            return ConfigurationReader.Read(document.RootElement);
        }
        catch (JsonException exception)
        {
            throw new ConfigurationException("$", $"this is not JSON: {exception.Message}");
        }
    }
}

internal sealed record QueueConfiguration(string Name, QueueSettings Settings);

internal sealed record SubscriptionConfiguration(string Name, QueueSettings Settings, IReadOnlyList<IMessageFilter> Filters);

internal sealed record TopicConfiguration(string Name, TimeSpan DefaultMessageTimeToLive, TimeSpan? DuplicateDetectionWindow, IReadOnlyList<SubscriptionConfiguration> Subscriptions)
{
    public Topic Build(TimeProvider timeProvider) => new(
        Name,
        DefaultMessageTimeToLive,
        DuplicateDetectionWindow,
        [.. Subscriptions.Select(subscription => new Subscription(
            subscription.Name,
            new MessageQueue($"{Name}/Subscriptions/{subscription.Name}", subscription.Settings, timeProvider),
            subscription.Filters))],
        timeProvider);
}

/// <summary>The configuration cannot be used; the message begins with the JSON path of the fault.</summary>
public sealed class ConfigurationException : Exception
{
    internal ConfigurationException(string path, string problem)
        : base($"{path}: {problem}")
    {
    }
}
