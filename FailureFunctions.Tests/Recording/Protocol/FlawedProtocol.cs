using FailureFunctions.Recording;

namespace FailureFunctions.Tests.Recording.Protocol;

/// <summary>A protocol with one flaw.</summary>
internal sealed class FlawedProtocol(SimulatedPorts ports, Flaw flaw)
{
    private IFailureRows Rows => ports;

    private IOutbox Outbox => ports;

    public async Task<RecordOutcome> RecordAsync(Failure failure, CancellationToken cancellationToken)
    {
        try
        {
            if (flaw == Flaw.SendBeforeRow)
                await ports.PublishAsync([failure], cancellationToken);
            if (flaw == Flaw.LookThenAdd && (await ports.ListRowsAsync()).Any(other => other.Keys != failure.Keys))
                return RecordOutcome.Duplicate;
            var row = await Rows.AddAsync(failure, cancellationToken);
            if (flaw == Flaw.EveryRowIsADuplicate ? ports.WasThere : row.IsPublished && flaw != Flaw.NoDuplicates)
                return RecordOutcome.Duplicate;
            if (flaw == Flaw.MarkBeforeSend)
                _ = ports.MarkPublishedAsync(failure.Keys, row.Version, cancellationToken);
            if (flaw != Flaw.SendBeforeRow && !await TrySendAsync(failure, cancellationToken))
            {
                var queued = Outbox.AddAsync(failure.Keys, null, cancellationToken);
                if (flaw != Flaw.AcknowledgeBeforePointer)
                    await queued;
                return RecordOutcome.Queued;
            }
            if (flaw != Flaw.MarkBeforeSend)
                _ = ports.MarkPublishedAsync(failure.Keys, row.Version, cancellationToken);
            return RecordOutcome.Recorded;
        }
        catch (TimeoutException)
        {
            return RecordOutcome.Unavailable;
        }
    }

    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        foreach (var pointer in (await Outbox.ListAsync(cancellationToken)).Due)
        {
            if (await Rows.ReadAsync(pointer.Row!.Value, cancellationToken) is { Stored.IsPublished: false } row)
            {
                if (flaw == Flaw.RemovePointerBeforeSend)
                    await Outbox.RemoveAsync([pointer], cancellationToken);
                await ports.PublishAsync([row.Failure!], cancellationToken);
                await ports.MarkPublishedAsync(row.Keys, row.Stored.Version, cancellationToken);
            }
            await Outbox.RemoveAsync([pointer], cancellationToken);
        }
    }

    private async Task<bool> TrySendAsync(Failure failure, CancellationToken cancellationToken)
    {
        try
        {
            await ports.PublishAsync([failure], cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
