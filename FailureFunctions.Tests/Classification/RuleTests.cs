using FailureFunctions.Classification;
using FailureFunctions.Smtp;

namespace FailureFunctions.Tests.Classification;

/// <summary>What holds for every rule and every row of the tables.</summary>
internal sealed class RuleTests
{
    private static readonly RuleBook Book = RuleBook.Load();
    private static readonly ReplyClassifier Classifier = new();

    private static IEnumerable<TestCaseData> Examples() =>
        from rule in Book.Rules
        from example in ExamplesOf(rule)
        select new TestCaseData(rule, example).SetArgDisplayNames($"{rule.Name}: {example}");

    private static string[] ExamplesOf(Rule rule) => rule.Line[6].Split('|', RuleFile.Trimmed);

    private static IEnumerable<Verdict> TableVerdicts() => CodeTables.Load().Verdicts.Concat(DeliveryStates.Verdicts);

    private static IEnumerable<ReplyClassification> Results() =>
        Book.Rules.Select(rule => rule.Verdict).Concat(TableVerdicts()).SelectMany(verdict => new[] { verdict.Firm, verdict.Cautious });

    [TestCaseSource(nameof(Examples))]
    public void The_example_of_a_rule_is_decided_by_that_rule(object which, string example)
    {
        var rule = (Rule)which;

        Assert.That(Classifier.Classify(ReplyFor(rule, example)).Rule, Is.EqualTo(rule.Name), $"{rule.Line.Place}: {example}");
    }

    [Test]
    public void Names_are_unique_over_all_tables()
    {
        Assert.That(Book.Rules.Select(rule => rule.Name).Concat(TableVerdicts().Select(verdict => verdict.Firm.Rule)), Is.Unique);
    }

    [Test]
    public void Names_are_kebab_case()
    {
        Assert.That(TableVerdicts().Select(verdict => verdict.Firm.Rule), Has.All.Match("^[a-z0-9]+(-[a-z0-9]+)*$"));
    }

    [Test]
    public void There_are_at_most_1500_patterns_and_no_two_of_a_rule_are_alike()
    {
        Assert.That(Book.Patterns, Has.Count.LessThanOrEqualTo(1500));
        Assert.That(Book.Patterns.Select(pattern => $"{pattern.Rule.Name}: {pattern.Text}"), Is.Unique);
    }

    [TestCase(Severity.Transient)]
    [TestCase(Severity.Message)]
    [TestCase(Severity.Block)]
    [TestCase(Severity.Sender)]
    [TestCase(Severity.Local)]
    public void What_is_not_the_recipients_fault_never_counts_against_the_address(Severity severity)
    {
        Assert.That(Results().Where(result => result.Severity == severity).Select(result => result.Advice), Has.All.EqualTo(Advice.Never));
    }

    [Test]
    public void A_guess_from_a_table_never_suppresses_at_once()
    {
        Assert.That(Results().Where(result => result.Confidence is Confidence.Low).Select(result => result.Advice), Has.None.EqualTo(Advice.SuppressNow));
        Assert.That(TableVerdicts().Select(verdict => verdict.Cautious.Advice), Has.None.EqualTo(Advice.SuppressNow));
    }

    [Test]
    public void Words_in_a_language_that_we_know_less_well_never_suppress_at_once()
    {
        var foreign = Book.Rules.Where(rule => rule.Line.Place.StartsWith("languages.tsv", StringComparison.Ordinal) && !rule.Name.StartsWith("nl-", StringComparison.Ordinal));

        Assert.That(foreign.Select(rule => rule.Verdict.Firm.Advice), Has.None.EqualTo(Advice.SuppressNow));
    }

    [Test]
    public void The_words_of_a_sender_side_rule_never_suppress_whatever_the_codes_say()
    {
        var suppressed = from rule in Book.Rules
                         where rule.About is not About.Recipient && rule.When.Code is null && rule.When.Extended is null && rule.When.OwnState is null
                         from example in ExamplesOf(rule)
                         from code in new int?[] { null, 421, 450, 550, 551, 552, 553, 554 }
                         from extended in new[] { "5.1.1", "5.1.10", "5.2.1", "4.1.1", "5.1.3", "5.1.6" }
                         from state in new[] { null, "rcptto", "message", "bounce" }
                         let result = Classifier.Classify(Replies.Reply(example, code, extended, state))
                         where result.Advice is Advice.SuppressNow
                         select $"{rule.Name} with {code} {extended} {state}: {result.Rule}";

        Assert.That(suppressed, Is.Empty);
    }

    // The codes and state that the rule's conditions ask for; other codes are those in the example.
    private static DeliveryReply ReplyFor(Rule rule, string example)
    {
        var words = example.Split(' ', 3);
        var code = ReplyCode.TryParse(words[0], out var own) ? own.Value
            : rule.When.Code is { } wanted ? int.Parse(wanted.Replace("xx", "50", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture)
            : (int?)null;
        var extended = rule.When.Extended?.Replace("x.", "5.", StringComparison.Ordinal).Replace(".x", ".1", StringComparison.Ordinal);
        return Replies.Reply(example, code, extended, rule.When.OwnState);
    }
}
