using FailureFunctions.Local.ServiceBusEmulator.Filters;

namespace FailureFunctions.Local.ServiceBusEmulator.Broker;

/// <summary>A topic: gives each message to every subscription that wants it.</summary>
internal sealed class Topic : ISendTarget, IDisposable
{
    private readonly Lock _gate = new();
    private readonly TimeSpan? _timeToLive;
    private readonly TimeProvider _timeProvider;
    private readonly DuplicateHistory? _history;
    private readonly Dictionary<long, BrokerMessage> _scheduled = [];
    private readonly WakeUps _wakeUps;
    private long _lastNumber;

    /// <param name="path">The topic's name.</param>
    /// <param name="timeToLive">The longest time to live; null without limit.</param>
    /// <param name="duplicateDetectionWindow">How long message ids are remembered; null without duplicate detection.</param>
    /// <param name="subscriptions">The subscriptions.</param>
    /// <param name="timeProvider">The clock.</param>
    public Topic(string path, TimeSpan? timeToLive, TimeSpan? duplicateDetectionWindow, IReadOnlyList<Subscription> subscriptions, TimeProvider timeProvider)
    {
        Path = path;
        _timeToLive = timeToLive;
        _timeProvider = timeProvider;
        _history = duplicateDetectionWindow is { } window ? new DuplicateHistory(window, timeProvider) : null;
        Subscriptions = subscriptions;
        _wakeUps = new WakeUps(timeProvider, PublishDue);
    }

    public string Path { get; }

    public IReadOnlyList<Subscription> Subscriptions { get; }

    public long Send(BrokerMessage message)
    {
        lock (_gate)
        {
            var number = ++_lastNumber;
            if (_history is not null && message.MessageId is { Length: > 0 } id && !_history.IsNew(id))
                return number;

            if (message.ScheduledEnqueueTime is { } due && due > _timeProvider.GetUtcNow())
            {
                _scheduled.Add(number, message);
                _wakeUps.Add(number, due);
            }
            else
            {
                Publish(message);
            }

            return number;
        }
    }

    public bool CancelScheduled(long sequenceNumber)
    {
        lock (_gate)
            return _scheduled.Remove(sequenceNumber);
    }

    public void Dispose()
    {
        _wakeUps.Dispose();
        foreach (var subscription in Subscriptions)
            subscription.Queue.Dispose();
    }

    private void Publish(BrokerMessage message)
    {
        var limited = _timeToLive is { } limit && (message.TimeToLive is not { } own || own > limit) ? message with { TimeToLive = limit } : message;
        foreach (var subscription in Subscriptions)
        {
            if (subscription.Wants(limited))
                subscription.Queue.Send(limited);
        }
    }

    private void PublishDue()
    {
        lock (_gate)
        {
            while (_wakeUps.TryTake(_timeProvider.GetUtcNow(), out var number))
            {
                if (_scheduled.Remove(number, out var message))
                    Publish(message);
            }
        }
    }
}

/// <summary>A subscription: the queue that a topic copies messages to when one of the rules lets them through.</summary>
internal sealed record Subscription(string Name, MessageQueue Queue, IReadOnlyList<Rule> Rules)
{
    /// <summary>Several rules that match still give one copy, as none has an action.</summary>
    public bool Wants(BrokerMessage message) => Rules.Any(rule => rule.Filter.Matches(message));
}

/// <summary>A named filter.</summary>
internal sealed record Rule(string Name, IMessageFilter Filter);
