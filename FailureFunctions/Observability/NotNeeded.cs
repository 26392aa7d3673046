using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FailureFunctions.Observability;

/// <summary>Marks the result of a dependency that these settings do without.</summary>
internal static class NotNeeded
{
    private const string Key = "not-needed";

    /// <summary>The result of a dependency that was not tried.</summary>
    /// <param name="why">Why it is not needed, for people.</param>
    public static HealthCheckResult Because(string why) =>
        HealthCheckResult.Healthy(why, new Dictionary<string, object> { [Key] = true });

    /// <summary>Whether a dependency was found not to be needed.</summary>
    public static bool Is(HealthReportEntry entry) => entry.Data.ContainsKey(Key);
}
