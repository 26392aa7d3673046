namespace FailureFunctions.Local.ServiceBusEmulator.Broker;

/// <summary>All entities, by path; paths differ not by case.</summary>
internal sealed class BrokerNamespace(IReadOnlyList<MessageQueue> queues, IReadOnlyList<Topic> topics) : IDisposable
{
    private readonly Dictionary<string, ISendTarget> _targets = queues.Concat<ISendTarget>(topics).ToDictionary(target => target.Path, StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<MessageQueue> Queues { get; } = queues;

    public IReadOnlyList<Topic> Topics { get; } = topics;

    /// <summary>The queue or topic at the path; null when there is none.</summary>
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
        foreach (var queue in Queues)
            queue.Dispose();
        foreach (var topic in Topics)
            topic.Dispose();
    }
}
