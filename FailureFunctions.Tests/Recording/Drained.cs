using System.Globalization;
using FailureFunctions.Recording;
using FailureFunctions.Tests.Recording.Protocol;

namespace FailureFunctions.Tests.Recording;

/// <summary>Numbered failures for tests of the drain.</summary>
internal static class Drained
{
    public static Failure Failure(int number) => ScenarioFailures.Of('a') with
    {
        EventId = EventId.TryParse(number.ToString("x32", CultureInfo.InvariantCulture), out var id) ? id : throw new ArgumentException("No id.", nameof(number)),
    };

    public static OutboxPointer Pointer(int number, int attempts = 0) =>
        new("a", number.ToString(CultureInfo.InvariantCulture), "1", Failure(number).Keys, attempts, Trace: null);

    /// <summary>An entry of the old format.</summary>
    public static OutboxPointer OldEntry(int number) => Pointer(number) with { Row = null };

    public static ReadRow Row(int number, bool isPublished = false) =>
        new(Failure(number).Keys, new StoredRow($"version of {number}", isPublished), Failure(number), Fault: null);
}
