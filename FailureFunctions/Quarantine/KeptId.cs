using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace FailureFunctions.Quarantine;

/// <summary>Names a kept notification: its UTC day, and its key within the day. They sort the newest first within a day.</summary>
/// <param name="Day">The UTC day on which it was received.</param>
/// <param name="Key">Its key within the day.</param>
internal readonly record struct KeptId(DateOnly Day, string Key)
{
    private const string DayFormat = "yyyy-MM-dd";
    private const int LongestKey = 512;

    /// <summary>The day as its partition is named.</summary>
    public string Partition => PartitionOf(Day);

    /// <summary>The name of a day's partition.</summary>
    /// <param name="day">The day.</param>
    /// <returns>Such as <c>2024-06-05</c>.</returns>
    public static string PartitionOf(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);

    /// <summary>Reads a day.</summary>
    /// <param name="text">The text.</param>
    /// <param name="day">The day, when it is one.</param>
    /// <returns>Whether it is one, as <c>2024-06-05</c>.</returns>
    public static bool TryParseDay([NotNullWhen(true)] string? text, out DateOnly day) =>
        DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    /// <summary>Reads an id.</summary>
    /// <param name="text">Day and key with a slash between them, as <see cref="ToString"/> writes them.</param>
    /// <param name="id">The id, when it is one.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out KeptId id)
    {
        id = default;
        if (text?.Split('/') is not [var dayText, { Length: > 0 and <= LongestKey } key]
            || !TryParseDay(dayText, out var day)
            || key.AsSpan().IndexOfAny("\\#?") >= 0
            || key.Any(char.IsControl))
            return false;
        id = new KeptId(day, key);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Partition}/{Key}";
}
