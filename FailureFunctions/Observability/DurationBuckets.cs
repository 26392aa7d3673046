using System.Diagnostics.Metrics;

namespace FailureFunctions.Observability;

/// <summary>Where the buckets of our histograms end, in seconds.</summary>
internal static class DurationBuckets
{
    /// <summary>
    /// Of a request and of its parts: those of OpenTelemetry's <c>http.server.request.duration</c> (semantic conventions,
    /// "HTTP metrics"), and 1 ms for a table that is near.
    /// </summary>
    public static readonly InstrumentAdvice<double> OfRequests = new()
    {
        HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
    };

    /// <summary>Of a run of the drain, which takes nothing new after <see cref="Recording.DrainLimits.Run"/>.</summary>
    public static readonly InstrumentAdvice<double> OfRuns = new()
    {
        HistogramBucketBoundaries = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 40, 50, 60, 90],
    };
}
