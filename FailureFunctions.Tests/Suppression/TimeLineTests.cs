using FailureFunctions.Suppression;

namespace FailureFunctions.Tests.Suppression;

/// <summary>The examples of docs/suppression.md.</summary>
internal sealed class TimeLineTests
{
    [TestCaseSource(typeof(TimeLine), nameof(TimeLine.All))]
    public void The_policy_says_what_the_document_says(object example)
    {
        var line = (TimeLine)example;
        var (evidence, decisions) = (new List<Evidence>(), new List<Decision>());

        Assert.That(Say(line, evidence, decisions, keep: () => { }), Is.EqualTo(line.Lines));
    }

    [TestCaseSource(typeof(TimeLine), nameof(TimeLine.All))]
    public void It_says_so_with_nothing_but_what_it_keeps(object example)
    {
        var line = (TimeLine)example;
        var policy = new SuppressionPolicy(line.Settings);
        var (evidence, decisions) = (new List<Evidence>(), new List<Decision>());

        Assert.That(Say(line, evidence, decisions, Keep), Is.EqualTo(line.Lines));

        void Keep()
        {
            Replace(evidence, policy.Kept(evidence, decisions));
            Replace(decisions, Decision.Kept(decisions));
        }
    }

    [Test]
    public void There_are_examples() => Assert.That(TimeLine.All().Select(line => line.Name), Is.Unique.And.Count.GreaterThan(20));

    private static void Replace<T>(List<T> all, IReadOnlyList<T> kept)
    {
        all.Clear();
        all.AddRange(kept);
    }

    private static TimeLine.Line[] Say(TimeLine line, List<Evidence> evidence, List<Decision> decisions, Action keep)
    {
        var policy = new SuppressionPolicy(line.Settings);
        return [.. line.Lines.Select(Then)];

        TimeLine.Line Then(TimeLine.Line row)
        {
            TimeLine.Happen(row, evidence, decisions);
            keep();
            return row with { Then = TimeLine.Describe(policy.Decide(evidence, decisions, Known.Day(row.Day))) };
        }
    }
}
