using FailureFunctions.Local.ServiceBusEmulator.Broker;

namespace FailureFunctions.Local.ServiceBusEmulator.Filters;

/// <summary>The filter of a subscription without rules: everything.</summary>
internal sealed class TrueFilter : IMessageFilter
{
    public bool Matches(BrokerMessage message) => true;
}
