namespace Microsoft.Azure.Functions.Worker;

/// <summary>Which retry an invocation is.</summary>
public abstract class RetryContext
{
    /// <summary>0 for the first run, then 1, 2, …</summary>
    public abstract int RetryCount { get; }

    /// <summary>The number of retries that the function allows; -1 without end.</summary>
    public abstract int MaxRetryCount { get; }
}
