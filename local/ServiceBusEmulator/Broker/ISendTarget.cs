namespace FailureFunctions.Local.ServiceBusEmulator.Broker;

/// <summary>A queue or a topic: what messages can be sent to.</summary>
internal interface ISendTarget
{
    string Path { get; }

    /// <summary>Takes a message; one scheduled for later waits until then.</summary>
    /// <returns>Its sequence number, also when it was a duplicate and dropped.</returns>
    long Send(BrokerMessage message);

    /// <summary>Takes a scheduled message back.</summary>
    /// <returns>Whether it was still waiting.</returns>
    bool CancelScheduled(long sequenceNumber);
}
