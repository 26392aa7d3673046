using Azure.Messaging.ServiceBus;

namespace FailureFunctions.Bench.Chaos.Checking;

/// <summary>What a subscription of the topic <c>email-failures</c> still holds.</summary>
internal static class Backlog
{
    /// <summary>
    /// Whether a message is there, also one under the lock of a receiver whose connection was cut: it comes again when the
    /// lock ends, a minute later.
    /// </summary>
    /// <param name="connection">The connection string of the bus, past all proxies.</param>
    /// <param name="subscription">The subscription.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    public static async Task<bool> IsThereAsync(string connection, string subscription, CancellationToken cancellationToken)
    {
        await using var client = new ServiceBusClient(connection);
        await using var receiver = client.CreateReceiver("email-failures", subscription);
        return await receiver.PeekMessageAsync(cancellationToken: cancellationToken) is not null;
    }
}
