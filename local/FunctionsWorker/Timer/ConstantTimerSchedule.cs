namespace Microsoft.Azure.Functions.Worker.Timer;

/// <summary>Occurrences at the same distance.</summary>
internal sealed class ConstantTimerSchedule(TimeSpan interval) : TimerSchedule
{
    public override DateTimeOffset Next(DateTimeOffset after) => after + interval;
}
