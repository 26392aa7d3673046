using System.Diagnostics;
using FailureFunctions.Classification;
using FailureFunctions.Recording;
using FailureFunctions.Suppression;

namespace FailureFunctions.Benchmarks;

/// <summary>
/// A year of 1,000,000 failures over 200,000 addresses through the policy alone: under 10 s. Each failure is a message, for which
/// the recipient is computed again. Some addresses fail far more often than others.
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
        var policy = new SuppressionPolicy(new SuppressionOptions());
        Measure(output, year, "policy, from all rows", (all, _) => all.ToKeep);
        Measure(output, year, "policy and what is kept, from rows of 30 days", (all, now) =>
        {
            all.Rows.RemoveAll(one => one.OccurredAt < now.AddDays(-30));
            return policy.Kept(Evidence.Union(all.Rows, all.ToKeep), []);
        });
    }

    private static void Measure(TextWriter output, (int Address, Evidence Evidence)[] year, string name, Func<Recipient, DateTimeOffset, IReadOnlyList<Evidence>> keep)
    {
        Decide(year.AsSpan(0, Failures / 20), keep);
        var (allocated, worked) = (GC.GetTotalAllocatedBytes(), Environment.CpuUsage.UserTime);
        var watch = Stopwatch.StartNew();
        var suppressed = Decide(year, keep);
        watch.Stop();
        (allocated, worked) = (GC.GetTotalAllocatedBytes() - allocated, Environment.CpuUsage.UserTime - worked);
        output.WriteLine(FormattableString.Invariant(
            $"{Failures:N0} failures over {Addresses:N0} addresses, {name}: {watch.Elapsed.TotalSeconds:0.0} s ({worked.TotalSeconds:0.0} s of processor time), {allocated / Failures:N0} bytes each, on one thread; {suppressed:N0} addresses suppressed at the end."));
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

    private static int Decide(ReadOnlySpan<(int Address, Evidence Evidence)> year, Func<Recipient, DateTimeOffset, IReadOnlyList<Evidence>> keep)
    {
        var policy = new SuppressionPolicy(new SuppressionOptions());
        var recipients = new Recipient?[Addresses];
        foreach (var (address, evidence) in year)
        {
            var recipient = recipients[address] ??= new Recipient();
            var now = evidence.OccurredAt;
            recipient.Rows.Add(evidence);
            recipient.ToKeep = keep(recipient, now);
            var state = policy.Decide(recipient.ToKeep.Count > 0 ? recipient.ToKeep : recipient.Rows, [], now);
            recipient.SuppressedUntil = state.Status is SuppressionStatus.Suppressed ? state.Until ?? DateTimeOffset.MaxValue : default;
        }
        var end = year[^1].Evidence.OccurredAt;
        return recipients.Count(recipient => recipient?.SuppressedUntil > end);
    }

    private sealed class Recipient
    {
        public List<Evidence> Rows { get; } = [];

        public IReadOnlyList<Evidence> ToKeep { get; set; } = [];

        public DateTimeOffset SuppressedUntil { get; set; }
    }
}
