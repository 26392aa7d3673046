namespace FailureFunctions.Failures;

/// <summary>Waits for something no longer than a limit.</summary>
internal static class TimeLimit
{
    /// <summary>
    /// Runs a step. When the limit is over the step is told to end and no longer waited for, whether it heeds that or
    /// not: so what is built of such steps ends within the sum of their limits.
    /// </summary>
    /// <exception cref="OperationCanceledException">The limit is over, or the token was cancelled.</exception>
    public static async Task<T> WithinAsync<T>(
        this TimeProvider time, TimeSpan limit, Func<CancellationToken, Task<T>> step, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        return await step(either.Token).WaitAsync(either.Token);
    }

    /// <inheritdoc cref="WithinAsync{T}"/>
    public static Task WithinAsync(
        this TimeProvider time, TimeSpan limit, Func<CancellationToken, Task> step, CancellationToken cancellationToken) =>
        time.WithinAsync(
            limit,
            async token =>
            {
                await step(token);
                return true;
            },
            cancellationToken);
}
