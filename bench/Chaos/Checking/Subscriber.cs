using System.Collections.Concurrent;
using System.Text.Json;
using Azure.Messaging.ServiceBus;

namespace FailureFunctions.Bench.Chaos.Checking;

/// <summary>A subscriber of the topic, as anybody would write one: takes every message, and keeps the first of each MessageId.</summary>
internal sealed class Subscriber : IAsyncDisposable
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PauseAfterError = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<string, ReceivedFailure> _received = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new();
    private readonly ServiceBusClient _client;
    private readonly Task _work;
    private int _deliveries;

    /// <summary>Begins to receive.</summary>
    /// <param name="connection">The connection string of the bus, past all proxies.</param>
    public Subscriber(string connection)
    {
        _client = new ServiceBusClient(connection);
        _work = ReceiveAsync(_client.CreateReceiver("email-failures", "all"));
    }

    /// <summary>The messages so far.</summary>
    public IReadOnlyCollection<ReceivedFailure> Received => [.. _received.Values];

    /// <summary>How many messages came, repeats included.</summary>
    public int Deliveries => Volatile.Read(ref _deliveries);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work;
        await _client.DisposeAsync();
        _stop.Dispose();
    }

    private async Task ReceiveAsync(ServiceBusReceiver receiver)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var messages = await receiver.ReceiveMessagesAsync(100, Wait, _stop.Token);
                foreach (var message in messages)
                    Take(message);
                await Task.WhenAll(messages.Select(message => receiver.CompleteMessageAsync(message, _stop.Token)));
            }
            catch (Exception) when (_stop.IsCancellationRequested)
            {
                // The end.
            }
            catch (Exception e) when (e is ServiceBusException or OperationCanceledException or TimeoutException)
            {
                // The bus is being restarted; what was not completed comes again.
                await Task.Delay(PauseAfterError);
            }
        }
    }

    private void Take(ServiceBusReceivedMessage message)
    {
        Interlocked.Increment(ref _deliveries);
        _received.TryAdd(message.MessageId ?? "", Read(message));
    }

    private static ReceivedFailure Read(ServiceBusReceivedMessage message)
    {
        using var json = JsonDocument.Parse(message.Body);
        var body = json.RootElement;
        var mail = body.GetProperty("mail");
        var isComplaint = body.GetProperty("kind").GetString() == FailureFacts.Complaint;
        var (reply, means) = isComplaint ? (body, body) : (body.GetProperty("reply"), body.GetProperty("classification"));
        return new ReceivedFailure(
            message.MessageId ?? "",
            body.GetProperty("eventId").GetString()!,
            new FailureFacts(
                mail.GetProperty("id").GetString()!,
                body.GetProperty("recipient").GetString()!,
                body.GetProperty("account").GetString()!,
                body.GetProperty("occurredAt").GetDateTimeOffset(),
                isComplaint ? FailureFacts.Complaint : Text(reply, "state") ?? "",
                reply.TryGetProperty("code", out var code) ? code.GetInt32() : null,
                Text(reply, "extended"),
                Text(reply, isComplaint ? "feedbackType" : "description"),
                mail.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()).SingleOrDefault()),
            isComplaint ? FailureFacts.Complaint : $"{Text(means, "reason")} {Text(means, "severity")} {Text(means, "advice")} {Text(means, "rule")}");
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
