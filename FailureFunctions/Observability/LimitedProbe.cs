using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FailureFunctions.Observability;

/// <summary>Tries a dependency for a limited time, whatever its client makes of cancellation.</summary>
internal static class LimitedProbe
{
    /// <summary>Tries a dependency.</summary>
    /// <param name="probe">The try; left to itself when it outlasts the limit.</param>
    /// <param name="hintOf">
    /// What an operator is to fix, by what was thrown; a <see cref="TimeoutException"/> when the limit was reached. It is
    /// shown to callers and logged, so it names settings, tables and roles, and nothing that an exception says.
    /// </param>
    /// <param name="limit">How long the dependency may take.</param>
    /// <param name="time">Measures the limit.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>Healthy, or unhealthy with what to fix.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<HealthCheckResult> RunAsync(
        Func<CancellationToken, Task> probe,
        Func<Exception, string> hintOf,
        TimeSpan limit,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var token = either.Token;
        try
        {
            // Not on this thread, since a client may block before it first waits.
            await Task.Run(() => probe(token), token).WaitAsync(token);
            return HealthCheckResult.Healthy();
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy(hintOf(new TimeoutException()));
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Without the exception, which would be logged: its message may repeat what must not be.
            return HealthCheckResult.Unhealthy(hintOf(e));
        }
    }
}
