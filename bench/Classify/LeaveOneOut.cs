using System.Globalization;
using FailureFunctions.Classification;

namespace FailureFunctions.Bench.Classify;

/// <summary>
/// Scores each source with every pattern disabled whose only evidence is that source: how well the rules would do on it had
/// nobody read it. A pattern that matches no row at all has its evidence elsewhere, and stays.
/// </summary>
internal static class LeaveOneOut
{
    private static readonly Word[] Buffer = new Word[ReplyText.MostWords];

    /// <summary>Prints a table by source, and one by the server or provider within a source.</summary>
    public static void Print(IReadOnlyList<LabelledReply> rows, TextWriter output)
    {
        var book = RuleBook.Load();
        Print("source", book, rows, row => row.Source, output);
        Print("source, server or provider", book, rows, row => $"{row.Source}/{Parts.FamilyOf(row.Id)}", output);
    }

    private static void Print(string title, RuleBook book, IReadOnlyList<LabelledReply> rows, Func<LabelledReply, string> groupOf, TextWriter output)
    {
        var evidence = EvidenceOf(book, rows, groupOf);
        output.WriteLine($"{title,-40} {"patterns off",12}   {"precision",-20} {"recall",-20} {"dangerous",-20} {"reason",-20}");
        var all = new List<Scored>();
        foreach (var group in rows.GroupBy(groupOf).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var off = evidence.Where(pair => pair.Value.Count == 1 && pair.Value.Contains(group.Key)).Select(pair => pair.Key).ToHashSet();
            var score = Score.Of(new ReplyClassifier(book, pattern => !off.Contains(pattern)), group.Where(row => row.HasText));
            all.AddRange(score.Rows);
            Line(group.Key, off.Count, score);
        }

        Line("all, each without its own", evidence.Values.Count(groups => groups.Count == 1), new Score(all));
        output.WriteLine();

        void Line(string name, int off, Score score) => output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-40} {off,12}   {Report.Percent(score.Precision),-20} {Report.Percent(score.Recall),-20} {Report.Percent(score.Dangerous),-20} {Report.Percent(score.Reason),-20}"));
    }

    private static Dictionary<Pattern, HashSet<string>> EvidenceOf(RuleBook book, IReadOnlyList<LabelledReply> rows, Func<LabelledReply, string> groupOf)
    {
        var index = new RuleIndex(book.Patterns, book.Vocabulary.Count);
        var evidence = new Dictionary<Pattern, HashSet<string>>();
        foreach (var row in rows.Where(row => row.HasText))
        {
            foreach (var pattern in index.All(new ReplyText(book.Vocabulary, row.Reply.Description, Buffer).Words))
            {
                if (!evidence.TryGetValue(pattern, out var groups))
                    evidence[pattern] = groups = [];
                groups.Add(groupOf(row));
            }
        }

        return evidence;
    }
}
