namespace Microsoft.Azure.Functions.Worker;

/// <summary>How often a failed invocation is run again.</summary>
[AttributeUsage(AttributeTargets.Method)]
public abstract class RetryAttribute : Attribute
{
    /// <summary>Initialises the attribute.</summary>
    public RetryAttribute()
    {
    }

    /// <summary>The number of retries after the first run; -1 retries without end.</summary>
    public int MaxRetryCount { get; set; }
}
