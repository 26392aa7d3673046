using System.Runtime.ExceptionServices;
using Azure.Messaging.ServiceBus.Wire;

namespace Azure.Messaging.ServiceBus.Retrying;

/// <summary>Runs an operation again after transient failures, as the policy says, each attempt within its time.</summary>
internal sealed class RetryRunner(ServiceBusRetryPolicy policy, TimeProvider time)
{
    public TimeSpan TryTimeout => policy.CalculateTryTimeout(0);

    public Task RunAsync(Func<CancellationToken, Task> operation, string entityPath, CancellationToken cancellationToken)
        => RunAsync(
            async token =>
            {
                await operation(token);
                return true;
            },
            entityPath,
            cancellationToken);

    public Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> operation, string entityPath, CancellationToken cancellationToken)
        => RunAsync(operation, extraTime: TimeSpan.Zero, entityPath, cancellationToken);

    /// <param name="operation">One attempt.</param>
    /// <param name="extraTime">What an attempt may wait by intention, on top of the time of a try.</param>
    /// <param name="entityPath">Named in exceptions.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public async Task<T> RunAsync<T>(
        Func<CancellationToken, Task<T>> operation,
        TimeSpan extraTime,
        string entityPath,
        CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            TimeSpan? delay;
            try
            {
                return await TryAsync(operation, policy.CalculateTryTimeout(attempt) + extraTime, cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                var translated = ExceptionTranslation.Translate(exception, entityPath);
                delay = policy.CalculateRetryDelay(translated, attempt);
                if (delay is null)
                {
                    if (ReferenceEquals(translated, exception)) ExceptionDispatchInfo.Throw(exception);
                    throw translated;
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                throw new TaskCanceledException("The operation was cancelled.", exception, cancellationToken);
            }

            await Task.Delay(delay.Value, time, cancellationToken);
        }
    }

    private async Task<T> TryAsync<T>(Func<CancellationToken, Task<T>> operation, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(timeout, time);
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        try
        {
            return await operation(attempt.Token);
        }
        catch (OperationCanceledException exception) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException("The attempt took too long.", exception);
        }
    }
}
