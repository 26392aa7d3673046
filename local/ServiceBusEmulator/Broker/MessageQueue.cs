namespace FailureFunctions.Local.ServiceBusEmulator.Broker;

/// <summary>
/// A queue, a subscription, or the dead-letter queue of one. All times come from the clock given, and every call first
/// does what is due, so that a caller never sees a lock or a message whose time is over.
/// </summary>
internal sealed partial class MessageQueue : ISendTarget
{
    private readonly Lock _gate = new();
    private readonly QueueSettings _settings;
    private readonly TimeProvider _timeProvider;
    private readonly DuplicateHistory? _history;
    private readonly WakeUps _wakeUps;
    private readonly SortedDictionary<long, StoredMessage> _messages = [];
    private readonly SortedSet<long> _available = [];
    private readonly Dictionary<Guid, long> _locks = [];
    private readonly HashSet<Action> _receivers = [];
    private long _lastNumber;

    public MessageQueue(string path, QueueSettings settings, TimeProvider timeProvider, bool isDeadLetters = false)
    {
        Path = path;
        _settings = settings;
        _timeProvider = timeProvider;
        _history = settings.DuplicateDetectionWindow is { } window ? new DuplicateHistory(window, timeProvider) : null;
        _wakeUps = new WakeUps(timeProvider, OnWake);
        if (!isDeadLetters)
            DeadLetters = new MessageQueue($"{path}/$DeadLetterQueue", settings.ForDeadLetters(), timeProvider, isDeadLetters: true);
    }

    public string Path { get; }

    /// <summary>Where its dead letters go; null for a dead-letter queue, which has none of its own.</summary>
    public MessageQueue? DeadLetters { get; }

    /// <summary>Calls back, on a thread of the pool, whenever there may be something to receive.</summary>
    public void AddReceiver(Action signal)
    {
        lock (_gate)
            _receivers.Add(signal);
    }

    public void RemoveReceiver(Action signal)
    {
        lock (_gate)
            _receivers.Remove(signal);
    }

    public long Send(BrokerMessage message)
    {
        lock (_gate)
        {
            var now = Sweep();
            var number = ++_lastNumber;
            if (_history?.IsRepeat(message) != true)
                Store(number, message, now);
            return number;
        }
    }

    public bool CancelScheduled(long sequenceNumber)
    {
        lock (_gate)
        {
            Sweep();
            return _messages.TryGetValue(sequenceNumber, out var stored) && stored.State == MessageState.Scheduled && _messages.Remove(sequenceNumber);
        }
    }

    /// <summary>Takes the oldest available message: under a lock, or for good. Null when there is none.</summary>
    public StoredMessage? Receive(bool andDelete)
    {
        lock (_gate)
        {
            var now = Sweep();
            return _available.Count == 0 ? null : Take(_messages[_available.Min], andDelete, now);
        }
    }

    /// <summary>Takes deferred messages by number; unknown numbers and messages under lock are left out.</summary>
    public IReadOnlyList<StoredMessage> ReceiveDeferred(IEnumerable<long> sequenceNumbers, bool andDelete)
    {
        lock (_gate)
        {
            var now = Sweep();
            return [.. sequenceNumbers
                .Where(number => _messages.TryGetValue(number, out var stored) && stored is { State: MessageState.Deferred, LockToken: null })
                .Select(number => Take(_messages[number], andDelete, now))];
        }
    }

    /// <summary>Looks at messages in order of number, without taking them: locked, deferred and scheduled ones too.</summary>
    public IReadOnlyList<StoredMessage> Peek(long fromSequenceNumber, int count)
    {
        lock (_gate)
        {
            Sweep();
            return [.. _messages.Values.Where(stored => stored.SequenceNumber >= fromSequenceNumber).Take(count)];
        }
    }

    public void Dispose()
    {
        _wakeUps.Dispose();
        DeadLetters?.Dispose();
    }

    private StoredMessage Take(StoredMessage stored, bool andDelete, DateTimeOffset now)
    {
        _available.Remove(stored.SequenceNumber);
        if (andDelete)
        {
            _messages.Remove(stored.SequenceNumber);
            return stored;
        }

        var locked = stored with { LockToken = Guid.NewGuid(), LockedUntil = now + _settings.LockDuration };
        _messages[stored.SequenceNumber] = locked;
        _locks.Add(locked.LockToken.Value, stored.SequenceNumber);
        _wakeUps.Add(stored.SequenceNumber, locked.LockedUntil);
        return locked;
    }

    private void Store(long number, BrokerMessage message, DateTimeOffset now)
    {
        var due = message.ScheduledEnqueueTime is { } later && later > now ? later : now;
        var life = Shorter(message.TimeToLive ?? TimeSpan.MaxValue, _settings.DefaultMessageTimeToLive ?? TimeSpan.MaxValue);
        DateTimeOffset? expiry = life < DateTimeOffset.MaxValue - due ? due + life : null;
        var state = due > now ? MessageState.Scheduled : MessageState.Active;
        _messages.Add(number, new StoredMessage { SequenceNumber = number, Message = message, EnqueuedAt = due, ExpiresAt = expiry, State = state });
        if (expiry is { } end)
            _wakeUps.Add(number, end);
        if (state == MessageState.Scheduled)
            _wakeUps.Add(number, due);
        else
            MakeAvailable(number);
    }

    private void MakeAvailable(long number)
    {
        _available.Add(number);
        foreach (var signal in _receivers)
            ThreadPool.QueueUserWorkItem(static action => action(), signal, preferLocal: false);
    }

    private static TimeSpan Shorter(TimeSpan first, TimeSpan second) => first < second ? first : second;
}

/// <summary>What a queue or subscription does with its messages.</summary>
internal sealed record QueueSettings
{
    public required TimeSpan LockDuration { get; init; }

    /// <summary>The longest time to live; null without limit.</summary>
    public required TimeSpan? DefaultMessageTimeToLive { get; init; }

    /// <summary>After so many failed deliveries a message is dead-lettered; null for never.</summary>
    public required int? MaxDeliveryCount { get; init; }

    public required bool DeadLetteringOnMessageExpiration { get; init; }

    /// <summary>How long message ids are remembered; null without duplicate detection.</summary>
    public TimeSpan? DuplicateDetectionWindow { get; init; }

    /// <summary>Dead letters stay until somebody takes them: they neither expire nor count out.</summary>
    public QueueSettings ForDeadLetters() => this with
    {
        DefaultMessageTimeToLive = null,
        MaxDeliveryCount = null,
        DeadLetteringOnMessageExpiration = false,
        DuplicateDetectionWindow = null,
    };
}
