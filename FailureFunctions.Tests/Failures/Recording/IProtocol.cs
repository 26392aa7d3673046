using FailureFunctions.Failures;
using FailureFunctions.Failures.Recording;

namespace FailureFunctions.Tests.Failures.Recording;

/// <summary>A recording protocol: what a delivery does, and what a drain does with an entry.</summary>
public interface IProtocol : IFailureCompletion
{
    Task<RecordOutcome> RecordAsync(Failure failure, CancellationToken cancellationToken);
}
