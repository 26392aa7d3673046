using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using FailureFunctions.Recording;

namespace FailureFunctions.Tests.EndToEnd;

/// <summary>Receives what comes on a subscription, and keeps it by arrival.</summary>
internal sealed class Subscriber : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly ServiceBusClient _client;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<ServiceBusReceivedMessage> _received = new();
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly Task _work;

    public Subscriber(string connectionString, string subscription, string topic = FailureEvent.Topic)
    {
        _client = new ServiceBusClient(connectionString);
        _work = ReceiveAsync(_client.CreateReceiver(topic, subscription));
    }

    public IReadOnlyCollection<ServiceBusReceivedMessage> Received => _received;

    /// <summary>Waits until a message has come. All that was published before it has then come too.</summary>
    public async Task<ServiceBusReceivedMessage> WaitForAsync(string messageId)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            if (_received.FirstOrDefault(message => message.MessageId == messageId) is { } found)
                return found;
            await _arrived.WaitAsync(limit.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work;
        await _client.DisposeAsync();
        _arrived.Dispose();
        _stop.Dispose();
    }

    private async Task ReceiveAsync(ServiceBusReceiver receiver)
    {
        try
        {
            while (true)
            {
                if (await receiver.ReceiveMessageAsync(TimeSpan.FromSeconds(30), _stop.Token) is not { } message)
                    continue;
                _received.Enqueue(message);
                _arrived.Release();
                await receiver.CompleteMessageAsync(message, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }
}
