using Azure.Messaging.ServiceBus.Wire;

namespace Azure.Messaging.ServiceBus.Processing;

/// <summary>Keeps the lock of a message while its handler runs.</summary>
internal sealed class LockRenewal(
    ServiceBusReceiver receiver,
    ServiceBusReceivedMessage message,
    ServiceBusProcessorOptions options,
    BusEntity entity,
    Func<Exception, ServiceBusErrorSource, Task> report)
{
    private static readonly TimeSpan LongestMargin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    /// <summary>Ends without an exception when the handler has finished, the longest renewal time is over, or the lock is lost.</summary>
    public async Task RunAsync(CancellationToken handled)
    {
        if (options.MaxAutoLockRenewalDuration == TimeSpan.Zero) return;
        using var limit = new CancellationTokenSource(options.MaxAutoLockRenewalDuration, entity.Connection.Time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(handled, limit.Token);
        var wait = UntilRenewal();
        while (await DelayAsync(wait, ending.Token))
        {
            try
            {
                await receiver.RenewMessageLockAsync(message, ending.Token);
                wait = UntilRenewal();
            }
            catch (OperationCanceledException) when (ending.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // The handler may have settled the message meanwhile, and then has no lock to renew.
                if (message.IsSettled || ending.IsCancellationRequested) return;
                await report(exception, ServiceBusErrorSource.RenewLock);
                if (exception is not ServiceBusException { IsTransient: true }) return;
                wait = AfterFailure;
            }
        }
    }

    private async Task<bool> DelayAsync(TimeSpan wait, CancellationToken ending)
    {
        await Task.Delay(wait, entity.Connection.Time, ending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !ending.IsCancellationRequested && !message.IsSettled;
    }

    private TimeSpan UntilRenewal()
    {
        var left = message.LockedUntil - entity.Connection.Time.GetUtcNow();
        if (left <= TimeSpan.Zero) return TimeSpan.Zero;
        return left - (left / 2 < LongestMargin ? left / 2 : LongestMargin);
    }
}
