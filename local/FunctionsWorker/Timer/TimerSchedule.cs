using System.Globalization;
using NCrontab;

namespace Microsoft.Azure.Functions.Worker.Timer;

/// <summary>When a function on a timer runs.</summary>
internal abstract class TimerSchedule
{
    private static readonly TimeSpan OneMinute = TimeSpan.FromMinutes(1);

    /// <summary>The first occurrence after that moment.</summary>
    public abstract DateTimeOffset Next(DateTimeOffset after);

    /// <summary>Whether occurrences come closer than a minute; the host keeps no status of such schedules.</summary>
    public bool IsShorterThanAMinute(DateTimeOffset now)
    {
        var next = Next(now);
        return Next(next) - next < OneMinute;
    }

    /// <summary>Reads an NCRONTAB expression of 5 or 6 fields, or a time span.</summary>
    /// <exception cref="FormatException">The text is neither.</exception>
    public static TimerSchedule Parse(string text, TimeZoneInfo zone)
    {
        var fields = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
        if (fields > 1)
        {
            var options = new CrontabSchedule.ParseOptions { IncludingSeconds = fields == 6 };
            return CrontabSchedule.TryParse(text, options) is { } crontab
                ? new CrontabTimerSchedule(crontab, zone)
                : throw new FormatException($"'{text}' is no NCRONTAB expression: {{second}} {{minute}} {{hour}} {{day}} {{month}} {{day of week}}, or the same without seconds.");
        }

        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var interval) && interval > TimeSpan.Zero
            ? new ConstantTimerSchedule(interval)
            : throw new FormatException($"'{text}' is neither an NCRONTAB expression nor a time span such as 00:05:00.");
    }
}
