using System.Globalization;

namespace FailureFunctions.Copernica.Notification;

/// <summary>
/// When a failure happened, according to the notification: <c>time</c> (Unix), else <c>timestamp</c> taken as UTC. The
/// bounds are fixed: event id and RowKey are made of it, and the same bytes must give the same at any hour
/// (docs/decisions/0002).
/// </summary>
internal static class ReportedTime
{
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset End = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] TimestampFormats =
        ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd HH:mm:ssK"];

    /// <summary>Null when neither field has a moment within the bounds; an unusable <c>time</c> is kept among the extra fields.</summary>
    public static DateTimeOffset? Of(FieldSet fields)
    {
        if (fields.Text("time") is { } time)
        {
            if (OfUnixTime(time) is { } moment)
                return moment;
            fields.Extra.Add("time", time);
        }
        return OfTimestamp(fields.Text("timestamp"));
    }

    private static DateTimeOffset? OfUnixTime(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            && seconds >= Earliest.ToUnixTimeSeconds()
            && seconds < End.ToUnixTimeSeconds()
            ? DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond))
            : null;

    private static DateTimeOffset? OfTimestamp(string? text) =>
        DateTimeOffset.TryParseExact(
            text,
            TimestampFormats,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var moment)
            && moment >= Earliest
            && moment < End
            ? moment
            : null;
}
