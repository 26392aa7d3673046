namespace FailureFunctions.Local.ServiceBusEmulator.Broker;

/// <summary>The sequence numbers of one entity: from 1 on, without gaps but for duplicates.</summary>
internal sealed class SequenceNumbers
{
    private long _last;

    public long Next() => Interlocked.Increment(ref _last);
}
