using FailureFunctions.Failures.Recording;

namespace FailureFunctions.Failures.Telemetry;

/// <summary>The publisher, with every call timed and traced.</summary>
/// <param name="inner">The publisher.</param>
/// <param name="calls">Times and traces.</param>
public sealed class TracedFailurePublisher(IFailurePublisher inner, DependencyCalls calls) : IFailurePublisher
{
    /// <inheritdoc/>
    public Task PublishAsync(Failure failure, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return calls.MakeAsync(Dependency.Publish, () => inner.PublishAsync(failure, cancellationToken), failure.Trace);
    }
}
