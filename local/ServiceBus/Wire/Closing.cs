using Amqp;

namespace Azure.Messaging.ServiceBus.Wire;

internal static class Closing
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Closes a link, session or connection and waits a little for the peer to agree. What fails is gone anyway.</summary>
    public static async Task CloseQuietlyAsync(AmqpObject closing)
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        closing.AddClosedCallback((_, _) => closed.TrySetResult());
        try
        {
            // Zero: send the frame, do not block for the answer.
            closing.Close(TimeSpan.Zero);
            await closed.Task.WaitAsync(Patience);
        }
        catch (Exception exception) when (exception is AmqpException or TimeoutException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            closed.TrySetResult();
        }
    }
}
