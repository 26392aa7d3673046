namespace Azure.Messaging.ServiceBus.Retrying;

/// <summary>The policy that <see cref="ServiceBusRetryOptions"/> describe: only transient failures, fixed or doubling delays, a little jitter.</summary>
internal sealed class BasicRetryPolicy(ServiceBusRetryOptions options, Func<double> nextRandom) : ServiceBusRetryPolicy
{
    // So that clients which failed together do not all come back at the same moment.
    private const double Jitter = 0.08;

    public override TimeSpan CalculateTryTimeout(int attemptCount) => options.TryTimeout;

    public override TimeSpan? CalculateRetryDelay(Exception lastException, int attemptCount)
    {
        if (attemptCount > options.MaxRetries || !IsTransient(lastException)) return null;

        var factor = options.Mode == ServiceBusRetryMode.Fixed ? 1 : Math.Pow(2, attemptCount - 1);
        var seconds = options.Delay.TotalSeconds * (factor + Jitter * nextRandom());
        return seconds < options.MaxDelay.TotalSeconds ? TimeSpan.FromSeconds(seconds) : options.MaxDelay;
    }

    private static bool IsTransient(Exception exception) => exception switch
    {
        ServiceBusException bus => bus.IsTransient,
        TimeoutException => true,
        _ => false,
    };
}
