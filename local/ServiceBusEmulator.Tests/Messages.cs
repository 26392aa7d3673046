using Amqp.Framing;
using FailureFunctions.Local.ServiceBusEmulator.Broker;

namespace FailureFunctions.Local.ServiceBusEmulator.Tests;

/// <summary>Builds messages for the tests of the broker.</summary>
internal static class Messages
{
    public static BrokerMessage Message(string? id = null, string? subject = null, params (string Name, object? Value)[] properties) => new()
    {
        Properties = new Properties { MessageId = id, Subject = subject },
        ApplicationProperties = properties.ToDictionary(property => property.Name, property => property.Value),
    };
}
