using FailureFunctions.Recording;

namespace FailureFunctions.Tests.Recording.Protocol;

/// <summary>A protocol with one flaw.</summary>
internal sealed class FlawedProtocol(SimulatedPorts ports, Flaw flaw) : IProtocol
{
    private IFailureOutbox Outbox => ports;

    private IFailureStore Store => ports;

    public async Task<RecordOutcome> RecordAsync(Failure failure, CancellationToken cancellationToken)
    {
        AttemptId entry;
        try
        {
            entry = await Outbox.EnsureAsync(failure, AttemptId.New(), cancellationToken);
        }
        catch (TimeoutException)
        {
            return RecordOutcome.Unavailable;
        }
        try
        {
            return await CompleteAsync(failure, entry, !ports.LastEnsureFound, cancellationToken);
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
