using System.ComponentModel;
using System.Globalization;

namespace Microsoft.Azure.Functions.Worker.Invocation;

/// <summary>Turns a trigger's value, mostly text, into the simple type of a parameter.</summary>
internal static class TextValue
{
    public static bool CanConvertTo(Type type) =>
        type == typeof(string)
        || Simple(type) is { IsPrimitive: true } or { IsEnum: true }
        || Simple(type) == typeof(decimal) || Simple(type) == typeof(Guid)
        || Simple(type) == typeof(DateTime) || Simple(type) == typeof(DateTimeOffset) || Simple(type) == typeof(TimeSpan);

    public static bool TryConvert(object value, Type type, out object? converted)
    {
        if (type.IsInstanceOfType(value))
        {
            converted = value;
            return true;
        }

        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
        try
        {
            converted = type == typeof(string) ? text : TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text);
            return true;
        }
        // The converters wrap what the parsers throw in ArgumentException, or in Exception itself.
        catch (Exception exception) when (exception is ArgumentException or FormatException or NotSupportedException or OverflowException
            || exception.InnerException is FormatException or OverflowException)
        {
            converted = null;
            return false;
        }
    }

    private static Type Simple(Type type) => Nullable.GetUnderlyingType(type) ?? type;
}
