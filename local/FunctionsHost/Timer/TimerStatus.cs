using System.Text.Json;
using System.Text.Json.Serialization;

namespace FailureFunctions.Local.FunctionsHost.Timer;

/// <summary>What a timer function receives as <c>TimerInfo</c>.</summary>
internal sealed record TimerStatus(ScheduleStatus? ScheduleStatus, bool IsPastDue)
{
    private static readonly JsonSerializerOptions Options = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public TimerAdjustment Schedule { get; } = new(true);

    public string ToJson() => JsonSerializer.Serialize(this, Options);
}

/// <summary>Occurrences of the schedule: the last that ran, the next, and when that was known.</summary>
internal sealed record ScheduleStatus(DateTime Last, DateTime Next, DateTime LastUpdated);

internal sealed record TimerAdjustment([property: JsonPropertyName("AdjustForDST")] bool AdjustForDst);
