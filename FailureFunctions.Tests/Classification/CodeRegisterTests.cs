using System.Globalization;
using FailureFunctions.Classification;
using FailureFunctions.Smtp;

namespace FailureFunctions.Tests.Classification;

/// <summary>
/// The classifier's tables of codes against the registers, row by row, and no row beside them. Only codes are given, so
/// that nothing but the tables can decide.
/// </summary>
internal sealed class CodeRegisterTests
{
    private static readonly ReplyClassifier Classifier = new();

    private static IEnumerable<TestCaseData> ReplyCodeRows() => ReplyCodeRegister.Rows.Select(Case);

    private static IEnumerable<TestCaseData> EnhancedCodeRows() =>
        EnhancedCodeRegister.OfClass4.Concat(EnhancedCodeRegister.OfClass5).Select(Case);

    private static IEnumerable<TestCaseData> ProviderCodeRows() => ProviderCodeRegister.Rows
        .Select(row => new TestCaseData(row).SetArgDisplayNames($"{row.Subject}.{row.From}-{row.To} {row.Name}"));

    private static IEnumerable<TestCaseData> CodesAtAState() => ReplyCodeRegister.AtAState
        .Select(row => new TestCaseData(row.Code, row.State, row.Reason).SetArgDisplayNames($"{row.Code} at {row.State}: {row.Why}"));

    [TestCaseSource(nameof(ReplyCodeRows))]
    public void A_bare_reply_code_means_what_the_register_says(object which) =>
        AssertMeaning((CodeMeaning)which, code => Replies.Reply(null, int.Parse(code, CultureInfo.InvariantCulture)));

    [TestCaseSource(nameof(EnhancedCodeRows))]
    public void A_bare_enhanced_code_means_what_the_register_says(object which) =>
        AssertMeaning((CodeMeaning)which, code => Replies.Reply(null, null, code));

    [TestCaseSource(nameof(CodesAtAState))]
    public void The_stage_turns_the_meaning_of_a_reply_code(int code, string state, Reason reason)
    {
        Assert.That(Classifier.Classify(Replies.Reply(null, code, state: state)).Reason, Is.EqualTo(reason));
    }

    [TestCase("rcptto")]
    [TestCase("mailfrom")]
    [TestCase("message")]
    [TestCase("idle")]
    public void Any_other_reply_code_means_the_same_at_every_stage(string state)
    {
        var turned = ReplyCodeRegister.AtAState.Select(row => row.Code).ToHashSet();
        // A dead address before RCPT TO is never the recipient's; codes that do not decide leave it to the state.
        var others = ReplyCodeRegister.Rows.Where(row => row.Reason is not Reason.Unknown && row.Severity is not Severity.Permanent)
            .Where(row => !turned.Contains(int.Parse(row.Code, CultureInfo.InvariantCulture)));

        Assert.Multiple(() =>
        {
            foreach (var row in others)
                AssertMeaning(row, code => Replies.Reply(null, int.Parse(code, CultureInfo.InvariantCulture), state: state));
        });
    }

    [TestCaseSource(nameof(ProviderCodeRows))]
    public void Every_code_of_a_provider_means_what_the_provider_says(object which)
    {
        var row = (ProviderCodeRegister.Row)which;

        Assert.Multiple(() =>
        {
            for (var detail = row.From; detail <= row.To; detail++)
                AssertMeaning(
                    new CodeMeaning($"5.{row.Subject}.{detail}", row.Reason, row.Severity, row.Advice, row.Name, row.Why),
                    code => Replies.Reply(null, null, code));
        });
    }

    [TestCaseSource(nameof(ProviderCodeRows))]
    public void A_providers_code_with_one_meaning_has_it_in_class_4_too(object which)
    {
        var row = (ProviderCodeRegister.Row)which;
        // Up to 5.x.19 a provider's meaning may differ from the registered one, which class 4 keeps.
        var details = Enumerable.Range(row.From, row.To - row.From + 1).Where(detail => detail > 19);

        Assert.Multiple(() =>
        {
            foreach (var detail in details)
                AssertMeaning(
                    new CodeMeaning($"4.{row.Subject}.{detail}", row.Reason, row.Severity, row.Advice, row.Name, row.Why),
                    code => Replies.Reply(null, null, code));
        });
    }

