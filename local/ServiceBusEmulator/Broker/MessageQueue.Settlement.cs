namespace FailureFunctions.Local.ServiceBusEmulator.Broker;

/// <content>
/// What receivers do with a locked message, and what happens by itself when time is over. Settling returns whether the
/// lock was held; otherwise nothing happened.
/// </content>
internal sealed partial class MessageQueue
{
    public bool Complete(Guid lockToken) => Settle(lockToken, stored => Remove(stored));

    /// <summary>Gives the message back as if it had never been delivered: the delivery does not count.</summary>
    public bool Release(Guid lockToken) => Settle(lockToken, stored => PutBack(stored));

    /// <summary>Gives the message back; after too many times it is dead-lettered.</summary>
    public bool Abandon(Guid lockToken, IReadOnlyDictionary<string, object?> changes) =>
        Settle(lockToken, stored => GiveBack(stored with { Message = stored.Message.With(changes) }));

    public bool Defer(Guid lockToken, IReadOnlyDictionary<string, object?> changes) =>
        Settle(lockToken, stored => _messages[stored.SequenceNumber] = stored with
        {
            LockToken = null,
            State = MessageState.Deferred,
            Message = stored.Message.With(changes),
        });

    /// <summary>Moves the message to the dead-letter queue; out of a dead-letter queue it cannot go anywhere, and is given back.</summary>
    public bool DeadLetter(Guid lockToken, string? reason, string? description, IReadOnlyDictionary<string, object?> changes) =>
        Settle(lockToken, stored =>
        {
            if (DeadLetters is null)
                GiveBack(stored);
            else
                MoveToDeadLetters(stored with { Message = stored.Message.With(changes) }, reason, description);
        });

    /// <returns>The new end of the lock, or null when it is not held.</returns>
    public DateTimeOffset? Renew(Guid lockToken)
    {
        lock (_gate)
        {
            var until = Sweep() + _settings.LockDuration;
            if (!_locks.TryGetValue(lockToken, out var number))
                return null;

            _messages[number] = _messages[number] with { LockedUntil = until };
            _wakeUps.Add(number, until);
            return until;
        }
    }

    private bool Settle(Guid lockToken, Action<StoredMessage> settle)
    {
        lock (_gate)
        {
            var now = Sweep();
            if (!_locks.TryGetValue(lockToken, out var number))
                return false;

            settle(_messages[number]);
            _locks.Remove(lockToken);
            _wakeUps.Add(number, now);
            Sweep();
            return true;
        }
    }

    private void OnWake()
    {
        lock (_gate)
            Sweep();
    }

    /// <summary>Does what is due: locks and times to live that have ended, scheduled messages whose time has come.</summary>
    /// <returns>Now.</returns>
    private DateTimeOffset Sweep()
    {
        var now = _timeProvider.GetUtcNow();
        while (_wakeUps.TryTake(now, out var number))
        {
            if (_messages.TryGetValue(number, out var stored))
                Look(stored, now);
        }

        return now;
    }

    private void Look(StoredMessage stored, DateTimeOffset now)
    {
        if (stored.State == MessageState.Scheduled && stored.EnqueuedAt <= now)
        {
            _messages[stored.SequenceNumber] = stored = stored with { State = MessageState.Active };
            MakeAvailable(stored.SequenceNumber);
        }

        if (stored.LockToken is { } token)
        {
            if (stored.LockedUntil > now)
                return;

            _locks.Remove(token);
            GiveBack(stored);
            if (!_messages.TryGetValue(stored.SequenceNumber, out var given))
                return;
            stored = given;
        }

        // A message under lock is left to its receiver; any other one goes when its time is over.
        if (stored.ExpiresAt > now || stored.ExpiresAt is null || stored.State == MessageState.Scheduled)
            return;

        if (_settings.DeadLetteringOnMessageExpiration)
            MoveToDeadLetters(stored, DeadLetterReasons.Expired, "The message expired and was dead lettered.");
        else
            Remove(stored);
    }

    private void GiveBack(StoredMessage stored)
    {
        var counted = stored with { DeliveryCount = stored.DeliveryCount + 1 };
        if (counted.DeliveryCount >= _settings.MaxDeliveryCount)
            MoveToDeadLetters(counted, DeadLetterReasons.MaxDeliveryCountExceeded, $"Message could not be consumed after {counted.DeliveryCount} delivery attempts.");
        else
            PutBack(counted);
    }

    private void PutBack(StoredMessage stored)
    {
        _messages[stored.SequenceNumber] = stored with { LockToken = null };
        if (stored.State == MessageState.Active)
            MakeAvailable(stored.SequenceNumber);
    }

    private void MoveToDeadLetters(StoredMessage stored, string? reason, string? description)
    {
        Remove(stored);
        DeadLetters!.Accept(stored with
        {
            LockToken = null,
            State = MessageState.Active,
            ExpiresAt = null,
            DeadLetterSource = Path,
            Message = stored.Message.With(DeadLetterReasons.Properties(reason, description)),
        });
    }

    /// <summary>Takes a dead letter, which keeps its number and its delivery count.</summary>
    private void Accept(StoredMessage stored)
    {
        lock (_gate)
        {
            _messages.Add(stored.SequenceNumber, stored);
            MakeAvailable(stored.SequenceNumber);
        }
    }

    private void Remove(StoredMessage stored)
    {
        _messages.Remove(stored.SequenceNumber);
        _available.Remove(stored.SequenceNumber);
    }
}
