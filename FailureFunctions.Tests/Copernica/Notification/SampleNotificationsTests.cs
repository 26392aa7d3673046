using System.Text;
using FailureFunctions.Copernica.Notification;

namespace FailureFunctions.Tests.Copernica.Notification;

/// <summary>The sample requests of Copernica's documentation, each read in full.</summary>
internal sealed class SampleNotificationsTests
{
    [Test]
    public void A_synchronous_failure_is_read_with_all_its_fields()
    {
        var notification = Samples.Notification(Samples.UserUnknown);

        Assert.Multiple(() =>
        {
            Assert.That(notification.MessageId, Is.EqualTo("b4icbaqjswyrb7tc"));
            Assert.That(notification.Recipient, Is.EqualTo("jan.jansen+nieuws@example.nl"));
            Assert.That(notification.ReportedAt, Is.EqualTo(new DateTimeOffset(2024, 6, 3, 12, 7, 31, TimeSpan.Zero)));
            Assert.That(notification.Timestamp, Is.EqualTo("2024-06-03 14:07:31"));
            Assert.That(notification.Action, Is.EqualTo("failure"));
            Assert.That(notification.Reply.State, Is.EqualTo("rcptto"));
            Assert.That(notification.Reply.Code?.Value, Is.EqualTo(550));
            Assert.That(notification.Reply.Extended?.ToString(), Is.EqualTo("5.1.1"));
            Assert.That(
                notification.Reply.Description,
                Is.EqualTo("550 5.1.1 <jan.jansen+nieuws@example.nl>: Recipient address rejected: User unknown"));
            Assert.That(notification.Tags, Is.EqualTo(new[] { "nieuwsbrief", "juni2024" }));
            Assert.That(notification.Extra, Is.Null);
        });
    }

    [Test]
    public void An_asynchronous_failure_has_profile_and_mailing_and_no_code()
    {
        var notification = Samples.Notification(Samples.MailboxFull);

        Assert.Multiple(() =>
        {
            Assert.That(notification.Reply.State, Is.EqualTo("bounce"));
            Assert.That(notification.Reply.Code, Is.Null);
            Assert.That(notification.Reply.Extended?.ToString(), Is.EqualTo("5.2.2"));
            Assert.That(notification.Profile, Is.EqualTo("9033832"));
            Assert.That(notification.Mailing, Is.EqualTo("466"));
            Assert.That(notification.Tags, Is.Empty);
        });
    }

    [Test]
    public void Empty_optional_fields_are_absent()
    {
        var notification = Samples.Notification(Samples.NoSuchDomain);

        Assert.Multiple(() =>
        {
            Assert.That(notification.Reply.Code, Is.Null);
            Assert.That(notification.Reply.Extended, Is.Null);
            Assert.That(notification.Reply.Description, Is.Null);
            Assert.That(notification.Tags, Is.Empty);
            Assert.That(notification.Extra, Is.Null);
        });
    }

    [Test]
    public void A_JSON_body_is_read_like_a_form()
    {
        var notification = Samples.Notification(Samples.Blocked);

        Assert.Multiple(() =>
        {
            Assert.That(notification.Recipient, Is.EqualTo("josé@exämple.de"));
            Assert.That(notification.ReportedAt?.ToUnixTimeSeconds(), Is.EqualTo(1717416451));
            Assert.That(notification.Reply.Code?.Value, Is.EqualTo(554));
            Assert.That(notification.Reply.Description, Does.Contain("spam\r\nsee https://example.org/b?x=1&y=2"));
            Assert.That(notification.Tags, Is.EqualTo(new[] { "nieuwsbrief" }));
        });
    }

    [Test]
    public void A_webhook_that_is_not_read_is_of_another_type() =>
        Assert.That(Samples.Read(Samples.Open), Is.EqualTo(new ReadResult.OtherType()));

    [Test]
    public void A_bounce_has_its_message_byte_for_byte()
    {
        var read = Samples.Read(Samples.Bounce) as ReadResult.Returned;

        Assert.That((read?.Type, read?.Notification.Recipient), Is.EqualTo((NotificationType.Bounce, "info@voorbeeld.example")));
        Assert.That(Encoding.ASCII.GetString(read!.Mime), Does.StartWith("From: MAILER-DAEMON@mx.voorbeeld.example\r\nSubject: Out of office\r\n\r\n"));
        Assert.That(read.Notification.Extra, Does.Contain("envelope"));
    }

    [TestCase("id=1&type=bounce&recipient=a%40b.nl", "mime")]
    [TestCase("id=1&type=bounce&mime=x", "recipient")]
    [TestCase("id=1&type=abuse", "mime")]
    [TestCase("type=abuse&mime=x", "id")]
    public void What_a_returned_message_needs_is_named(string body, string field) =>
        Assert.That((Samples.Read(body) as ReadResult.Unreadable)?.Errors.Select(error => error.Field), Is.EqualTo(new[] { field }));
}
