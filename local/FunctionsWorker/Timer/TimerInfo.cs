namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a function on a schedule is told.</summary>
public class TimerInfo
{
    /// <summary>The last and next run; null when the schedule is not monitored.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>Whether the run comes late.</summary>
    public bool IsPastDue { get; set; }
}
