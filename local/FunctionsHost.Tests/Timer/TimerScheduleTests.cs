using System.Globalization;
using FailureFunctions.Local.FunctionsHost.Timer;

namespace FunctionsHost.Tests.Timer;

internal sealed class TimerScheduleTests
{
    private static readonly TimeZoneInfo Amsterdam = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    [TestCase("0 * * * * *", "2026-11-23T10:00:30Z", "2026-11-23T10:01:00Z")]
    [TestCase("0 */10 1-5 * * *", "2026-11-23T05:55:00Z", "2026-11-24T01:00:00Z")]
    [TestCase("*/5 * * * *", "2026-11-23T10:00:30Z", "2026-11-23T10:05:00Z")]
    [TestCase("0 30 9 * * 1-5", "2026-11-20T10:00:00Z", "2026-11-23T09:30:00Z")]
    [TestCase("00:05:00", "2026-11-23T10:00:30Z", "2026-11-23T10:05:30Z")]
    public void The_next_occurrence_follows_the_schedule(string schedule, string after, string next)
    {
        Assert.That(TimerSchedule.Parse(schedule, TimeZoneInfo.Utc).Next(At(after)), Is.EqualTo(At(next)));
    }

    [TestCase("2026-03-28T12:00:00Z", "2026-03-29T01:30:00Z", Description = "Clocks go forward at 01:00 UTC: 02:30 is skipped and runs at 03:30.")]
    [TestCase("2026-10-24T12:00:00Z", "2026-10-25T01:30:00Z", Description = "Clocks go back at 01:00 UTC: 02:30 comes twice and runs once.")]
    [TestCase("2026-10-25T01:30:00Z", "2026-10-26T01:30:00Z")]
    public void A_change_of_the_clocks_neither_skips_nor_doubles_a_run(string after, string next)
    {
        Assert.That(TimerSchedule.Parse("0 30 2 * * *", Amsterdam).Next(At(after)), Is.EqualTo(At(next)));
    }

    [TestCase("* * *")]
    [TestCase("0 0 25 * * *")]
    [TestCase("soon")]
    [TestCase("00:00:00")]
    [TestCase("")]
    public void Other_text_is_refused(string schedule)
    {
        Assert.That(() => TimerSchedule.Parse(schedule, TimeZoneInfo.Utc), Throws.TypeOf<FormatException>());
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
