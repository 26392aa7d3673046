namespace Azure.Messaging.ServiceBus.Wire;

internal sealed record ReceiveLinkSettings(string Identifier, ServiceBusReceiveMode Mode, int PrefetchCount, TimeProvider Time);