    // What IANA registered stands in the table even where a provider's use of the code comes first.
    [TestCase("5.1.10", Reason.DomainUnknown)]
    [TestCase("5.4.1", Reason.ConnectionFailed)]
    [TestCase("5.7.12", Reason.ProtocolError)]
    [TestCase("4.7.30", Reason.ConnectionFailed)]
    [TestCase("5.7.30", Reason.ConnectionFailed)]
    public void The_registered_meaning_stands_beside_a_providers(string code, Reason reason)
    {
        Assert.That(CodeTables.Load().OfRegister(Replies.Reply(null, null, code).Extended!.Value)?.Firm.Reason, Is.EqualTo(reason));
    }

    [Test]
    public void A_reply_code_that_no_register_has_decides_nothing()
    {
        var known = ReplyCodeRegister.Rows.Select(row => int.Parse(row.Code, CultureInfo.InvariantCulture));

        var decided = Enumerable.Range(ReplyCode.Minimum, ReplyCode.Maximum - ReplyCode.Minimum + 1).Except(known)
            .Where(code => Classifier.Classify(Replies.Reply(null, code)).Rule is not "undecided");

        Assert.That(decided, Is.Empty);
    }

    [TestCase(4)]
    [TestCase(5)]
    public void An_enhanced_code_that_no_register_has_decides_nothing(int @class)
    {
        var known = EnhancedCodeRegister.OfClass4.Concat(EnhancedCodeRegister.OfClass5).Select(row => row.Code)
            .Concat(from row in ProviderCodeRegister.Rows
                    from detail in Enumerable.Range(row.From, row.To - row.From + 1)
                    where @class is 5 || detail > 19
                    select $"{@class}.{row.Subject}.{detail}").ToHashSet();

        var decided = from subject in Enumerable.Range(0, 10)
                      from detail in Enumerable.Range(0, 1000)
                      let code = $"{@class}.{subject}.{detail}"
                      where !known.Contains(code) && Classifier.Classify(Replies.Reply(null, null, code)).Rule is not "undecided"
                      select code;

        Assert.That(decided, Is.Empty);
    }

    [TestCase("2.1.1")]
    [TestCase("2.2.2")]
    [TestCase("2.7.1")]
    public void A_code_of_success_decides_nothing(string code)
    {
        Assert.That(Classifier.Classify(Replies.Reply(null, null, code)).Rule, Is.EqualTo("undecided"));
    }

    [TestCase(605)]
    [TestCase(607)]
    public void A_code_of_Mailguns_own_list_is_not_a_reply_code(int code)
    {
        Assert.That(ReplyCode.TryCreate(code, out _), Is.False);
    }

    [TestCase(null, "5.7.26", Confidence.Medium, "enhanced-7-26")]
    [TestCase(null, "4.7.1", Confidence.Medium, "enhanced-4-7-1")]
    [TestCase(null, "5.7.124", Confidence.Medium, "provider-7-124")]
    [TestCase(null, "5.1.1", Confidence.Low, "enhanced-1-1")]
    [TestCase(571, null, Confidence.Low, "reply-571")]
    [TestCase(550, null, Confidence.Low, "undecided")]
    public void A_code_alone_is_trusted_no_further_than_it_deserves(int? code, string? extended, Confidence confidence, string rule)
    {
        var ours = Classifier.Classify(Replies.Reply(null, code, extended));

        Assert.That((ours.Confidence, ours.Rule), Is.EqualTo((confidence, rule)));
    }

    [TestCase(452, "rcptto", "reply-452-at-recipient")]
    [TestCase(553, "mailfrom", "reply-553-at-sender")]
    [TestCase(552, "message", "reply-552-at-message")]
    public void The_rule_of_a_code_names_the_stage_that_turned_it(int code, string state, string rule)
    {
        Assert.That(Classifier.Classify(Replies.Reply(null, code, state: state)).Rule, Is.EqualTo(rule));
    }

    private static TestCaseData Case(CodeMeaning row) => new TestCaseData(row).SetArgDisplayNames($"{row.Code} {row.Name}");

    private static void AssertMeaning(CodeMeaning row, Func<string, DeliveryReply> reply)
    {
        var ours = Classifier.Classify(reply(row.Code));

        Assert.That(
            (ours.Reason, ours.Severity, ours.Advice), Is.EqualTo((row.Reason, row.Severity, row.Advice)),
            $"{row.Code} {row.Name}{(row.Why is null ? "" : $" ({row.Why})")}, decided by {ours.Rule}");
    }
}
