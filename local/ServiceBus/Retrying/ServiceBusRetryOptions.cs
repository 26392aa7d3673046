namespace Azure.Messaging.ServiceBus;

/// <summary>How transient failures are retried.</summary>
public class ServiceBusRetryOptions
{
    private static readonly TimeSpan ShortestDelay = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestTryTimeout = TimeSpan.FromHours(1);

    /// <summary>How the delay develops; <see cref="ServiceBusRetryMode.Exponential"/> by default.</summary>
    public ServiceBusRetryMode Mode { get; set; } = ServiceBusRetryMode.Exponential;

    /// <summary>Retries after the first attempt, 0 to 100; 3 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside 0 to 100.</exception>
    public int MaxRetries
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 100);
            field = value;
        }
    } = 3;

    /// <summary>The delay, or with <see cref="ServiceBusRetryMode.Exponential"/> what it starts from; 1 ms to 5 min, 0.8 s by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside 1 ms to 5 min.</exception>
    public TimeSpan Delay
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, ShortestDelay);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, LongestDelay);
            field = value;
        }
    } = TimeSpan.FromSeconds(0.8);

    /// <summary>The longest delay; 1 min by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public TimeSpan MaxDelay
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromMinutes(1);

    /// <summary>How long one attempt may take; up to 1 h, 1 min by default.</summary>
    /// <exception cref="ArgumentException">Negative or over 1 h.</exception>
    public TimeSpan TryTimeout
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, LongestTryTimeout);
            field = value;
        }
    } = TimeSpan.FromMinutes(1);

    /// <summary>A policy of one's own, used instead of the values above.</summary>
    public ServiceBusRetryPolicy? CustomRetryPolicy { get; set; }

    internal ServiceBusRetryOptions Copy() => new()
    {
        Mode = Mode,
        MaxRetries = MaxRetries,
        Delay = Delay,
        MaxDelay = MaxDelay,
        TryTimeout = TryTimeout,
        CustomRetryPolicy = CustomRetryPolicy,
    };
}
