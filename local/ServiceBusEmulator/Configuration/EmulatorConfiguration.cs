using System.Text.Json;

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
    /// <param name="path">The file.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="ConfigurationException">The file cannot be read, is no JSON, or asks for something impossible or not supported.</exception>
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
    /// <param name="json">The JSON text.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="ConfigurationException">The text is no JSON, or asks for something impossible or not supported.</exception>
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
            throw new ConfigurationException("$", $"this is no JSON: {exception.Message}");
        }
    }
}
