namespace FailureFunctions.Local.ServiceBusEmulator.Broker;

/// <summary>
/// The message ids within the window. A repeat is accepted and dropped; it does not lengthen the memory of the first.
/// Ids are compared case-sensitively, as Service Bus does. Not safe for several threads: its owner's lock guards it.
/// </summary>
internal sealed class DuplicateHistory(TimeSpan window, TimeProvider timeProvider)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Queue<(DateTimeOffset At, string Id)> _inOrder = [];

    /// <returns>Whether a message with the same id came within the window; otherwise this one is remembered.</returns>
    public bool IsRepeat(BrokerMessage message)
    {
        if (message.MessageId is not { Length: > 0 } id)
            return false;

        var now = timeProvider.GetUtcNow();
        while (_inOrder.TryPeek(out var oldest) && oldest.At + window <= now)
            _known.Remove(_inOrder.Dequeue().Id);

        if (!_known.Add(id))
            return true;

        _inOrder.Enqueue((now, id));
        return false;
    }
}
