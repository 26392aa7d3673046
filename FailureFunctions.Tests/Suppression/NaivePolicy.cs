using FailureFunctions.Suppression;

namespace FailureFunctions.Tests.Suppression;

/// <summary>What matters to whoever sends mail.</summary>
internal sealed record Outcome(SuppressionStatus Status, DateTimeOffset? Until, SuppressionOrigin? Origin)
{
    public static Outcome Of(SuppressionState state) => new(state.Status, state.Until, state.Origin);
}

/// <summary>The rules of docs/suppression.md, read literally: whether any combination of the evidence fulfils one. Slow, and without order.</summary>
internal static class NaivePolicy
{
    public static Outcome Decide(History history)
    {
        var settings = history.Settings;
        var releases = history.Decisions.Where(decision => decision.Kind is DecisionKind.Release).Select(decision => decision.At).ToArray();
        var counted = history.Evidence.Where(one => releases.All(release => one.OccurredAt > release)).Distinct().ToArray();
        var added = history.Decisions.Where(decision => decision.Kind is DecisionKind.Add or DecisionKind.Import && releases.All(release => decision.At > release)).ToArray();
        var isProtected = history.Decisions.Any(protect => protect.Kind is DecisionKind.Protect
            && !history.Decisions.Any(other => other.Kind is DecisionKind.Unprotect && other.At > protect.At));

        var deliveries = Of(EvidenceWeight.Delivery);
        var dead = Of(EvidenceWeight.Dead);
        var disabled = Of(EvidenceWeight.Disabled);
        var strikes = Of(EvidenceWeight.Strike);
        var confirmed = settings.Probation == TimeSpan.Zero
            ? dead.Length > 0
            : dead.Any(one => dead.Any(other =>
                one - other >= settings.Probation && one - other <= settings.RepeatWithin && !deliveries.Any(at => at >= other && at < one)));
        // Between two deliveries, each for itself.
        var struckOut = strikes.GroupBy(at => deliveries.Count(delivery => delivery < at))
            .Select(group => group.Select(at => at.UtcDateTime.Date).Distinct().Order().ToArray())
            .Any(days => (from first in days from last in days where IsRun(days, first, last) select true).Any());

        if (!isProtected && Of(EvidenceWeight.Complaint).Length > 0)
            return Suppressed(SuppressionOrigin.Complaint);
        if (added.Length > 0)
            return Suppressed(added.Min(decision => decision.Origin));
        if (isProtected)
            return new(SuppressionStatus.Protected, null, null);
        if (confirmed || struckOut)
            return Suppressed(SuppressionOrigin.Failure);
        var end = dead.Select(at => Ended(at, settings.Probation)).Concat(disabled.Select(at => Ended(at, settings.DisabledFor))).Append(default).Max();
        if (end > history.Now)
            return new(SuppressionStatus.Suppressed, end, SuppressionOrigin.Failure);
        var forgotten = dead.Where(IsOpen).Select(at => at + settings.RepeatWithin)
            .Concat(strikes.Where(IsOpen).Select(at => new DateTimeOffset(at.UtcDateTime.Date, TimeSpan.Zero) + settings.StrikesGap + TimeSpan.FromDays(1)))
            .Append(default).Max();
        if (forgotten > history.Now)
            return new(SuppressionStatus.Watched, forgotten, null);
        return new(releases.Length > 0 ? SuppressionStatus.Released : SuppressionStatus.None, null, null);

        DateTimeOffset[] Of(EvidenceWeight weight) => [.. counted.Where(one => one.Weight == weight).Select(one => one.OccurredAt)];

        bool IsOpen(DateTimeOffset at) => !deliveries.Any(delivery => delivery >= at);

        DateTimeOffset Ended(DateTimeOffset at, TimeSpan after) => deliveries.Where(delivery => delivery >= at).Append(at + after).Min();

        bool IsRun(DateTime[] days, DateTime first, DateTime last)
        {
            var between = days.Where(day => day >= first && day <= last).ToArray();
            return last - first >= settings.StrikesSpan && between.Length >= settings.Strikes
                && between.Zip(between.Skip(1)).All(pair => pair.Second - pair.First <= settings.StrikesGap);
        }
    }

    private static Outcome Suppressed(SuppressionOrigin origin) => new(SuppressionStatus.Suppressed, null, origin);
}
