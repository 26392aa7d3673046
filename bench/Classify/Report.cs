using System.Globalization;
using FailureFunctions.Classification;

namespace FailureFunctions.Bench.Classify;

/// <summary>Prints a score.</summary>
/// <param name="output">Where to.</param>
internal sealed class Report(TextWriter output)
{
    private const int WorstRows = 40;
    private const int TextWidth = 160;
    private const double LeastRecall = 0.95;

    /// <summary>Prints everything.</summary>
    /// <param name="score">The score.</param>
    /// <param name="allWrong">Whether every row with a wrong reason is printed, and not only the worst.</param>
    public void Print(Score score, bool allWrong)
    {
        output.WriteLine(Invariant($"{score.Rows.Count} rows, {score.Rows.Count(row => row.Row.HasText)} of them with text"));
        output.WriteLine();
        PrintTable("rows", [("with text", score.Where(row => row.Row.HasText)), ("codes only", score.Where(row => !row.Row.HasText)), ("all", score)]);
        PrintCeiling(score);
        if (score.Advised.Rows > 0)
            output.WriteLine(Invariant($"reason and advice as asked: {score.Advised.Right} of {score.Advised.Rows}\n"));
        PrintTable("source", Groups(score, row => row.Row.Source));
        PrintTable("labelled reason, rows with text", Groups(score.Where(row => row.Row.HasText), row => ClassificationNames.Of(row.Row.Reasons[0])));
        PrintConfusion(score);
        PrintWorst(score, allWrong);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>A share as a percentage and a fraction.</summary>
    public static string Percent(Share share) =>
        share.Rows == 0 ? "–" : Invariant($"{100 * share.Value:0.0} % ({share.Right}/{share.Rows})");

    private static IEnumerable<(string Name, Score Score)> Groups(Score score, Func<Scored, string> by) =>
        score.Rows.GroupBy(by).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => (group.Key, new Score([.. group])));

    private void PrintTable(string title, IEnumerable<(string Name, Score Score)> groups)
    {
        output.WriteLine($"{title,-34} {"precision",-20} {"recall",-20} {"dangerous",-20} {"reason",-20}");
        foreach (var (name, score) in groups)
        {
            output.WriteLine(
                $"{name,-34} {Percent(score.Precision),-20} {Percent(score.Recall),-20} {Percent(score.Dangerous),-20} {Percent(score.Reason),-20}");
        }

        output.WriteLine();
    }

    private void PrintCeiling(Score score)
    {
        if (Ceiling.Of(score.Rows.Select(row => row.Row), LeastRecall) is not { } ceiling)
            return;
        output.WriteLine(Invariant(
            $"codes only, the best that any function of code, extended code and state reaches at recall of {100 * LeastRecall:0} % or more: precision {Percent(ceiling.Precision)}, recall {Percent(ceiling.Recall)}\n"));
    }

    private void PrintConfusion(Score score)
    {
        output.WriteLine("confusion, rows with text (labelled → ours: rows)");
        var pairs = score.Rows.Where(row => row.Row.HasText && !row.ReasonIsRight)
            .GroupBy(row => (Labelled: ClassificationNames.Of(row.Row.Reasons[0]), Ours: ClassificationNames.Of(row.Ours.Reason)))
            .OrderByDescending(pair => pair.Count()).ThenBy(pair => pair.Key);
        foreach (var pair in pairs)
            output.WriteLine(Invariant($"  {pair.Key.Labelled,-20} → {pair.Key.Ours,-20} {pair.Count(),4}"));
        output.WriteLine();
    }

    private void PrintWorst(Score score, bool allWrong)
    {
        output.WriteLine("worst disagreements (! would suppress at once where the source says soft, p/s permanent or not against the source)");
        var wrong = score.Rows.Select(row => (Row: row, Weight: Weight(row))).Where(row => row.Weight > 0)
            .OrderByDescending(row => row.Weight).ThenBy(row => row.Row.Row.Line).Take(allWrong ? int.MaxValue : WorstRows);
        foreach (var (row, weight) in wrong)
        {
            var reply = row.Row.Reply;
            var text = (reply.Description ?? "").ReplaceLineEndings(" ");
            var mark = weight switch { 4 => "!", 3 => "p", 2 => "s", _ => " " };
            output.WriteLine(Invariant(
                $"{mark} line {row.Row.Line} {row.Row.Id}: {string.Join('|', row.Row.Reasons.Select(ClassificationNames.Of))}, ours {ClassificationNames.Of(row.Ours.Reason)} by {row.Ours.Rule}"));
            output.WriteLine(Invariant($"    {reply.State} {reply.Code} {reply.Extended} {(text.Length > TextWidth ? text[..TextWidth] + "…" : text)}"));
        }
    }

    private static int Weight(Scored row)
    {
        var permanent = row.Ours.Severity is Severity.Permanent;
        return row switch
        {
            { IsDangerous: true } => 4,
            { Row: { ScoresHard: true, ExpectedHard: false } } when permanent => 3,
            { Row: { ScoresHard: true, ExpectedHard: true } } when !permanent => 2,
            { Row.HasText: true, ReasonIsRight: false } => 1,
            { Row.ExpectedAdvice: { } advice } when advice != row.Ours.Advice => 1,
            _ => 0,
        };
    }
}
