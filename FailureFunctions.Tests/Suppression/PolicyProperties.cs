using FailureFunctions.Suppression;
using FsCheck.Fluent;

namespace FailureFunctions.Tests.Suppression;

/// <summary>What holds of the policy whatever happened.</summary>
internal sealed class PolicyProperties
{
    [Test]
    public void It_agrees_with_the_rules_written_as_a_search_over_all_combinations() =>
        Histories.Hold(history => Outcome.Of(history.State) == NaivePolicy.Decide(history));

    [Test]
    public void Neither_order_nor_repetition_matters() =>
        Histories.Hold(
            from history in Histories.Any
            from evidence in Gen.Shuffle(history.Evidence.Concat(history.Evidence).ToArray())
            from decisions in Gen.Shuffle(history.Decisions.Concat(history.Decisions).ToArray())
            select (history, again: history with { Evidence = evidence, Decisions = decisions }),
            pair => Same(pair.history.State, pair.again.State));

    // The row after each message: recomputed from what is known then, with what it kept of the evidence.
    [Test]
    public void Evidence_and_decisions_may_arrive_in_any_interleaving() =>
        Histories.Hold(
            from history in Histories.Any
            from order in Gen.Shuffle(Enumerable.Range(0, history.Evidence.Count + history.Decisions.Count).ToArray())
            select (history, order),
            pair =>
            {
                var (history, order) = pair;
                var row = new History([], [], history.Settings, history.Now);
                foreach (var next in order)
                    row = next < history.Evidence.Count
                        ? row with { Evidence = [.. Evidence.Union([history.Evidence[next]], row.Evidence)] }
                        : row with { Decisions = [.. row.Decisions, history.Decisions[next - history.Evidence.Count]] };
                return Same(row.State, history.State);
            });

    [Test]
    public void A_release_ends_everything_at_or_before_it() =>
        Histories.Hold(
            from history in Histories.Any
            from at in Histories.Moment
            select (history, at),
            pair =>
            {
                var (history, at) = pair;
                var release = Known.Decision(DecisionKind.Release, at);
                var released = history with { Decisions = [.. history.Decisions, release] };
                var withoutThePast = history with
                {
                    Evidence = [.. history.Evidence.Where(one => one.OccurredAt > at)],
                    Decisions = [.. history.Decisions.Where(decision => decision.At > at || IsProtection(decision)), release],
                };
                return Same(released.State, withoutThePast.State) && (withoutThePast.Evidence.Count > 0 || HasAdditionAfter(history, at) || !IsSuppressed(released));
            });

    [Test]
    public void A_suppression_is_over_at_its_end_and_not_before() =>
        Histories.Hold(
            from history in Histories.Any
            from later in Gen.Choose(0, 400)
            select (history, later),
            pair =>
            {
                var (history, later) = pair;
                var then = history.Now.AddDays(later);
                var state = history.State;
                return state.IsSuppressedAt(then) == history.At(then).IsSuppressedAt(then)
                    && !(state.Until <= history.Now)
                    && (state is not { Status: SuppressionStatus.Suppressed, Until: { } end } || (history.At(end.AddTicks(-1)).IsSuppressedAt(end.AddTicks(-1)) && !history.At(end).IsSuppressedAt(end)));
            });

    [Test]
    public void Evidence_never_suppresses_what_is_protected() =>
        Histories.Hold(
            from history in Histories.Any
            from at in Histories.Moment
            from byDomain in Gen.Elements(true, false)
            select (history, at, byDomain),
            any =>
            {
                var (history, at, byDomain) = any;
                var state = byDomain
                    ? history.Policy.Decide(history.Evidence, history.Decisions, history.Now, at)
                    : history.Policy.Decide(history.Evidence, [.. history.Decisions, Known.Decision(DecisionKind.Protect, Known.Day(500))], history.Now);
                var without = history.Policy.Decide([], history.Decisions, history.Now, at);
                return state.Status == without.Status && state.Status is SuppressionStatus.Protected or SuppressionStatus.Suppressed
                    && state.Origin is null or SuppressionOrigin.Manual or SuppressionOrigin.Import;
            });

    [Test]
    public void More_evidence_never_shortens_a_suppression() =>
        Histories.Hold(
            from history in Histories.Any
            from more in Histories.Some
            select (history, more: history with { Evidence = [.. history.Evidence, .. more] }),
            pair => pair.history.State is not { Status: SuppressionStatus.Suppressed } before
                || (pair.more.State is { Status: SuppressionStatus.Suppressed } after
                    && after.Since <= before.Since
                    && (after.Until is null || after.Until >= before.Until)));

    [Test]
    public void A_delivery_ends_what_began_until_then_unless_it_suppresses_until_a_release() =>
        Histories.Hold(
            from history in Histories.Any
            from at in Histories.Moment
            select (history: history with { Now = history.Now > at ? history.Now : at }, at),
            any =>
            {
                var (history, at) = any;
                var delivered = history with { Evidence = [.. history.Evidence, Known.Delivery(at)] };
                var before = history with { Evidence = [.. history.Evidence.Where(one => one.OccurredAt <= at)] };
                var after = history with { Evidence = [.. history.Evidence.Where(one => one.OccurredAt > at || one.Weight is EvidenceWeight.Complaint)] };
                return LastsForGood(before) ? LastsForGood(delivered) : Outcome.Of(delivered.State) == Outcome.Of(after.State);
            });

    // The API gives a decision this time; else a clock that is behind would make it void.
    [Test]
    public void A_decision_at_the_time_that_it_is_given_has_its_effect() =>
        Histories.Hold(history => IsSuppressed(Decide(history, DecisionKind.Add))
            && !IsSuppressed(Decide(history, DecisionKind.Release))
            && Decide(Decide(history, DecisionKind.Release), DecisionKind.Protect).State.Status is SuppressionStatus.Protected
            && Decide(Decide(Decide(history, DecisionKind.Protect), DecisionKind.Release), DecisionKind.Unprotect).State.Status is SuppressionStatus.Released);

    private static History Decide(History history, DecisionKind kind) => history with
    {
        Decisions = [.. history.Decisions, Known.Decision(kind, Decision.MomentOf(kind, history.Evidence, history.Decisions, history.Now))],
    };

    private static bool Same(SuppressionState one, SuppressionState other) =>
        one with { Evidence = [] } == other with { Evidence = [] } && one.Evidence.SequenceEqual(other.Evidence);

    private static bool IsSuppressed(History history) => history.State.IsSuppressedAt(history.Now);

    private static bool LastsForGood(History history) => history.State is { Status: SuppressionStatus.Suppressed, Until: null };

    private static bool IsProtection(Decision decision) => decision.Kind is DecisionKind.Protect or DecisionKind.Unprotect;

    private static bool HasAdditionAfter(History history, DateTimeOffset at) =>
        history.Decisions.Any(decision => decision.Kind is DecisionKind.Add or DecisionKind.Import && decision.At > at);
}
