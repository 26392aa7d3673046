namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs a failed invocation again after the same pause each time.</summary>
public sealed class FixedDelayRetryAttribute : RetryAttribute
{
    /// <summary>Initialises the attribute.</summary>
    /// <param name="maxRetryCount">The number of retries; -1 retries without end.</param>
    /// <param name="delayInterval">The pause, as <c>hh:mm:ss</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delayInterval"/> is no time span, or negative.</exception>
    public FixedDelayRetryAttribute(int maxRetryCount, string delayInterval)
    {
        _ = RetryInterval.Parse(delayInterval, nameof(delayInterval));
        MaxRetryCount = maxRetryCount;
        DelayInterval = delayInterval;
    }

    /// <summary>The pause before each retry, as <c>hh:mm:ss</c>.</summary>
    public string DelayInterval { get; }
}
