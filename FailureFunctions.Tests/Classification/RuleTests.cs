using System.Text.RegularExpressions;
using FailureFunctions.Classification;
using FailureFunctions.Classification.Rules;

namespace FailureFunctions.Tests.Classification;

/// <summary>What holds for every rule and every row of the tables.</summary>
internal sealed partial class RuleTests
{
    private static readonly ReplyClassifier Classifier = new();

    private static IEnumerable<TestCaseData> AllRules() =>
        RuleBook.InOrderOfPrecedence.Concat(LocalRules.Rows).Concat(StageHints.Rows)
            .Select(rule => new TestCaseData(rule.Name, rule.Example, rule.When).SetArgDisplayNames(rule.Name));

    private static IEnumerable<Rule> Rules() => RuleBook.InOrderOfPrecedence.Concat(LocalRules.Rows).Concat(StageHints.Rows);

    private static IEnumerable<Verdict> TableVerdicts() =>
        EnhancedCodes.Verdicts.Concat(ProviderCodes.Verdicts).Concat(ReplyCodes.Verdicts).Concat(DeliveryStates.Verdicts);

    [TestCaseSource(nameof(AllRules))]
    public void The_example_of_a_rule_is_decided_by_that_rule(string rule, string example, object when)
    {
        var circumstances = (Circumstances)when;
        int? code = circumstances.HasFlag(Circumstances.Transient) ? 450 : circumstances.HasFlag(Circumstances.Permanent) ? 550 : null;
        var reply = Replies.Reply(example, code, state: StateFor(circumstances));

        Assert.That(Classifier.Classify(reply).Rule, Is.EqualTo(rule));
    }

    [Test]
    public void Names_are_unique_over_all_tables()
    {
        var names = Rules().Select(rule => rule.Name).Concat(TableVerdicts().Select(verdict => verdict.Firm.Rule));

        Assert.That(names, Is.Unique);
    }

    [Test]
    public void Names_are_kebab_case()
    {
        var names = Rules().Select(rule => rule.Name).Concat(TableVerdicts().Select(verdict => verdict.Firm.Rule));

        Assert.That(names, Has.All.Matches<string>(name => KebabCase().IsMatch(name!)));
    }

    [Test]
    public void Every_rule_says_where_it_is_known_from()
    {
        Assert.That(Rules().Select(rule => rule.Source), Has.All.Not.Empty);
    }

    [Test]
    public void No_pattern_stands_in_two_rules_that_always_compete()
    {
        var unconditional = RuleBook.InOrderOfPrecedence.Where(rule => rule.When is Circumstances.None);

        var twice = unconditional.SelectMany(rule => rule.Patterns.Distinct().Select(pattern => (rule, pattern)))
            .GroupBy(row => row.pattern).Where(group => group.Select(row => row.rule.Reason).Distinct().Count() > 1)
            .Select(group => $"{group.Key}: {string.Join(", ", group.Select(row => row.rule.Name))}");

        Assert.That(twice, Is.Empty, "the later rule would never decide");
    }

    [TestCase(Severity.Transient)]
    [TestCase(Severity.Message)]
    [TestCase(Severity.Block)]
    [TestCase(Severity.Sender)]
    [TestCase(Severity.Local)]
    public void What_is_not_the_recipients_fault_never_counts_against_the_address(Severity severity)
    {
        var verdicts = Rules().Select(rule => Verdict.Of(rule.Reason, rule.Name, rule.Confidence)).Concat(TableVerdicts());

        var advices = verdicts.SelectMany(verdict => new[] { verdict.Firm, verdict.Cautious }).Where(result => result.Severity == severity).Select(result => result.Advice);

        Assert.That(advices, Has.All.EqualTo(Advice.Never));
    }

    [TestCase(Reason.SpamContent)]
    [TestCase(Reason.ReputationBlock)]
    [TestCase(Reason.PolicyBlock)]
    [TestCase(Reason.RateLimited)]
    [TestCase(Reason.AuthFailed)]
    [TestCase(Reason.SenderRejected)]
    [TestCase(Reason.ContentRejected)]
    [TestCase(Reason.MessageTooLarge)]
    [TestCase(Reason.ProtocolError)]
    [TestCase(Reason.ServerError)]
    [TestCase(Reason.ConnectionFailed)]
    [TestCase(Reason.AlreadySuppressed)]
    public void A_reason_on_the_senders_side_advises_never_to_suppress(Reason reason)
    {
        Assert.That(ReasonTable.Classification(reason, "any", Confidence.High).Advice, Is.EqualTo(Advice.Never));
    }

    [Test]
    public void The_words_of_a_sender_side_rule_never_suppress_whatever_the_codes_say()
    {
        var blamesSender = RuleBook.InOrderOfPrecedence.Where(rule => ReasonTable.Classification(rule.Reason, rule.Name, rule.Confidence).Advice is Advice.Never);

        var suppressed = from rule in blamesSender
                         from code in new int?[] { null, 421, 450, 550, 551, 552, 553, 554 }
                         from extended in new[] { "5.1.1", "5.1.10", "5.2.1", "4.1.1", "5.1.3", "5.1.6" }
                         from state in new[] { null, "rcptto", "message", "bounce" }
                         let result = Classifier.Classify(Replies.Reply(rule.Example, code, extended, state))
                         where result.Advice is Advice.SuppressNow
                         where rule.When is Circumstances.None
                         select $"{rule.Name} with {code} {extended} {state}: {result.Rule}";

        Assert.That(suppressed, Is.Empty);
    }

    [Test]
    public void Severity_and_advice_follow_from_the_reason_but_for_a_guess()
    {
        foreach (var verdict in TableVerdicts())
        {
            var byReason = ReasonTable.Classification(verdict.Firm.Reason, verdict.Firm.Rule, Confidence.High);
            Assert.That(verdict.Firm.Severity, Is.EqualTo(byReason.Severity), verdict.Firm.Rule);
            Assert.That(verdict.Cautious.Advice, Is.Not.EqualTo(Advice.SuppressNow), verdict.Firm.Rule);
        }
    }

    [Test]
    public void A_pattern_with_a_star_in_its_midst_is_refused()
    {
        Assert.That(() => new RuleSet([new Rule("odd", Reason.Unknown, ["mail* full"], "", "")]), Throws.TypeOf<FormatException>());
    }

    private static string? StateFor(Circumstances when) => when switch
    {
        Circumstances.InDns => "dns",
        Circumstances.InProcess => "process",
        _ => null,
    };

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex KebabCase();
}
