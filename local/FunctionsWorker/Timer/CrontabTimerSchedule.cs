using NCrontab;

namespace Microsoft.Azure.Functions.Worker.Timer;

/// <summary>Occurrences by an NCRONTAB expression, in the clock time of a zone.</summary>
internal sealed class CrontabTimerSchedule(CrontabSchedule crontab, TimeZoneInfo zone) : TimerSchedule
{
    public override DateTimeOffset Next(DateTimeOffset after)
    {
        // When clocks go back, the next clock time can lie before the moment that was asked about; then the one after is meant.
        var clock = TimeZoneInfo.ConvertTime(after, zone).DateTime;
        DateTimeOffset next;
        do
        {
            clock = crontab.GetNextOccurrence(clock);
            next = ToMoment(clock);
        }
        while (next <= after && clock < DateTime.MaxValue);

        return next;
    }

    private DateTimeOffset ToMoment(DateTime clock)
    {
        if (clock == DateTime.MaxValue)
            return DateTimeOffset.MaxValue;

        // A clock time that is skipped in spring runs when the gap ends, an hour later by the clock.
        if (zone.IsInvalidTime(clock))
            clock = clock.AddHours(1);
        return new DateTimeOffset(clock, zone.GetUtcOffset(clock));
    }
}
