using System.Globalization;
using Amqp.Types;

namespace FailureFunctions.Local.ServiceBusEmulator.Filters;

/// <summary>
/// Compares values of AMQP types. Numbers compare by value whatever their types; text compares by code unit, so
/// case-sensitively; kinds that cannot be compared give null, which is SQL's unknown.
/// </summary>
internal static class Values
{
    public static int? Compare(object? left, object? right) => (Plain(left), Plain(right)) switch
    {
        (string a, string b) => string.CompareOrdinal(a, b),
        (bool a, bool b) => a.CompareTo(b),
        (DateTime a, DateTime b) => a.ToUniversalTime().CompareTo(b.ToUniversalTime()),
        (decimal a, decimal b) => a.CompareTo(b),
        (decimal a, double b) => Floating((double)a, b),
        (double a, decimal b) => Floating(a, (double)b),
        (double a, double b) => Floating(a, b),
        _ => null,
    };

    private static int? Floating(double left, double right) =>
        double.IsNaN(left) || double.IsNaN(right) ? null : left.CompareTo(right);

    /// <summary>All whole and decimal numbers as decimal, all floating ones as double, symbols as text.</summary>
    private static object? Plain(object? value) => value switch
    {
        sbyte or short or int or long or byte or ushort or uint or ulong => Convert.ToDecimal(value, CultureInfo.InvariantCulture),
        float number => (double)number,
        Symbol symbol => (string)symbol,
        char character => character.ToString(),
        _ => value,
    };
}
