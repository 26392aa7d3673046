using System.Globalization;

namespace FailureFunctions.Copernica.Notification;

/// <summary>When a notification says that it happened.</summary>
internal static class ReportedTime
{
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan MostAhead = TimeSpan.FromDays(1);

    private static readonly string[] TimestampFormats =
        ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd HH:mm:ssK"];

    /// <summary><c>time</c> where it can be, else <c>timestamp</c> taken as UTC where that can be, else null.</summary>
    public static DateTimeOffset? Of(FieldSet fields, DateTimeOffset now)
    {
        var time = fields[KnownField.Time]?.Trim() ?? "";
        if (OfUnixTime(time) is { } reported && CanBe(reported, now))
            return reported;
        FieldValues.KeepUnusable(fields, "time", time);

        return OfTimestamp(fields[KnownField.Timestamp]?.Trim()) is { } stamped && CanBe(stamped, now) ? stamped : null;
    }

    private static bool CanBe(DateTimeOffset reported, DateTimeOffset now) =>
        reported >= Earliest && reported <= now + MostAhead;

    private static DateTimeOffset? OfUnixTime(string text)
    {
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            || seconds < Earliest.ToUnixTimeSeconds()
            || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds())
            return null;
        return DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond));
    }

    private static DateTimeOffset? OfTimestamp(string? text) =>
        DateTimeOffset.TryParseExact(
            text,
            TimestampFormats,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var stamped)
            ? stamped
            : null;
}
