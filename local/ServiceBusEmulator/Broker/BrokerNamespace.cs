namespace FailureFunctions.Local.ServiceBusEmulator.Broker;

/// <summary>All entities, by path; paths are case-insensitive.</summary>
internal sealed class BrokerNamespace(IEnumerable<ISendTarget> targets) : IDisposable
{
    private readonly Dictionary<string, ISendTarget> _targets = targets.ToDictionary(target => target.Path, StringComparer.OrdinalIgnoreCase);

    public ISendTarget? FindTarget(string path) => _targets.GetValueOrDefault(path);

    /// <summary>The queue, subscription (<c>topic/Subscriptions/name</c>) or dead-letter queue at the path; null when there is none.</summary>
    public MessageQueue? FindSource(string path)
    {
        const string deadLetters = "/$deadletterqueue";
        const string subscriptions = "/subscriptions/";
        if (path.EndsWith(deadLetters, StringComparison.OrdinalIgnoreCase))
            return FindSource(path[..^deadLetters.Length])?.DeadLetters;

        if (FindTarget(path) is MessageQueue queue)
            return queue;

        var split = path.LastIndexOf(subscriptions, StringComparison.OrdinalIgnoreCase);
        return split > 0 && FindTarget(path[..split]) is Topic topic
            ? topic.Subscriptions.FirstOrDefault(subscription => subscription.Name.Equals(path[(split + subscriptions.Length)..], StringComparison.OrdinalIgnoreCase))?.Queue
            : null;
    }

    public void Dispose()
    {
        foreach (var target in _targets.Values)
            target.Dispose();
    }
}

/// <summary>A queue or a topic: what messages can be sent to.</summary>
internal interface ISendTarget : IDisposable
{
    string Path { get; }

    /// <returns>Its sequence number, also when it was a duplicate and dropped.</returns>
    long Send(BrokerMessage message);

    /// <returns>Whether the scheduled message was still waiting.</returns>
    bool CancelScheduled(long sequenceNumber);
}
