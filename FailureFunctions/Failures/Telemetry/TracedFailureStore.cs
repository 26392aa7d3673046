using FailureFunctions.Failures.Recording;

namespace FailureFunctions.Failures.Telemetry;

/// <summary>The failures, with every call timed and traced.</summary>
/// <param name="inner">The failures.</param>
/// <param name="calls">Times and traces.</param>
public sealed class TracedFailureStore(IFailureStore inner, DependencyCalls calls) : IFailureStore
{
    /// <inheritdoc/>
    public Task<AttemptId> EnsureAsync(Failure failure, AttemptId attempt, CancellationToken cancellationToken) =>
        calls.MakeAsync(Dependency.RowAdd, () => inner.EnsureAsync(failure, attempt, cancellationToken));
}
