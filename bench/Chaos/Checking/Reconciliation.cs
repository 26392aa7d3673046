namespace FailureFunctions.Bench.Chaos.Checking;

/// <summary>What a comparison found.</summary>
/// <param name="Acknowledged">Notifications that were acknowledged.</param>
/// <param name="StoredOnly">Notifications that were stored and never acknowledged: allowed.</param>
/// <param name="Lost">What was acknowledged and not stored, or stored and not published.</param>
/// <param name="Faults">Everything that is wrong, a line each; empty when nothing is.</param>
internal sealed record Reconciled(int Acknowledged, int StoredOnly, int Lost, IReadOnlyList<string> Faults);

/// <summary>
/// Compares what was acknowledged, what is stored and what was received, row by row: acknowledged = stored = received.
/// Only what was never acknowledged may be stored or not.
/// </summary>
internal sealed class Reconciliation
{
    private readonly Dictionary<string, SentNotification> _sent;
    private readonly Dictionary<string, StoredFailure> _rows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ReceivedFailure> _messages;
    private readonly List<string> _faults = [];
    private int _lost;

    private Reconciliation(IEnumerable<SentNotification> sent, IEnumerable<ReceivedFailure> received)
    {
        _sent = sent.ToDictionary(notification => notification.Facts.MessageId, StringComparer.Ordinal);
        _messages = received.ToDictionary(message => message.MessageId, StringComparer.Ordinal);
    }

    /// <summary>Compares.</summary>
    /// <param name="sent">Every notification.</param>
    /// <param name="stored">Every row.</param>
    /// <param name="received">Every message, repeats under the same MessageId left out.</param>
    /// <param name="leftInOutbox">How many pointers the outbox has.</param>
    public static Reconciled Compare(
        IReadOnlyCollection<SentNotification> sent,
        IReadOnlyCollection<StoredFailure> stored,
        IReadOnlyCollection<ReceivedFailure> received,
        int leftInOutbox)
    {
        var comparison = new Reconciliation(sent, received);
        foreach (var row in stored)
            comparison.CheckRow(row);
        foreach (var notification in sent)
            comparison.CheckNotification(notification);
        foreach (var message in received)
            comparison.CheckMessage(message);
        if (leftInOutbox > 0)
            comparison._faults.Add($"The outbox still has {leftInOutbox} pointers.");
        var acknowledged = sent.Count(notification => notification.Acknowledged);
        var storedOnly = sent.Count(notification => !notification.Acknowledged && comparison._rows.ContainsKey(notification.Facts.MessageId));
        return new Reconciled(acknowledged, storedOnly, comparison._lost, comparison._faults);
    }

    private void CheckRow(StoredFailure row)
    {
        var id = row.Facts.MessageId;
        if (!_rows.TryAdd(id, row))
        {
            _faults.Add($"{id} is stored twice: {_rows[id].RowKey} and {row.RowKey}.");
            return;
        }
        if (!_sent.TryGetValue(id, out var notification))
        {
            _faults.Add($"{id} is stored and was never sent.");
            return;
        }
        if (row.Facts != notification.Facts)
            _faults.Add($"{id} is stored with other facts: {row.Facts} instead of {notification.Facts}.");
        if (row.PartitionKey != notification.Facts.Recipient || !row.RowKey.EndsWith($"-{row.EventId}", StringComparison.Ordinal))
            _faults.Add($"{id} is stored under the wrong keys: {row.PartitionKey} / {row.RowKey}, event {row.EventId}.");
        if (!_messages.ContainsKey(row.EventId))
            Lose($"{id} is stored and was not published: event {row.EventId}.");
        else if (!row.IsMarked)
            _faults.Add($"{id} was published and its row does not say so: event {row.EventId}.");
    }

    private void CheckNotification(SentNotification notification)
    {
        var id = notification.Facts.MessageId;
        if (!notification.Acknowledged)
        {
            if (!notification.GivenUp)
                _faults.Add($"{id} could not be delivered, although everything worked again.");
            return;
        }
        if (!_rows.TryGetValue(id, out var row))
            Lose($"{id} was acknowledged and is not stored: event {notification.EventId}.");
        else if (row.EventId != notification.EventId)
            _faults.Add($"{id} was acknowledged as event {notification.EventId} and is stored as {row.EventId}.");
    }

    private void CheckMessage(ReceivedFailure message)
    {
        if (!_rows.TryGetValue(message.Facts.MessageId, out var row) || row.EventId != message.MessageId)
            _faults.Add($"{message.Facts.MessageId} was published and is not stored: event {message.MessageId}.");
        else if (message.EventId != message.MessageId || message.Facts != row.Facts || message.Classification != row.Classification)
            _faults.Add($"{message.Facts.MessageId} was published with other facts than it is stored with: {message} instead of {row}.");
    }

    private void Lose(string fault)
    {
        _lost++;
        _faults.Add(fault);
    }
}
