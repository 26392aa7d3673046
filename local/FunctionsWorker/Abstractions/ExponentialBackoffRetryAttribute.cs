namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs a failed invocation again after pauses that double.</summary>
public sealed class ExponentialBackoffRetryAttribute : RetryAttribute
{
    /// <summary>Initialises the attribute.</summary>
    /// <param name="maxRetryCount">The number of retries; -1 retries without end.</param>
    /// <param name="minimumInterval">The first pause, as <c>hh:mm:ss</c>.</param>
    /// <param name="maximumInterval">The longest pause, as <c>hh:mm:ss</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An interval is no time span, or negative.</exception>
    /// <exception cref="ArgumentException">The first pause is longer than the longest.</exception>
    public ExponentialBackoffRetryAttribute(int maxRetryCount, string minimumInterval, string maximumInterval)
    {
        var minimum = RetryInterval.Parse(minimumInterval, nameof(minimumInterval));
        var maximum = RetryInterval.Parse(maximumInterval, nameof(maximumInterval));
        if (minimum > maximum)
            throw new ArgumentException($"The first pause ({minimumInterval}) is longer than the longest ({maximumInterval}).", nameof(minimumInterval));

        MaxRetryCount = maxRetryCount;
        MinimumInterval = minimumInterval;
        MaximumInterval = maximumInterval;
    }

    /// <summary>The first pause, as <c>hh:mm:ss</c>.</summary>
    public string MinimumInterval { get; }

    /// <summary>The longest pause, as <c>hh:mm:ss</c>.</summary>
    public string MaximumInterval { get; }
}
