using FailureFunctions.Classification;

namespace FailureFunctions.Bench.Classify;

/// <summary>A count of rows, and how many of them are right.</summary>
/// <param name="Right">The rows that are right.</param>
/// <param name="Rows">All rows counted.</param>
internal readonly record struct Share(int Right, int Rows)
{
    /// <summary>The share, 0 to 1; NaN when no row was counted.</summary>
    public double Value => (double)Right / Rows;
}

/// <summary>One row with what we make of it.</summary>
/// <param name="Row">The row.</param>
/// <param name="Ours">Our classification.</param>
internal sealed record Scored(LabelledReply Row, ReplyClassification Ours)
{
    /// <summary>Whether our reason is one that counts as right.</summary>
    public bool ReasonIsRight => Row.Reasons.Contains(Ours.Reason);

    /// <summary>Whether we would suppress at once where the source calls the failure a soft one.</summary>
    public bool IsDangerous => Row.ScoresHard && Row.ExpectedHard is false && Ours.Advice is Advice.SuppressNow;
}

/// <summary>What the scored rows come to.</summary>
/// <param name="rows">The rows.</param>
internal sealed class Score(IReadOnlyList<Scored> rows)
{
    /// <summary>The rows.</summary>
    public IReadOnlyList<Scored> Rows => rows;

    /// <summary>Of the rows that we call permanent, those that the source calls hard.</summary>
    public Share Precision => Count(row => row.Row.ScoresHard && IsPermanent(row), row => row.Row.ExpectedHard is true);

    /// <summary>Of the rows that the source calls hard, those that we call permanent.</summary>
    public Share Recall => Count(row => row.Row.ScoresHard && row.Row.ExpectedHard is true, IsPermanent);

    /// <summary>Of the rows that the source calls soft, those that we would suppress at once.</summary>
    public Share Dangerous => Count(row => row.Row.ScoresHard && row.Row.ExpectedHard is false, row => row.IsDangerous);

    /// <summary>Of the rows with text, those whose reason is right.</summary>
    public Share Reason => Count(row => row.Row.HasText, row => row.ReasonIsRight);

    /// <summary>Of the rows that ask for an advice, those with both reason and advice right.</summary>
    public Share Advised => Count(row => row.Row.ExpectedAdvice is not null, row => row.ReasonIsRight && row.Ours.Advice == row.Row.ExpectedAdvice);

    /// <summary>Classifies rows.</summary>
    /// <param name="classifier">The classifier.</param>
    /// <param name="rows">The rows.</param>
    /// <returns>The score.</returns>
    public static Score Of(ReplyClassifier classifier, IEnumerable<LabelledReply> rows) =>
        new([.. rows.Select(row => new Scored(row, classifier.Classify(row.Reply)))]);

    /// <summary>The score of some of the rows.</summary>
    /// <param name="which">Which of them.</param>
    /// <returns>Their score.</returns>
    public Score Where(Func<Scored, bool> which) => new([.. rows.Where(which)]);

    private static bool IsPermanent(Scored row) => row.Ours.Severity is Severity.Permanent;

    private Share Count(Func<Scored, bool> counted, Func<Scored, bool> right) =>
        new(rows.Count(row => counted(row) && right(row)), rows.Count(counted));
}
