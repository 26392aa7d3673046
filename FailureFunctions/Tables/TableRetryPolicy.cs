using Azure.Core;
using Azure.Core.Pipeline;

namespace FailureFunctions.Tables;

/// <summary>
/// Retries a call to the tables, briefly, because the sender waits. When the service asks for a pause
/// (<c>Retry-After</c>) that ends too late for this call, the call ends at once: waiting would only keep the sender.
/// </summary>
internal sealed class TableRetryPolicy : RetryPolicy
{
    /// <summary>Retries after the first try.</summary>
    public const int Retries = 3;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private readonly DelayStrategy _delays;

    private TableRetryPolicy(DelayStrategy delays)
        : base(Retries, delays) => _delays = delays;

    /// <summary>Makes the policy: pauses of 100 ms, doubled each time, or as long as the service asks for.</summary>
    /// <returns>The policy.</returns>
    public static TableRetryPolicy Create() =>
        new(DelayStrategy.CreateExponentialDelayStrategy(TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(800)));

    /// <inheritdoc/>
    protected override bool ShouldRetry(HttpMessage message, Exception? exception) =>
        IsInTime(message) && base.ShouldRetry(message, exception);

    /// <inheritdoc/>
    protected override async ValueTask<bool> ShouldRetryAsync(HttpMessage message, Exception? exception) =>
        IsInTime(message) && await base.ShouldRetryAsync(message, exception);

    private bool IsInTime(HttpMessage message) =>
        !message.HasResponse || _delays.GetNextDelay(message.Response, retryNumber: 1) < Longest;
}
