using FailureFunctions.Recording;
using FailureFunctions.Tests.Dependencies;
using Microsoft.Extensions.Logging.Abstractions;

namespace FailureFunctions.Tests.Recording.Protocol;

/// <summary>The app's own.</summary>
internal sealed class RealProtocol(SimulatedPorts ports) : IProtocol
{
    private readonly FailureRecorder _recorder = new(ports, ports, ports, TestCalls.Unlimited, NullLogger<FailureRecorder>.Instance);

    public Task<RecordOutcome> RecordAsync(Failure failure, CancellationToken cancellationToken) =>
        _recorder.RecordAsync(failure, cancellationToken);

    public Task<RecordOutcome> CompleteAsync(Failure failure, AttemptId entry, CancellationToken cancellationToken) =>
        _recorder.CompleteAsync(failure, entry, cancellationToken);
}
