using FailureFunctions.Classification;
using FailureFunctions.Suppression;
using FsCheck.Fluent;

namespace FailureFunctions.Tests.Suppression;

/// <summary>What the row keeps is enough: retention may remove any rows.</summary>
internal sealed class KeptProperties
{
    [Test]
    public void The_state_with_what_is_kept_is_that_with_all() =>
        Histories.Hold(history => Same(WithKept(history).State, history.State));

    [Test]
    public void And_stays_so_with_whatever_occurs_later() =>
        Histories.Hold(
            from history in Histories.Any
            from later in Histories.Some
            from now in Histories.Moment
            let newest = history.Evidence.Max(one => (DateTimeOffset?)one.OccurredAt) ?? Known.Start
            let shifted = later.Select(one => one with { OccurredAt = newest + (one.OccurredAt - Known.Start) + TimeSpan.FromTicks(1) })
            select (history, shifted: shifted.ToArray(), now: newest + (now - Known.Start)),
            any => Same(More(WithKept(any.history), any.shifted, any.now).State, More(any.history, any.shifted, any.now).State));

    // At any time not before what is kept: a row never asks about the past.
    [Test]
    public void Whether_and_until_when_is_the_same_with_evidence_that_arrives_late() =>
        Histories.Hold(
            from history in Histories.Any
            from late in Histories.Some
            select (history, late),
            any => Outcome.Of(More(WithKept(any.history), any.late, any.history.Now).State) == Outcome.Of(More(any.history, any.late, any.history.Now).State));

    // Rows vanish at any age, the row keeps what it can see, decisions fall in between.
    [Test]
    public void A_year_with_retention_is_like_a_year_without() =>
        Histories.Hold(
            from history in Histories.Any
            from age in Gen.Elements(0, 1, 5, 30, 100)
            select (history, age),
            any =>
            {
                var (history, age) = any;
                List<Evidence> all = [], rows = [], kept = [];
                List<Decision> decisions = [], keptDecisions = [];
                foreach (var moment in history.Evidence.Select(one => one.OccurredAt).Concat(history.Decisions.Select(decision => decision.At)).Distinct().Order())
                {
                    var now = moment;
                    rows.RemoveAll(row => row.OccurredAt < now.AddDays(-age));
                    all.AddRange(history.Evidence.Where(one => one.OccurredAt == now));
                    rows.AddRange(history.Evidence.Where(one => one.OccurredAt == now));
                    decisions.AddRange(history.Decisions.Where(decision => decision.At == now));
                    keptDecisions.AddRange(history.Decisions.Where(decision => decision.At == now));
                    kept = [.. history.Policy.Kept(Evidence.Union(rows, kept), keptDecisions)];
                    keptDecisions = [.. Decision.Kept(keptDecisions)];
                    if (!Same(history.Policy.Decide(kept, keptDecisions, now), history.Policy.Decide(all, decisions, now)))
                        return false;
                }
                return Same(history.Policy.Decide(kept, keptDecisions, history.Now), history.Policy.Decide(all, decisions, history.Now));
            });

    [Test]
    public void It_is_bounded_and_what_suppresses_is_not_forgotten() =>
        Histories.Hold(
            from history in Histories.Any
            from burst in Gen.Choose(1, 400)
            from step in Gen.Elements(0.001, 0.3, 9.0, 45.0)
            from reason in Gen.Elements(Reason.MailboxUnknown, Reason.MailboxDisabled, Reason.MailboxFull)
            from after in Gen.Choose(0, 200)
            select More(history, [.. Enumerable.Range(0, burst).Select(i => Known.Failure(Known.Day(i * step), reason))], Known.Day(Math.Max(400, burst * step) + after)),
            history => WithKept(history) is { Evidence.Count: <= KeptEvidence.Most } kept && Outcome.Of(kept.State) == Outcome.Of(history.State),
            tests: 1_000);

    [Test]
    public void Of_decisions_those_are_kept_that_decide() =>
        Histories.Hold(
            from history in Histories.Any
            from others in Histories.Few(Histories.AnyDecision.Where(decision => decision.Kind is not DecisionKind.Release), 200)
            select history with { Decisions = [.. history.Decisions, .. others] },
            history => Decision.Kept(history.Decisions) is { Count: <= Decision.Remembered + 20 } kept
                && Same((history with { Decisions = kept }).State, history.State),
            tests: 1_000);

    private static History WithKept(History history) => history with { Evidence = history.Policy.Kept(history.Evidence, history.Decisions) };

    private static History More(History history, IReadOnlyList<Evidence> more, DateTimeOffset now) =>
        history with { Evidence = [.. history.Evidence, .. more], Now = now };

    private static bool Same(SuppressionState one, SuppressionState other) =>
        one with { Evidence = [] } == other with { Evidence = [] };
}
