using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs the function on messages of a queue or a subscription.</summary>
public sealed class ServiceBusTriggerAttribute : TriggerBindingAttribute, ISupportCardinality
{
    /// <summary>Initialises a trigger on a queue.</summary>
    /// <param name="queueName">The queue, or <c>%SETTING%</c>.</param>
    public ServiceBusTriggerAttribute(string queueName)
    {
        QueueName = queueName;
    }

    /// <summary>Initialises a trigger on a subscription.</summary>
    /// <param name="topicName">The topic, or <c>%SETTING%</c>.</param>
    /// <param name="subscriptionName">The subscription, or <c>%SETTING%</c>.</param>
    public ServiceBusTriggerAttribute(string topicName, string subscriptionName)
    {
        TopicName = topicName;
        SubscriptionName = subscriptionName;
    }

    /// <summary>The setting that holds the connection string, or the prefix of the settings of an identity; <c>ServiceBus</c> when null.</summary>
    public string? Connection { get; set; }

    /// <summary>The queue; null for a subscription.</summary>
    public string? QueueName { get; }

    /// <summary>The topic; null for a queue.</summary>
    public string? TopicName { get; }

    /// <summary>The subscription; null for a queue.</summary>
    public string? SubscriptionName { get; }

    /// <summary>Whether the entity has sessions. This host serves none.</summary>
    public bool IsSessionsEnabled { get; set; }

    /// <summary>Whether the function takes an array of messages.</summary>
    public bool IsBatched { get; set; }

    /// <summary>Whether messages are completed when the function succeeds; what host.json says when not set here, which is true by default.</summary>
    public bool AutoCompleteMessages { get; set; }

    Cardinality ISupportCardinality.Cardinality
    {
        get => IsBatched ? Cardinality.Many : Cardinality.One;
        set => IsBatched = value == Cardinality.Many;
    }
}
