using FailureFunctions.Classification;
using FailureFunctions.Copernica;
using FailureFunctions.Copernica.Notification;
using FailureFunctions.Recording;
using Microsoft.Extensions.Options;

namespace FailureFunctions.Tests.Recording;

/// <summary>When a failure happened, and how that enters its identity.</summary>
internal sealed class FailureFactoryTests
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);
    private static readonly FailureFactory Factory =
        new(new ReplyClassifier(), Options.Create(new CopernicaOptions { MaxClockSkew = Skew }), new FixedTime(Samples.Now));

    [TestCase(-3600, -3600)]
    [TestCase(120, 120)]
    [TestCase(121, 120)]
    [TestCase(86_401, 120)]
    [TestCase(2_000_000_000, 120)]
    public void It_happened_when_reported_but_at_most_the_clock_skew_after_receipt(int reported, int occurred)
    {
        var failure = Factory.Create("account_1", Reporting(Samples.Now.AddSeconds(reported)), Samples.Now.AddSeconds(-1));

        Assert.That(failure.OccurredAt, Is.EqualTo(Samples.Now.AddSeconds(occurred)));
        Assert.That(failure.ReportedAt, Is.EqualTo(Samples.Now.AddSeconds(reported)));
    }

    [Test]
    public void Without_a_reported_time_it_happened_at_the_signed_date_or_else_at_receipt()
    {
        var called = Samples.Now.AddSeconds(-30);
        var received = Samples.Now.AddHours(-1);

        Assert.That(Factory.Create("account_1", Reporting(null), called).OccurredAt, Is.EqualTo(called));
        Assert.That(Factory.Create("account_1", Reporting(null), null, received).OccurredAt, Is.EqualTo(received));
        Assert.That(Factory.Create("account_1", Reporting(null), null).OccurredAt, Is.EqualTo(Samples.Now));
    }

    // The reported time used to count only up to a day ahead of the clock.
    [TestCase("time=1717675230")]
    [TestCase("time=4102444799")]
    [TestCase("time=4102444800")]
    [TestCase("timestamp=2024-06-06+12:00:30")]
    [TestCase("")]
    public void The_same_bytes_have_the_same_id_and_row_whenever_they_are_received(string moment)
    {
        var notification = Samples.Notification($"id=1&recipient=a%40b.nl&{moment}");
        var failures = new[] { -60, 0, 60, 86_400 * 400 }
            .Select(seconds => Factory.Create("account_1", notification, Samples.Now.AddSeconds(seconds), Samples.Now.AddSeconds(seconds)))
            .ToList();

        Assert.That(failures.Select(failure => failure.EventId).Distinct().Count(), Is.EqualTo(1));
        Assert.That(failures.Select(failure => failure.Keys.RowKey).Distinct().Count(), Is.EqualTo(1));
    }

    [TestCase("1970-01-01T00:00:00Z", "9999999999")]
    [TestCase("1900-01-01T00:00:00Z", "9999999999")]
    [TestCase("2024-06-03T12:07:31.9Z", "8282583548")]
    [TestCase("2099-12-31T23:59:59Z", "5897555200")]
    [TestCase("9999-12-31T23:59:59Z", "0000000000")]
    [TestCase(null, "9999999999")]
    public void The_row_key_begins_with_ten_digits_that_fall_as_the_reported_time_rises(string? reported, string digits)
    {
        var failure = Factory.Create("account_1", Reporting(reported is null ? null : DateTimeOffset.Parse(reported, null)), null);

        Assert.That(failure.Keys.RowKey, Is.EqualTo($"{digits}-{failure.EventId}"));
        Assert.That(FailureRowKey.Before(failure.ReportedAt), Is.EqualTo(digits));
    }

    [TestCase("state=bounce", FailureKind.Asynchronous)]
    [TestCase("state=BOUNCE", FailureKind.Asynchronous)]
    [TestCase("state=bounced", FailureKind.Synchronous)]
    [TestCase("state=rcptto", FailureKind.Synchronous)]
    [TestCase("state=", FailureKind.Unknown)]
    [TestCase("", FailureKind.Unknown)]
    public void The_state_gives_the_kind(string state, FailureKind kind) =>
        Assert.That(SampleFailures.Of($"id=1&recipient=a%40b.nl&{state}").Kind, Is.EqualTo(kind));

    [Test]
    public void Every_field_of_a_notification_is_in_the_failure()
    {
        var failure = SampleFailures.Full();

        Assert.Multiple(() =>
        {
            Assert.That((failure.MessageId, failure.Recipient, failure.RecipientKey.Value), Is.EqualTo(("b4icbaqjswyrb7tc", "jan.jansen+nieuws@example.nl", "jan.jansen+nieuws@example.nl")));
            Assert.That((failure.Account, failure.ReceivedAt), Is.EqualTo(("account_1234", Samples.Now)));
            Assert.That((failure.ReportedTimestamp, failure.Action, failure.Profile, failure.Mailing), Is.EqualTo(("2024-06-03 14:07:31", "failure", "12", "7")));
            Assert.That(failure.Tags, Is.EqualTo(new[] { "nieuwsbrief", "juni2024" }));
            Assert.That(failure.Extra, Is.EqualTo("""{"custom":["x","y"],"other":"z"}"""));
        });
    }

    private static FailureNotification Reporting(DateTimeOffset? moment) =>
        Samples.Notification("id=1&recipient=a%40b.nl") with { ReportedAt = moment };
}
