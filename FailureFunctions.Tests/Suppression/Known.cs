using FailureFunctions.Classification;
using FailureFunctions.Recording;
using FailureFunctions.Suppression;

namespace FailureFunctions.Tests.Suppression;

/// <summary>Evidence and decisions on a time line in days.</summary>
internal static class Known
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset Day(double day) => Start + TimeSpan.FromSeconds(Math.Round(day * 86_400));

    public static double DayOf(DateTimeOffset moment) => (moment - Start).TotalDays;

    public static Evidence Failure(DateTimeOffset at, Reason reason, Confidence confidence = Confidence.High, bool refused = false, int number = 0) => new()
    {
        EventId = Id(HashCode(at.Ticks, (int)reason, (int)confidence, refused ? 1 : 0, number)),
        OccurredAt = at,
        Reason = reason,
        Advice = ReasonTable.Classification(reason, "test", confidence).Advice,
        RefusedAtRecipient = refused,
    };

    public static Evidence Complaint(DateTimeOffset at, int number = 0) => new()
    {
        EventId = Id(HashCode(at.Ticks, -1, number, 0, 0)),
        OccurredAt = at,
        Kind = EvidenceKind.Complaint,
    };

    public static Evidence Delivery(DateTimeOffset at, int number = 0) => new()
    {
        EventId = Id(HashCode(at.Ticks, -2, number, 0, 0)),
        OccurredAt = at,
        Kind = EvidenceKind.Delivery,
    };

    public static Decision Decision(DecisionKind kind, DateTimeOffset at) => new()
    {
        Kind = kind,
        At = at,
        Actor = "test",
        Origin = kind is DecisionKind.Import ? SuppressionOrigin.Import : SuppressionOrigin.Manual,
    };

    public static EventId Id(UInt128 number) =>
        EventId.TryParse(number.ToString("x32", null), out var id) ? id : throw new ArgumentException("Not an id.", nameof(number));

    // The same facts, the same id.
    private static UInt128 HashCode(long ticks, params ReadOnlySpan<int> others)
    {
        var hash = (ulong)ticks;
        foreach (var other in others)
            hash = ((hash ^ (uint)other) * 0x9E3779B97F4A7C15) ^ (hash >> 29);
        return new UInt128((ulong)ticks, hash);
    }
}
