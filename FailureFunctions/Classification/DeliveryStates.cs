using System.Collections.Frozen;

namespace FailureFunctions.Classification;

/// <summary>
/// The states in which a delivery can fail, what each points to, and the reason it stands for when nothing better is known:
/// <c>Rules/states.tsv</c>. An open set: a state that is not in the table decides nothing.
/// </summary>
internal static class DeliveryStates
{
    private static readonly FrozenDictionary<string, (Stage Stage, Verdict? Verdict)> Rows = RuleFile.Read("states.tsv", 3).ToFrozenDictionary(
        line => line[0], line => (line.EnumAt<Stage>(1), VerdictOf(line)), StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<string> Known => Rows.Keys;

    public static IEnumerable<Verdict> Verdicts => Rows.Values.Select(row => row.Verdict).OfType<Verdict>();

    public static Stage StageOf(string? state) => state is null ? Stage.Unknown : Rows.GetValueOrDefault(state).Stage;

    public static Verdict? Find(string? state) => state is null ? null : Rows.GetValueOrDefault(state).Verdict;

    // A local state is the sender's own knowledge; elsewhere it is a guess from where the delivery had got to.
    private static Verdict? VerdictOf(RuleFile.Line line) => line.ReasonAt(2) is Reason.Unknown ? null : Verdict.Of(
        line.ReasonAt(2), $"state-{line[0].Replace(' ', '-')}", line.EnumAt<Stage>(1) is Stage.Local ? Confidence.High : Confidence.Low);
}
