using System.Collections.Concurrent;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using FailureFunctions.Local.FunctionsHost;

namespace FailureFunctions.Local.Run;

/// <summary>A subscriber of the topic: takes every message of the subscription <c>all</c> and shows it on one line.</summary>
internal sealed class FailureWatch : IAsyncDisposable
{
    private readonly ServiceBusClient _client;
    private readonly ServiceBusProcessor _processor;
    private readonly ConcurrentDictionary<string, string> _received = new(StringComparer.Ordinal);

    private FailureWatch(string connection)
    {
        _client = new ServiceBusClient(connection);
        _processor = _client.CreateProcessor("email-failures", "all");
        _processor.ProcessMessageAsync += args =>
        {
            var line = Describe(args.Message);
            _received[args.Message.MessageId ?? ""] = line;
            if (Live)
                Console.WriteLine($"{DateTimeOffset.Now:HH:mm:ss} {line}");
            return Task.CompletedTask;
        };
        _processor.ProcessErrorAsync += args =>
        {
            Console.Error.WriteLine($"The subscriber could not reach the bus and tries again: {args.Exception.Message}");
            return Task.CompletedTask;
        };
    }

    /// <summary>Whether each message is shown when it comes.</summary>
    public bool Live { get; set; }

    public static async Task<FailureWatch> StartAsync(string connection, CancellationToken cancellationToken)
    {
        var watch = new FailureWatch(connection);
        await watch._processor.StartProcessingAsync(cancellationToken);
        return watch;
    }

    /// <summary>What the message of an event said; null when it has not come yet.</summary>
    public string? Received(string eventId) => _received.GetValueOrDefault(eventId);

    public async ValueTask DisposeAsync()
    {
        await _processor.DisposeAsync();
        await _client.DisposeAsync();
    }

    private static string Describe(ServiceBusReceivedMessage message)
    {
        using var body = JsonDocument.Parse(message.Body);
        var recipient = body.RootElement.GetProperty("recipient").GetString();
        if (message.Subject == "email.complaint.received")
            return $"{TerminalText.Line(recipient),-34} complaint";
        var rule = body.RootElement.GetProperty("classification").GetProperty("rule").GetString();
        var properties = message.ApplicationProperties;
        return $"{TerminalText.Line(recipient),-34} {properties["reason"],-18} {properties["severity"],-11} {properties["advice"],-21} {rule}";
    }
}
