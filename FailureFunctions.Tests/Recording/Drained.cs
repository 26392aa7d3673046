using System.Globalization;
using FailureFunctions.Recording;
using FailureFunctions.Tests.Recording.Protocol;

namespace FailureFunctions.Tests.Recording;

/// <summary>Outbox entries for tests of the drain, all due.</summary>
internal static class Drained
{
    private static readonly Failure Failure = ScenarioFailures.Of('a');

    public static OutboxEntry Entry(int number, int attempts = 0) => new(
        "a", number.ToString(CultureInfo.InvariantCulture), "1", attempts, Samples.Now - TimeSpan.FromHours(1), LeasedUntil: null);

    public static LeasedEntry Lease(OutboxEntry entry) => new(entry, AttemptId.New(), Failure, Fault: null);
}
