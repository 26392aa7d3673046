using FailureFunctions.Local.ServiceBusEmulator.Broker;

namespace FailureFunctions.Local.ServiceBusEmulator.Filters;

/// <summary>Decides whether a subscription gets a message. Filters never see the body.</summary>
internal interface IMessageFilter
{
    bool Matches(BrokerMessage message);
}
