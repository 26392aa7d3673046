namespace Azure.Messaging.ServiceBus;

/// <summary>Decides how long an attempt may take and whether, and when, another one follows.</summary>
public abstract class ServiceBusRetryPolicy
{
    /// <summary>How long one attempt may take.</summary>
    /// <param name="attemptCount">Attempts made so far.</param>
    public abstract TimeSpan CalculateTryTimeout(int attemptCount);

    /// <summary>How long to wait before the next attempt; <see langword="null"/> when there shall be none.</summary>
    /// <param name="lastException">What the last attempt failed with.</param>
    /// <param name="attemptCount">Attempts made so far, the first included.</param>
    public abstract TimeSpan? CalculateRetryDelay(Exception lastException, int attemptCount);
}
