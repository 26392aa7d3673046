using System.Globalization;

namespace FailureFunctions.Recording;

/// <summary>The RowKey of a failure, 43 characters: the newest sorts first, and a notification always has the same row.</summary>
internal static class FailureRowKey
{
    // The largest number of ten digits, as Unix time a moment in the year 2286.
    private const long Latest = 9_999_999_999;

    private const int Digits = 10;

    /// <summary>
    /// Ten digits that fall as the reported time rises, a hyphen, the event id. Without a reported time the row sorts last:
    /// a repeat of the call has another time of receipt, and would get a second row (docs/decisions/0002).
    /// </summary>
    public static string Of(DateTimeOffset? reportedAt, EventId eventId) => $"{Before(reportedAt)}-{eventId}";

    /// <summary>The reported time of a row, to the second; null when it reports none.</summary>
    public static DateTimeOffset? ReportedAt(string rowKey) =>
        rowKey.Length > Digits && long.TryParse(rowKey.AsSpan(0, Digits), NumberStyles.None, CultureInfo.InvariantCulture, out var digits) && digits != Latest
            ? DateTimeOffset.FromUnixTimeSeconds(Latest - digits)
            : null;

    /// <summary>The lower bound, in ten digits, of the RowKeys of failures reported at or before a moment.</summary>
    public static string Before(DateTimeOffset? moment) =>
        (Latest - Math.Clamp(moment?.ToUnixTimeSeconds() ?? 0, 0, Latest)).ToString("D10", CultureInfo.InvariantCulture);
}
