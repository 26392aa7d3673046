using FailureFunctions.Classification;

namespace FailureFunctions.Suppression;

/// <summary>A time for which one cause suppresses.</summary>
/// <param name="End">Excluded; <see cref="Never"/> until released.</param>
/// <param name="Evidence">What it rests on, oldest first.</param>
internal readonly record struct Stretch(DateTimeOffset Since, DateTimeOffset End, SuppressionOrigin Origin, Reason? Reason, Evidence[] Evidence)
{
    public static readonly DateTimeOffset Never = DateTimeOffset.MaxValue;

    /// <summary>From when the last of the evidence occurred.</summary>
    public static Stretch From(Evidence[] evidence, TimeSpan? length)
    {
        var last = evidence[^1];
        var end = length is { } limited ? Later(last.OccurredAt, limited) : Never;
        return last.Kind is EvidenceKind.Complaint
            ? new(last.OccurredAt, end, SuppressionOrigin.Complaint, null, evidence)
            : new(last.OccurredAt, end, SuppressionOrigin.Failure, last.Reason, evidence);
    }

    public static Stretch From(Decision addition) => new(addition.At, Never, addition.Origin, null, []);

    /// <summary>The same, over at a moment if it is not before.</summary>
    public Stretch Until(DateTimeOffset? end) => end < End ? this with { End = end.Value } : this;

    public static DateTimeOffset Later(DateTimeOffset moment, TimeSpan by) => moment < Never - by ? moment + by : Never;

    /// <summary>Since when one stretch followed the other without a gap, up to those that have not ended.</summary>
    public static DateTimeOffset SinceOf(List<Stretch> stretches, DateTimeOffset now)
    {
        stretches.Sort((one, other) => other.End.CompareTo(one.End));
        var since = Never;
        foreach (var stretch in stretches)
        {
            if (stretch.End <= now && stretch.End < since)
                break;
            since = stretch.Since < since ? stretch.Since : since;
        }
        return since;
    }
}
