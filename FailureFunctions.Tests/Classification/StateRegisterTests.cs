using FailureFunctions.Classification;

namespace FailureFunctions.Tests.Classification;

/// <summary>The delivery states, row by row: where each points and what it means with neither codes nor text.</summary>
internal sealed class StateRegisterTests
{
    private static readonly ReplyClassifier Classifier = new();

    private static IEnumerable<TestCaseData> Rows() => StateRegister.Rows.Select(row => new TestCaseData(row).SetArgDisplayNames(row.State));

    [TestCaseSource(nameof(Rows))]
    public void A_state_alone_means_what_the_register_says(object which)
    {
        var row = (StateRegister.Row)which;

        var ours = Classifier.Classify(Replies.Reply(null, state: row.State));

        Assert.That(
            (ours.Reason, ours.Severity, ours.Advice, ours.Confidence),
            Is.EqualTo((row.Reason, row.Severity, row.Advice, row.Confidence)), $"decided by {ours.Rule}");
    }

    [TestCaseSource(nameof(Rows))]
    public void A_state_points_to_its_stage_in_any_case(object which)
    {
        var row = (StateRegister.Row)which;

        Assert.That(DeliveryStates.StageOf(row.State), Is.EqualTo(row.Stage));
        Assert.That(DeliveryStates.StageOf(row.State.ToUpperInvariant()), Is.EqualTo(row.Stage));
    }

    // The stage as the classifier uses it: whose name is not allowed, by a code that depends on it.
    [TestCaseSource(nameof(Rows))]
    public void The_stage_of_a_state_turns_a_code(object which)
    {
        var row = (StateRegister.Row)which;
        var expected = row.Stage switch
        {
            Stage.Recipient => Reason.MailboxUnknown,
            Stage.Sender => Reason.SenderRejected,
            Stage.Local => row.Reason,
            _ => Reason.RecipientRefused,
        };

        Assert.That(Classifier.Classify(Replies.Reply(null, 553, state: row.State)).Reason, Is.EqualTo(expected));
    }

    [Test]
    public void The_register_and_the_table_have_the_same_states()
    {
        Assert.That(DeliveryStates.Known, Is.EquivalentTo(StateRegister.Rows.Select(row => row.State)));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("a-state-of-next-year")]
    public void A_state_that_is_not_in_the_register_decides_nothing(string? state)
    {
        Assert.That(DeliveryStates.StageOf(state), Is.EqualTo(Stage.Unknown));
        Assert.That(Classifier.Classify(Replies.Reply(null, state: state)).Rule, Is.EqualTo("undecided"));
    }

    [TestCase("rcpt to", "state-rcpt-to")]
    [TestCase("rcptto", "state-rcptto")]
    [TestCase("dns", "state-dns")]
    public void The_rule_of_a_state_is_named_after_it(string state, string rule)
    {
        Assert.That(Classifier.Classify(Replies.Reply(null, state: state)).Rule, Is.EqualTo(rule));
    }
}
