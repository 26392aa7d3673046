using FailureFunctions.Copernica;
using FailureFunctions.Copernica.Notification;
using FailureFunctions.Recording;
using FailureFunctions.Smtp;
using FailureFunctions.Tests.Recording.Protocol;

namespace FailureFunctions.Tests.Recording;

/// <summary>When two reports are of the same failure: docs/tables.md.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class MessageClaimTests
{
    private static readonly Failure First = ScenarioFailures.Of('a', isBounce: true) with { ReportedAt = Samples.Now, OccurredAt = Samples.Now };

    [TestCase("5.1.1", "550", "5.1.1", "550", 0, true, TestName = "the same code at the same time")]
    [TestCase("5.1.1", null, "5.1.1", "550", 23, true, TestName = "the same code within a day")]
    [TestCase("5.1.1", null, "5.1.1", null, -25, false, TestName = "more than a day apart")]
    [TestCase("5.1.1", null, "5.2.2", null, 0, false, TestName = "another code")]
    [TestCase("5.1.1", null, null, null, 0, true, TestName = "no code")]
    [TestCase("5.0.0", null, "5.2.2", null, 0, true, TestName = "a code that only says its class")]
    [TestCase("5.5.0", "550", "5.1.1", "550", 0, true, TestName = "a code made of the reply code")]
    public void Two_reports_are_one_bounce(string? extended, string? code, string? otherExtended, string? otherCode, int hours, bool same)
    {
        var claim = MessageClaim.None.With(First with { Reply = Reply(extended, code) });
        var other = ScenarioFailures.Of('b', isBounce: true) with { ReportedAt = Samples.Now.AddHours(hours), OccurredAt = Samples.Now.AddHours(hours), Reply = Reply(otherExtended, otherCode) };

        Assert.That(claim.SameAs(other), Is.EqualTo(same ? First.Keys.RowKey : null));
    }

    [TestCase(NotificationType.Log, false, NotificationType.Failure, false, 2, true, TestName = "a late failure, two seconds from the log's")]
    [TestCase(NotificationType.Failure, false, NotificationType.Log, false, -2, true, TestName = "the log, two seconds from a failure")]
    [TestCase(NotificationType.Log, false, NotificationType.Failure, false, 3, false, TestName = "three seconds from the log's")]
    [TestCase(NotificationType.Log, false, NotificationType.Log, false, 1, true, TestName = "two lines of the log at once")]
    [TestCase(NotificationType.Log, false, NotificationType.Bounce, true, 86_400, true, TestName = "a bounce within a day of the log's, which has the other webhook's time")]
    [TestCase(NotificationType.Log, false, NotificationType.Bounce, true, 86_401, false, TestName = "a bounce more than a day from the log's")]
    [TestCase(NotificationType.Failure, false, NotificationType.Failure, false, 0, false, TestName = "two failures of one message that the webhook reports")]
    [TestCase(NotificationType.Failure, false, NotificationType.Failure, true, 0, false, TestName = "a failure and a bounce of one message that the webhook reports")]
    public void A_line_of_the_log_is_the_failure(
        NotificationType first, bool firstIsBounce, NotificationType second, bool secondIsBounce, int seconds, bool same)
    {
        var one = Reported('a', first, firstIsBounce, Samples.Now);
        var other = Reported('b', second, secondIsBounce, Samples.Now.AddSeconds(seconds));

        Assert.That(MessageClaim.None.With(one).SameAs(other), Is.EqualTo(same ? one.Keys.RowKey : null));
        Assert.That(MessageClaim.None.With(other).SameAs(one), Is.EqualTo(same ? other.Keys.RowKey : null));
    }

    [Test]
    public void A_failure_that_reports_no_time_is_that_of_the_log()
    {
        var undated = ScenarioFailures.Of('a') with { ReportedAt = null, OccurredAt = Samples.Now };

        Assert.That(MessageClaim.None.With(undated).SameAs(Reported('b', NotificationType.Log, false, Samples.Now.AddDays(-3))), Is.EqualTo(undated.Keys.RowKey));
    }

    // Reported in the future, it occurred at most a short time after its receipt.
    [Test]
    public void Times_count_as_they_were_reported()
    {
        var row = Reported('a', NotificationType.Failure, false, Samples.Now.AddHours(2)) with { OccurredAt = Samples.Now.AddMinutes(5) };

        Assert.That(MessageClaim.None.With(row).SameAs(Reported('b', NotificationType.Log, false, Samples.Now.AddHours(2))), Is.EqualTo(row.Keys.RowKey));
    }

    [TestCase(3600, true)]
    [TestCase(-7202, true)]
    [TestCase(898, true)]
    [TestCase(93_600, true)]
    [TestCase(0, false)]
    [TestCase(2, false)]
    [TestCase(895, false)]
    [TestCase(905, false)]
    [TestCase(94_500, false)]
    public void A_time_that_is_whole_quarters_of_an_hour_off_may_be_of_another_zone(int seconds, bool may)
    {
        var line = ClaimedFailure.Of(Reported('a', NotificationType.Log, false, Samples.Now));

        Assert.That(line.IsInAnotherZone(ClaimedFailure.Of(Reported('b', NotificationType.Failure, false, Samples.Now.AddSeconds(seconds)))), Is.EqualTo(may));
    }

    [TestCase(NotificationType.Failure, FailureKind.Synchronous, 3599, false)]
    [TestCase(NotificationType.Failure, FailureKind.Synchronous, 3600, true)]
    [TestCase(NotificationType.Failure, FailureKind.Synchronous, -3600, false)]
    [TestCase(NotificationType.Failure, FailureKind.Synchronous, null, true)]
    [TestCase(NotificationType.Failure, FailureKind.Asynchronous, 0, true)]
    [TestCase(NotificationType.Log, FailureKind.Unknown, 7200, true)]
    [TestCase(NotificationType.Abuse, FailureKind.Complaint, 7200, false)]
    public void What_may_be_reported_in_another_way_is_claimed(NotificationType source, FailureKind kind, int? age, bool claimed)
    {
        var failure = ScenarioFailures.Of('a', source: source) with { Kind = kind, ReportedAt = age is { } seconds ? Samples.Now.AddSeconds(-seconds) : null };

        Assert.That(MessageClaim.IsNeeded(failure, Samples.Now), Is.EqualTo(claimed));
    }

    [Test]
    public void A_line_of_the_log_is_taken_only_when_a_webhook_that_reports_it_would_be_late_for_long() =>
        Assert.That(
            MessageClaim.LogAge - MessageClaim.LateAge,
            Is.GreaterThan(ClaimedFailure.LogWindow + RecordingCalls.Longest + 2 * new CopernicaOptions().MaxClockSkew));

    [TestCase("5.7.1", "smtp; 550 5.1.1 No such user", "5.1.1", "550 5.1.1 No such user", true, TestName = "the reporting server's code beside the remote one's")]
    [TestCase("4.4.7", "smtp; 452 4.2.2 Mailbox full", "4.2.2", "452 4.2.2 Mailbox full", true, TestName = "an expired message beside what delayed it")]
    [TestCase("5.7.1", "smtp; 550 5.1.1 No such user", "5.2.2", "552 5.2.2 Mailbox full", false, TestName = "neither code")]
    public void A_code_in_the_text_counts_too(string extended, string text, string otherExtended, string otherText, bool same)
    {
        var claim = MessageClaim.None.With(First with { Reply = Reply(extended, null) with { Description = text } });
        var other = ScenarioFailures.Of('b', isBounce: true) with { ReportedAt = Samples.Now, OccurredAt = Samples.Now, Reply = Reply(otherExtended, null) with { Description = otherText } };

        Assert.That(claim.SameAs(other), Is.EqualTo(same ? First.Keys.RowKey : null));
    }

    [Test]
    public void A_repeat_is_itself_before_it_is_the_same_as_another()
    {
        var second = ScenarioFailures.Of('b', isBounce: true) with { ReportedAt = Samples.Now, OccurredAt = Samples.Now, Reply = Reply("5.2.2", null) };
        var claim = MessageClaim.None.With(First).With(second);

        Assert.That(claim.SameAs(second), Is.EqualTo(second.Keys.RowKey));
    }

    [Test]
    public void A_claim_is_read_as_it_was_written_and_an_edited_one_is_empty()
    {
        var claim = MessageClaim.None.With(First with { Reply = Reply("5.1.1", null) }).With(Reported('b', NotificationType.Log, false, Samples.Now));

        Assert.That(MessageClaim.Read("1", claim.ToJson()).ToJson(), Is.EqualTo(claim.ToJson()));
        Assert.That(MessageClaim.Read("1", "[{").Failures, Is.Empty);
        Assert.That(MessageClaim.Read("1", "[null,{\"row\":\"r\"}]").Failures, Is.Empty);
        Assert.That(MessageClaim.Read("1", "[{\"row\":\"r\",\"at\":\"2024-06-05T12:00:00+00:00\",\"codes\":[\"5.1.1\"]}]").Failures.Single().Kind, Is.EqualTo(ReportKind.Bounce));
    }

    private static Failure Reported(char id, NotificationType source, bool isBounce, DateTimeOffset at) =>
        ScenarioFailures.Of(id, isBounce, source) with { ReportedAt = at, OccurredAt = at };

    private static DeliveryReply Reply(string? extended, string? code) => new()
    {
        State = "bounce",
        Extended = EnhancedStatusCode.TryParse(extended, out var known) ? known : null,
        Code = ReplyCode.TryParse(code, out var reply) ? reply : null,
    };
}
