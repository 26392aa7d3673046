using FailureFunctions.Failures;
using FailureFunctions.Failures.Recording;
using Microsoft.Extensions.Logging.Abstractions;

namespace FailureFunctions.Tests.Failures.Recording;

/// <summary>A recording protocol: what a delivery does, and what a drain does with an entry.</summary>
public interface IProtocol : IFailureCompletion
{
    Task<RecordOutcome> RecordAsync(Failure failure);
}

/// <summary>The app's own.</summary>
public sealed class RealProtocol(SimulatedPorts ports, TimeProvider time) : IProtocol
{
    private readonly FailureRecorder _recorder = new(ports, ports, ports, time, NullLogger<FailureRecorder>.Instance);

    public Task<RecordOutcome> RecordAsync(Failure failure) => _recorder.RecordAsync(failure, CancellationToken.None);

    public Task<RecordOutcome> CompleteAsync(Failure failure, AttemptId entry, CancellationToken cancellationToken) =>
        _recorder.CompleteAsync(failure, entry, cancellationToken);
}

/// <summary>How a protocol is wrong.</summary>
public enum Flaw
{
    /// <summary>The row carries the delivery's attempt, not the entry's.</summary>
    AttemptOfTheDelivery,

    /// <summary>The message goes out before the row is written.</summary>
    SendBeforeRow,

    /// <summary>The entry is removed before the message goes out.</summary>
    ClearBeforeSend,

    /// <summary>A row that is there is taken for a repeat, whoever wrote it.</summary>
    EveryRowIsARepeat,

    /// <summary>A repeat is never recognised.</summary>
    NoRepeats,
}

/// <summary>A protocol with one flaw.</summary>
public sealed class FlawedProtocol(SimulatedPorts ports, Flaw flaw) : IProtocol
{
    private IFailureOutbox Outbox => ports;

    private IFailureStore Store => ports;

    public async Task<RecordOutcome> RecordAsync(Failure failure)
    {
        AttemptId entry;
        try
        {
            entry = await Outbox.EnsureAsync(failure, AttemptId.New(), default);
        }
        catch (TimeoutException)
        {
            return RecordOutcome.Unavailable;
        }
        try
        {
            return await CompleteAsync(failure, entry, !ports.LastEnsureFound, default);
        }
        catch (TimeoutException)
        {
            return RecordOutcome.Queued;
        }
    }

    public Task<RecordOutcome> CompleteAsync(Failure failure, AttemptId entry, CancellationToken cancellationToken) =>
        CompleteAsync(failure, entry, false, cancellationToken);

    private async Task<RecordOutcome> CompleteAsync(Failure failure, AttemptId entry, bool added, CancellationToken cancellationToken)
    {
        if (flaw == Flaw.SendBeforeRow)
            await ports.PublishAsync(failure, cancellationToken);
        var mine = flaw == Flaw.AttemptOfTheDelivery && !added ? AttemptId.New() : entry;
        var row = await Store.EnsureAsync(failure, mine, cancellationToken);
        var repeat = flaw switch
        {
            Flaw.AttemptOfTheDelivery => added && row != entry,
            Flaw.EveryRowIsARepeat => ports.LastEnsureFound,
            Flaw.NoRepeats => false,
            _ => row != entry,
        };
        if (flaw == Flaw.ClearBeforeSend)
            await ports.RemoveAsync(failure.EventId, cancellationToken);
        if (!repeat && flaw != Flaw.SendBeforeRow)
            await ports.PublishAsync(failure, cancellationToken);
        await ports.RemoveAsync(failure.EventId, cancellationToken);
        return repeat ? RecordOutcome.Duplicate : RecordOutcome.Recorded;
    }
}
