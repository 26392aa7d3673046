using System.Globalization;
using FailureFunctions.Bench.Chaos.Checking;
using FailureFunctions.Bench.Chaos.Faults;
using FailureFunctions.Bench.Chaos.Sending;

namespace FailureFunctions.Bench.Chaos;

/// <summary>What a run found.</summary>
internal sealed record ChaosReport
{
    private const int MostShown = 20;

    public required ChaosOptions Options { get; init; }

    public required IReadOnlyList<Delivery> Plan { get; init; }

    public required Ledger Ledger { get; init; }

    public required IReadOnlyList<FaultTrack> Tracks { get; init; }

    public required int Stored { get; init; }

    /// <summary>Rows that were not marked as published when everything was quiet: what the sweep is for.</summary>
    public required int Swept { get; init; }

    public required int Received { get; init; }

    public required int Deliveries { get; init; }

    /// <summary>From the end of all faults and the last answer to quiet.</summary>
    public required TimeSpan Recovery { get; init; }

    /// <summary>Why the app ended by itself; null when it did not.</summary>
    public required string? AppEnded { get; init; }

    /// <summary>Addresses that are suppressed.</summary>
    public required int Suppressed { get; init; }

    /// <summary>Where the suppression list is not what follows from the rows.</summary>
    public required IReadOnlyList<string> ListFaults { get; init; }

    public required Reconciled Found { get; init; }

    /// <summary>Everything that is wrong, a line each.</summary>
    public IReadOnlyList<string> Faults => [.. Found.Faults, .. ListFaults, .. Ledger.Faults, .. AppEnded is null ? Array.Empty<string>() : [AppEnded]];

    /// <summary>Prints it.</summary>
    public void Print(TextWriter output)
    {
        var anew = Plan.Count(delivery => delivery.Kind == DeliveryKind.SignedAnew);
        var identical = Plan.Count(delivery => delivery.Kind == DeliveryKind.Identical);
        Row("notifications sent", Options.Count, "distinct");
        Row("repeats sent", anew + identical, Text($"{anew:N0} signed anew, {identical:N0} identical to the last byte"));
        foreach (var (outcome, count) in Ledger.Outcomes.OrderBy(outcome => outcome.Key, StringComparer.Ordinal))
            Row($"  {outcome}", count);
        Row("acknowledged", Found.Acknowledged, "notifications answered with 200 or 202");
        Row("stored", Stored, Text($"rows; {Found.StoredOnly:N0} of them never acknowledged, because the sender gave up"));
        Row("swept", Swept, "rows that a killed app left without a mark, published or not");
        Row("received", Received, Text($"messages, and {Deliveries - Received:N0} repeats under the same MessageId"));
        Row("suppressed", Suppressed, "addresses, as the rows say");
        Row("lost", Found.Lost);
        Row("wrong", Faults.Count);
        var times = Ledger.Times;
        if (times.Length > 0)
            output.WriteLine(Text($"answers: half within {At(times, 0.5):0.00} s, 99 % within {At(times, 0.99):0.00} s, the slowest after {times[^1].TotalSeconds:0.00} s"));
        output.WriteLine(Text($"quiet {Recovery.TotalSeconds:0} s after everything worked again"));
        foreach (var track in Tracks)
            output.WriteLine(track);
        foreach (var fault in Faults.Take(MostShown))
            output.WriteLine($"WRONG: {fault}");
        if (Faults.Count > MostShown)
            output.WriteLine(Text($"… and {Faults.Count - MostShown:N0} more."));

        void Row(string what, int count, string remark = "") =>
            output.WriteLine(Text($"{what,-22}{count,10:N0}  {remark}").TrimEnd());
    }

    private static double At(TimeSpan[] sorted, double share) => sorted[(int)(share * (sorted.Length - 1))].TotalSeconds;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
