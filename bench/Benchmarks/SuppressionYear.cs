using System.Diagnostics;
using FailureFunctions.Classification;
using FailureFunctions.Recording;
using FailureFunctions.Suppression;

namespace FailureFunctions.Benchmarks;

/// <summary>
/// A year of 1,000,000 failures over 200,000 addresses through the policy alone: under 10 s. Each failure is a message, for which
/// the recipient is computed again from what its row kept and its rows of the last 30 days. Some addresses fail far more often than others.
/// </summary>
internal static class SuppressionYear
{
    private const int Failures = 1_000_000;
    private const int Addresses = 200_000;

    private static readonly (Reason Reason, int Share)[] Reasons =
    [
        (Reason.MailboxUnknown, 35), (Reason.MailboxFull, 20), (Reason.RateLimited, 15), (Reason.DomainUnknown, 8),
        (Reason.MailboxDisabled, 5), (Reason.RecipientRefused, 5), (Reason.SpamContent, 10), (Reason.Unknown, 2),
    ];

    public static void Run(TextWriter output)
    {
        var year = Year();
        Decide(year.AsSpan(0, Failures / 20));
        var before = GC.GetTotalAllocatedBytes();
        var worked = Environment.CpuUsage.UserTime;
        var watch = Stopwatch.StartNew();
        var suppressed = Decide(year);
        watch.Stop();
        worked = Environment.CpuUsage.UserTime - worked;
        output.WriteLine(FormattableString.Invariant(
            $"{Failures:N0} failures over {Addresses:N0} addresses: {watch.Elapsed.TotalSeconds:0.00} s ({worked.TotalSeconds:0.00} s of processor time), {watch.Elapsed.TotalMicroseconds / Failures:0.0} µs and {(GC.GetTotalAllocatedBytes() - before) / Failures:N0} bytes each, on one thread; {suppressed:N0} addresses suppressed at the end."));
    }

    private static (int Address, Evidence Evidence)[] Year()
    {
        var random = new Random(14);
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var reasons = Reasons.SelectMany(reason => Enumerable.Repeat(reason.Reason, reason.Share)).ToArray();
        var year = new (int Address, Evidence Evidence)[Failures];
        for (var i = 0; i < Failures; i++)
        {
            var classification = ReasonTable.Classification(reasons[random.Next(reasons.Length)], "benchmark", Confidence.High);
            if (!EventId.TryParse(i.ToString("x32", null), out var id))
                throw new InvalidOperationException("The number is not an id.");
            // A fifth of the addresses has most of the failures.
            var address = random.Next(3) == 0 ? random.Next(Addresses) : random.Next(Addresses / 5);
            year[i] = (address, new Evidence
            {
                EventId = id,
                OccurredAt = start.AddSeconds(i * (365.0 * 86_400 / Failures)),
                Reason = classification.Reason,
                Advice = classification.Advice,
                RefusedAtRecipient = true,
            });
        }
        return year;
    }

    private static int Decide(ReadOnlySpan<(int Address, Evidence Evidence)> year)
    {
        var policy = new SuppressionPolicy(new SuppressionOptions());
        var rows = new (List<Evidence> Recent, IReadOnlyList<Evidence> Kept, SuppressionState? State)[Addresses];
        foreach (var (address, evidence) in year)
        {
            ref var row = ref rows[address];
            var now = evidence.OccurredAt;
            row.Recent ??= [];
            row.Kept ??= [];
            row.Recent.RemoveAll(one => one.OccurredAt < now.AddDays(-30));
            row.Recent.Add(evidence);
            row.Kept = policy.Kept(Evidence.Union(row.Recent, row.Kept), []);
            row.State = policy.Decide(row.Kept, [], now);
        }
        var end = year[^1].Evidence.OccurredAt;
        return rows.Count(row => row.State?.IsSuppressedAt(end) == true);
    }
}
