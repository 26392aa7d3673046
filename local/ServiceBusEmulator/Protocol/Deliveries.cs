namespace FailureFunctions.Local.ServiceBusEmulator.Protocol;

/// <summary>A whole message that arrived on a link.</summary>
internal sealed record IncomingDelivery(uint Id, uint MessageFormat, bool Settled, byte[] Payload);

/// <summary>A message that was sent and is not settled yet.</summary>
internal sealed record OutgoingDelivery(uint Id, byte[] Tag, OutgoingLink Link);
