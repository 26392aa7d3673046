using System.Globalization;

namespace FailureFunctions.Local.ServiceBusEmulator.Broker;

/// <summary>Identifiers as text. AMQP 1.0 (part 3, section 3.2.11) lets them be text, a number, a UUID or bytes.</summary>
internal static class AmqpText
{
    public static string? Of(object? identifier) => identifier switch
    {
        null => null,
        byte[] bytes => Convert.ToHexString(bytes),
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        var other => other.ToString(),
    };
}
