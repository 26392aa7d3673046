using System.Globalization;
using NCrontab;

namespace FailureFunctions.Local.FunctionsHost.Timer;

/// <summary>When a timer function runs.</summary>
internal abstract class TimerSchedule
{
    private static readonly TimeSpan OneMinute = TimeSpan.FromMinutes(1);

    /// <summary>The first occurrence after that time.</summary>
    public abstract DateTimeOffset Next(DateTimeOffset after);

    /// <summary>The real host keeps no status of schedules with less than a minute between occurrences.</summary>
    public bool IsShorterThanAMinute(DateTimeOffset now)
    {
        var next = Next(now);
        return Next(next) - next < OneMinute;
    }

    /// <summary>Reads an NCRONTAB expression of five or six fields, or a time span.</summary>
    /// <exception cref="FormatException">The text is neither.</exception>
    public static TimerSchedule Parse(string text, TimeZoneInfo zone)
    {
        var fields = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
        if (fields > 1)
        {
            return CrontabSchedule.TryParse(text, new CrontabSchedule.ParseOptions { IncludingSeconds = fields == 6 }) is { } crontab
                ? new Crontab(crontab, zone)
                : throw new FormatException(
                    $"'{text}' is not an NCRONTAB expression: "
                    + "{second} {minute} {hour} {day} {month} {day of week}, or the same without the second");
        }

        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var interval) && interval > TimeSpan.Zero
            ? new Constant(interval)
            : throw new FormatException($"'{text}' is neither an NCRONTAB expression nor a time span such as 00:05:00");
    }

    private sealed class Constant(TimeSpan interval) : TimerSchedule
    {
        public override DateTimeOffset Next(DateTimeOffset after) => after + interval;
    }

    private sealed class Crontab(CrontabSchedule crontab, TimeZoneInfo zone) : TimerSchedule
    {
        public override DateTimeOffset Next(DateTimeOffset after)
        {
            // When clocks go back, the next clock time can lie before the given time; then the one after it is meant.
            var clock = TimeZoneInfo.ConvertTime(after, zone).DateTime;
            DateTimeOffset next;
            do
            {
                clock = crontab.GetNextOccurrence(clock);
                next = ToTime(clock);
            }
            while (next <= after && clock < DateTime.MaxValue);

            return next;
        }

        private DateTimeOffset ToTime(DateTime clock)
        {
            if (clock == DateTime.MaxValue)
                return DateTimeOffset.MaxValue;

            // A clock time that is skipped in spring runs when the gap ends, an hour later by the clock.
            if (zone.IsInvalidTime(clock))
                clock = clock.AddHours(1);
            return new DateTimeOffset(clock, zone.GetUtcOffset(clock));
        }
    }
}
