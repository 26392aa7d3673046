namespace Microsoft.Azure.Functions.Worker.Invocation;

/// <summary>When a failed invocation is run again, by its retry attribute.</summary>
internal static class RetryPolicy
{
    /// <summary>The pause before the next run, or null when there is none.</summary>
    /// <param name="retry">The function's attribute, if any.</param>
    /// <param name="retriesDone">How many retries there have been.</param>
    public static TimeSpan? NextDelay(RetryAttribute? retry, int retriesDone)
    {
        if (retry is null || (retry.MaxRetryCount != -1 && retriesDone >= retry.MaxRetryCount))
            return null;

        return retry switch
        {
            FixedDelayRetryAttribute fixedDelay => RetryInterval.Parse(fixedDelay.DelayInterval, nameof(retry)),
            ExponentialBackoffRetryAttribute backoff => Backoff(
                RetryInterval.Parse(backoff.MinimumInterval, nameof(retry)),
                RetryInterval.Parse(backoff.MaximumInterval, nameof(retry)),
                retriesDone),
            _ => null,
        };
    }

    private static TimeSpan Backoff(TimeSpan minimum, TimeSpan maximum, int retriesDone)
    {
        var seconds = minimum.TotalSeconds * Math.Pow(2, retriesDone);
        return seconds >= maximum.TotalSeconds ? maximum : TimeSpan.FromSeconds(seconds);
    }
}
