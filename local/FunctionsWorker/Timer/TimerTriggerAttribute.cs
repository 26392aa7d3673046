using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs the function on a schedule.</summary>
public sealed class TimerTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>Initialises a trigger.</summary>
    /// <param name="schedule">An NCRONTAB expression of 5 or 6 fields, a time span, or <c>%SETTING%</c> that holds one.</param>
    public TimerTriggerAttribute(string schedule)
    {
        Schedule = schedule;
        UseMonitor = true;
    }

    /// <summary>An NCRONTAB expression of 5 or 6 fields, a time span, or <c>%SETTING%</c> that holds one.</summary>
    public string Schedule { get; private set; }

    /// <summary>Whether <see cref="TimerInfo.ScheduleStatus"/> is kept. Schedules shorter than a minute never keep it.</summary>
    public bool UseMonitor { get; set; }

    /// <summary>Whether the function also runs when the host starts.</summary>
    public bool RunOnStartup { get; set; }
}
