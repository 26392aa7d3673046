namespace FailureFunctions.Classification;

/// <summary>Whom a refusal points to, by the point of the delivery where it came.</summary>
internal enum Stage
{
    Unknown,

    /// <summary>In answer to RCPT TO.</summary>
    Recipient,

    /// <summary>On connecting, greeting, login or MAIL FROM.</summary>
    Sender,

    /// <summary>In answer to DATA or to the message.</summary>
    Message,

    /// <summary>The sender's own system.</summary>
    Local,
}

/// <summary>
/// The states in which a delivery can fail, what each points to, and the reason it stands for when nothing better is known:
/// <c>Rules/states.tsv</c>. An open set: a state that is not in the table decides nothing.
/// </summary>
internal static class DeliveryStates
{
    private static readonly Dictionary<string, Row> Rows = Read();

    public static IEnumerable<string> Known => Rows.Keys;

    public static IEnumerable<Verdict> Verdicts => Rows.Values.Select(row => row.Verdict).OfType<Verdict>();

    public static Stage StageOf(string? state) => state is null ? Stage.Unknown : Rows.GetValueOrDefault(state)?.Stage ?? Stage.Unknown;

    public static Verdict? Find(string? state) => state is null ? null : Rows.GetValueOrDefault(state)?.Verdict;

    // A local state is the sender's own knowledge; elsewhere it is a guess from where the delivery had got to.
    private static Dictionary<string, Row> Read()
    {
        var rows = new Dictionary<string, Row>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in RuleFile.Read("states.tsv", 3))
        {
            var stage = (Stage)line.IndexAt(1, ClassificationNames.Stages);
            var name = $"state-{line[0].Replace(' ', '-')}";
            rows.Add(line[0], new Row(stage, line.ReasonAt(2) is Reason.Unknown ? null : Verdict.Of(line.ReasonAt(2), name, stage is Stage.Local ? Confidence.High : Confidence.Low)));
        }
        return rows;
    }

    private sealed record Row(Stage Stage, Verdict? Verdict);
}
