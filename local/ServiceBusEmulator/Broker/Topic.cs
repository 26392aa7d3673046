using FailureFunctions.Local.ServiceBusEmulator.Filters;

namespace FailureFunctions.Local.ServiceBusEmulator.Broker;

/// <summary>A topic: gives each message to every subscription that wants it.</summary>
internal sealed class Topic : ISendTarget
{
    private readonly Lock _gate = new();
    private readonly TimeSpan _longestTimeToLive;
    private readonly TimeProvider _timeProvider;
    private readonly DuplicateHistory? _history;
    private readonly Dictionary<long, BrokerMessage> _scheduled = [];
    private readonly WakeUps _wakeUps;
    private long _lastNumber;

    public Topic(string path, TimeSpan longestTimeToLive, TimeSpan? duplicateDetectionWindow, IReadOnlyList<Subscription> subscriptions, TimeProvider timeProvider)
    {
        Path = path;
        _longestTimeToLive = longestTimeToLive;
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
            if (_history?.IsRepeat(message) == true)
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
        var limited = message.TimeToLive is { } own && own <= _longestTimeToLive ? message : message with { TimeToLive = _longestTimeToLive };
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

/// <summary>A subscription: the queue that a topic copies messages to when a filter of one of its rules lets them through.</summary>
internal sealed record Subscription(string Name, MessageQueue Queue, IReadOnlyList<IMessageFilter> Filters)
{
    /// <summary>Several rules that match still give one copy, as none has an action.</summary>
    public bool Wants(BrokerMessage message) => Filters.Any(filter => filter.Matches(message));
}
