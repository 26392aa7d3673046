using System.Globalization;

namespace FailureFunctions.Recording;

/// <summary>The RowKey of a failure: the newest first, and the same notification always the same row.</summary>
internal static class FailureRowKey
{
    /// <summary>What the Unix time is taken from: the largest number of ten digits.</summary>
    public const long Latest = 9_999_999_999;

    /// <summary>Makes the key: ten digits that fall as time rises, a hyphen, the event's id.</summary>
    /// <param name="reportedAt">
    /// The moment that the notification reports. Without one the row sorts last: the moment of the call is no part of
    /// the key, since a second call would then make a second row.
    /// </param>
    /// <param name="eventId">The event's id.</param>
    /// <returns>A key of 43 characters.</returns>
    public static string Of(DateTimeOffset? reportedAt, EventId eventId) =>
        string.Create(CultureInfo.InvariantCulture, $"{Before(reportedAt)}-{eventId}");

    /// <summary>The lowest key of a failure at or before a moment: for filters by period.</summary>
    /// <param name="moment">The moment, from the year 1970 on.</param>
    /// <returns>Ten digits.</returns>
    public static string Before(DateTimeOffset? moment) =>
        (Latest - Math.Clamp(moment?.ToUnixTimeSeconds() ?? 0, 0, Latest)).ToString("D10", CultureInfo.InvariantCulture);
}
