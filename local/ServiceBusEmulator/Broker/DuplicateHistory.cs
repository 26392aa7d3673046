namespace FailureFunctions.Local.ServiceBusEmulator.Broker;

/// <summary>
/// The message ids of the last while. A repeat is accepted and dropped; it does not lengthen the memory of the first.
/// Ids are compared case-sensitively, as Service Bus does. Not safe for several threads: its owner's lock guards it.
/// </summary>
internal sealed class DuplicateHistory(TimeSpan window, TimeProvider timeProvider)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Queue<(DateTimeOffset At, string Id)> _inOrder = [];

    /// <returns>Whether the id is new within the window; then it is remembered.</returns>
    public bool IsNew(string messageId)
    {
        var now = timeProvider.GetUtcNow();
        while (_inOrder.TryPeek(out var oldest) && oldest.At + window <= now)
            _known.Remove(_inOrder.Dequeue().Id);

        if (!_known.Add(messageId))
            return false;

        _inOrder.Enqueue((now, messageId));
        return true;
    }
}
