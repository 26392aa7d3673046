using Amqp.Types;

namespace Azure.Messaging.ServiceBus.Wire;

/// <summary>
/// Application property values between .NET and AMQP. Types that AMQP lacks travel as described types under Microsoft's own symbols
/// (https://learn.microsoft.com/azure/service-bus-messaging/service-bus-amqp-protocol-guide).
/// </summary>
internal static class AmqpValues
{
    private const string UriSymbol = "com.microsoft:uri";
    private const string DateTimeOffsetSymbol = "com.microsoft:datetime-offset";
    private const string TimeSpanSymbol = "com.microsoft:timespan";

    /// <exception cref="NotSupportedException">AMQP has nothing for that type.</exception>
    public static object? ToAmqp(string name, object? value) => value switch
    {
        null or bool or byte or sbyte or short or ushort or int or uint or long or ulong or float or double or char or Guid or string or byte[] => value,
        DateTime time => time.ToUniversalTime(),
        decimal number => DecimalFormat.ToAmqp(number),
        DateTimeOffset time => new DescribedValue(new Symbol(DateTimeOffsetSymbol), time.UtcTicks),
        TimeSpan span => new DescribedValue(new Symbol(TimeSpanSymbol), span.Ticks),
        Uri uri => new DescribedValue(new Symbol(UriSymbol), uri.OriginalString),
        _ => throw new NotSupportedException(
            $"Application property '{name}' is a {value.GetType()}, which a message cannot carry. Use text, a number, bool, Guid, Uri, DateTime, DateTimeOffset, TimeSpan or byte[]."),
    };

    public static object? ToNet(object? value) => value switch
    {
        Symbol symbol => (string)symbol,
        Amqp.Types.Decimal number => DecimalFormat.ToNet(number),
        DescribedValue described => (described.Descriptor?.ToString(), described.Value) switch
        {
            (DateTimeOffsetSymbol, long ticks) when IsTime(ticks) => new DateTimeOffset(ticks, TimeSpan.Zero),
            (TimeSpanSymbol, long ticks) => TimeSpan.FromTicks(ticks),
            (UriSymbol, string text) when Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out var uri) => uri,
            _ => described.Value,
        },
        _ => value,
    };

    private static bool IsTime(long ticks) => ticks >= DateTime.MinValue.Ticks && ticks <= DateTime.MaxValue.Ticks;
}
