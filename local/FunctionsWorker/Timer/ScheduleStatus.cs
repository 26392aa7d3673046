namespace Microsoft.Azure.Functions.Worker;

/// <summary>The last and next run of a schedule, in local time.</summary>
public class ScheduleStatus
{
    /// <summary>When the function last ran as scheduled.</summary>
    public DateTime Last { get; set; }

    /// <summary>When it is expected to run next.</summary>
    public DateTime Next { get; set; }

    /// <summary>When this record was last written.</summary>
    public DateTime LastUpdated { get; set; }
}
