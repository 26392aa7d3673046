using FailureFunctions.Recording;
using FailureFunctions.Smtp;
using FailureFunctions.Tests.Recording.Protocol;

namespace FailureFunctions.Tests.Recording;

/// <summary>When two reports are the same bounce: docs/tables.md.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class BounceClaimTests
{
    private static readonly Failure First = ScenarioFailures.Of('a', isBounce: true) with { OccurredAt = Samples.Now };

    [TestCase("5.1.1", "550", "5.1.1", "550", 0, true, TestName = "the same code at the same time")]
    [TestCase("5.1.1", null, "5.1.1", "550", 23, true, TestName = "the same code within a day")]
    [TestCase("5.1.1", null, "5.1.1", null, -25, false, TestName = "more than a day apart")]
    [TestCase("5.1.1", null, "5.2.2", null, 0, false, TestName = "another code")]
    [TestCase("5.1.1", null, null, null, 0, true, TestName = "no code")]
    [TestCase("5.0.0", null, "5.2.2", null, 0, true, TestName = "a code that only says its class")]
    [TestCase("5.5.0", "550", "5.1.1", "550", 0, true, TestName = "a code made of the reply code")]
    public void Two_reports_are_one_bounce(string? extended, string? code, string? otherExtended, string? otherCode, int hours, bool same)
    {
        var claim = BounceClaim.None.With(First with { Reply = Reply(extended, code) });
        var other = ScenarioFailures.Of('b', isBounce: true) with { OccurredAt = Samples.Now.AddHours(hours), Reply = Reply(otherExtended, otherCode) };

        Assert.That(claim.SameAs(other), Is.EqualTo(same ? First.Keys.RowKey : null));
    }

    [TestCase("5.7.1", "smtp; 550 5.1.1 No such user", "5.1.1", "550 5.1.1 No such user", true, TestName = "the reporting server's code beside the remote one's")]
    [TestCase("4.4.7", "smtp; 452 4.2.2 Mailbox full", "4.2.2", "452 4.2.2 Mailbox full", true, TestName = "an expired message beside what delayed it")]
    [TestCase("5.7.1", "smtp; 550 5.1.1 No such user", "5.2.2", "552 5.2.2 Mailbox full", false, TestName = "neither code")]
    public void A_code_in_the_text_counts_too(string extended, string text, string otherExtended, string otherText, bool same)
    {
        var claim = BounceClaim.None.With(First with { Reply = Reply(extended, null) with { Description = text } });
        var other = ScenarioFailures.Of('b', isBounce: true) with { OccurredAt = Samples.Now, Reply = Reply(otherExtended, null) with { Description = otherText } };

        Assert.That(claim.SameAs(other), Is.EqualTo(same ? First.Keys.RowKey : null));
    }

    [Test]
    public void A_repeat_is_itself_before_it_is_the_same_as_another()
    {
        var second = ScenarioFailures.Of('b', isBounce: true) with { OccurredAt = Samples.Now, Reply = Reply("5.2.2", null) };
        var claim = BounceClaim.None.With(First).With(second);

        Assert.That(claim.SameAs(second), Is.EqualTo(second.Keys.RowKey));
    }

    [Test]
    public void A_claim_is_read_as_it_was_written_and_an_edited_one_is_empty()
    {
        var claim = BounceClaim.None.With(First with { Reply = Reply("5.1.1", null) });

        Assert.That(BounceClaim.Read("1", claim.ToJson()).ToJson(), Is.EqualTo(claim.ToJson()));
        Assert.That(BounceClaim.Read("1", "[{").Failures, Is.Empty);
    }

    private static DeliveryReply Reply(string? extended, string? code) => new()
    {
        State = "bounce",
        Extended = EnhancedStatusCode.TryParse(extended, out var known) ? known : null,
        Code = ReplyCode.TryParse(code, out var reply) ? reply : null,
    };
}
