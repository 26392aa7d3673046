using FailureFunctions.Local.ServiceBusEmulator.Broker;

namespace FailureFunctions.Local.ServiceBusEmulator.Configuration;

/// <summary>A queue to serve.</summary>
internal sealed record QueueConfiguration(string Name, QueueSettings Settings);

/// <summary>A subscription to serve.</summary>
internal sealed record SubscriptionConfiguration(string Name, QueueSettings Settings, IReadOnlyList<Rule> Rules);

/// <summary>A topic to serve.</summary>
internal sealed record TopicConfiguration(string Name, TimeSpan DefaultMessageTimeToLive, TimeSpan? DuplicateDetectionWindow, IReadOnlyList<SubscriptionConfiguration> Subscriptions)
{
    public Topic Build(TimeProvider timeProvider) => new(
        Name,
        DefaultMessageTimeToLive,
        DuplicateDetectionWindow,
        [.. Subscriptions.Select(subscription => new Subscription(
            subscription.Name,
            new MessageQueue($"{Name}/Subscriptions/{subscription.Name}", subscription.Settings, timeProvider),
            subscription.Rules))],
        timeProvider);
}
