namespace FailureFunctions.Bench.Classify;

/// <summary>
/// The best that codes alone could do: whatever decides by code, extended code and state gives rows that have these in
/// common the same answer, though their labels differ.
/// </summary>
/// <param name="Precision">The highest precision of <c>permanent</c> that any such function reaches.</param>
/// <param name="Recall">Its recall.</param>
internal sealed record Ceiling(Share Precision, Share Recall)
{
    /// <summary>Finds the ceiling by going through all choices of which codes are called permanent.</summary>
    /// <param name="rows">The rows, of which those without text are counted whose label says hard or soft.</param>
    /// <param name="leastRecall">The recall that must be kept, 0 to 1.</param>
    /// <returns>The ceiling; null when there is no hard row without text.</returns>
    public static Ceiling? Of(IEnumerable<LabelledReply> rows, double leastRecall)
    {
        var groups = rows.Where(row => !row.HasText && row.ScoresHard)
            .GroupBy(row => (row.Reply.Code, row.Reply.Extended, row.Reply.State))
            .Select(group => (Hard: group.Count(row => row.ExpectedHard is true), Soft: group.Count(row => row.ExpectedHard is false)))
            .ToList();
        var hard = groups.Sum(group => group.Hard);
        if (hard == 0)
            return null;

        // The fewest soft rows that come with so many hard ones.
        var fewestSoft = new int[hard + 1];
        Array.Fill(fewestSoft, int.MaxValue, 1, hard);
        foreach (var group in groups)
        {
            for (var found = hard; found >= group.Hard; found--)
            {
                var before = fewestSoft[found - group.Hard];
                if (before != int.MaxValue)
                    fewestSoft[found] = Math.Min(fewestSoft[found], before + group.Soft);
            }
        }

        return Enumerable.Range(1, hard).Where(found => found >= leastRecall * hard && fewestSoft[found] != int.MaxValue)
            .Select(found => new Ceiling(new Share(found, found + fewestSoft[found]), new Share(found, hard)))
            .MaxBy(ceiling => ceiling.Precision.Value);
    }
}
