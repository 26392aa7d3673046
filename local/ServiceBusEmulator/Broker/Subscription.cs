using FailureFunctions.Local.ServiceBusEmulator.Filters;

namespace FailureFunctions.Local.ServiceBusEmulator.Broker;

/// <summary>A subscription: the queue that a topic copies messages to when one of the rules lets them through.</summary>
internal sealed record Subscription(string Name, MessageQueue Queue, IReadOnlyList<Rule> Rules)
{
    /// <summary>Several rules that match still give one copy, as none has an action.</summary>
    public bool Wants(BrokerMessage message) => Rules.Any(rule => rule.Filter.Matches(message));
}

/// <summary>A named filter.</summary>
internal sealed record Rule(string Name, IMessageFilter Filter);
