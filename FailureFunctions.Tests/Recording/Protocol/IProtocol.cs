using FailureFunctions.Recording;

namespace FailureFunctions.Tests.Recording.Protocol;

/// <summary>A recording protocol: what a delivery does, and what a drain does with an entry.</summary>
internal interface IProtocol : IFailureCompletion
{
    Task<RecordOutcome> RecordAsync(Failure failure, CancellationToken cancellationToken);
}
