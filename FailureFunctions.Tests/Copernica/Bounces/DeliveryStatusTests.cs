using System.Text;
using FailureFunctions.Copernica.Bounces;

namespace FailureFunctions.Tests.Copernica.Bounces;

/// <summary>Official delivery status notifications: RFC 3464.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class DeliveryStatusTests
{
    private const string Failed =
        """
        Original-Recipient: rfc822;jan@voorbeeld.example
        Final-Recipient: rfc822; j.jansen@intern.voorbeeld.example
        Action: failed
        Status: 5.1.1
        Remote-MTA: dns; intern.voorbeeld.example
        Diagnostic-Code: smtp; 550 5.1.1 <j.jansen@intern.voorbeeld.example>:
            Recipient address rejected: User unknown
        """;

    [TestCase("Status: 4.4.1")]
    [TestCase("Status: 4.2.2\nDiagnostic-Code: smtp; 452 4.2.2 mailbox full")]
    [TestCase("Action: deferred\nStatus: 4.4.1")]
    [TestCase("Action: warning\nStatus: 4.4.1")]
    [TestCase("Action: queued\nStatus: 4.0.0")]
    public void A_warning_without_the_standard_action_is_no_failure(string fields) => Assert.That(
        Returned.Read(Returned.Report($"Final-Recipient: rfc822; jan@voorbeeld.example\n{fields}", "THIS IS A WARNING MESSAGE ONLY. Your message has not yet been delivered. We will keep trying.", "Warning: could not send message for past 4 hours")).Kind,
        Is.EqualTo(BounceKind.Delayed));

    [Test]
    public void Every_field_of_a_recipient_is_read()
    {
        var reading = Returned.Read(Returned.Report(Failed));

        Assert.That(reading.Kind, Is.EqualTo(BounceKind.Failed));
        var recipient = reading.Recipients.Single();
        Assert.Multiple(() =>
        {
            Assert.That(recipient.Original, Is.EqualTo("jan@voorbeeld.example"));
            Assert.That(recipient.Final, Is.EqualTo("j.jansen@intern.voorbeeld.example"));
            Assert.That(recipient.Status.ToString(), Is.EqualTo("5.1.1"));
            Assert.That(recipient.Code.ToString(), Is.EqualTo("550"));
            Assert.That(recipient.Text, Is.EqualTo("550 5.1.1 <j.jansen@intern.voorbeeld.example>: Recipient address rejected: User unknown"));
            Assert.That(reading.Date, Is.EqualTo(new DateTimeOffset(2024, 6, 3, 12, 20, 10, TimeSpan.Zero)));
        });
    }

    [TestCase("Action: FAILED\nSTATUS: 5.2.2\nFINAL-RECIPIENT: RFC822;<jan@voorbeeld.example>", "5.2.2", TestName = "in any case")]
    [TestCase("status: 5.2.2 (mailbox full)\naction: failed (no retry)\nfinal-recipient: rfc822; jan@voorbeeld.example", "5.2.2", TestName = "in any order, with comments")]
    [TestCase("Final-Recipient: jan@voorbeeld.example\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 552 5.2.2 full", "5.2.2", TestName = "with a code that the remote server knows better")]
    [TestCase("Final-Recipient: rfc822;jan@voorbeeld.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 451 4.7.1 try later", "5.1.1", TestName = "with a code of another class in the reply")]
    [TestCase("Final-Recipient: rfc822;jan@voorbeeld.example\nAction: expired\nStatus: 4.4.7", "4.4.7", TestName = "with a temporary code that became final")]
    [TestCase("Original-Recipient: rfc822;jan+40voorbeeld.example\nFinal-Recipient: rfc822;jan@voorbeeld.example\nAction: failed\nStatus: 5.4.4", "5.4.4", TestName = "with an encoded address")]
    public void Fields_are_read(string fields, string status)
    {
        var reading = Returned.Read(Returned.Report(fields));

        Assert.That(reading.Kind, Is.EqualTo(BounceKind.Failed));
        Assert.That(reading.Recipients.Single().Status.ToString(), Is.EqualTo(status));
        Assert.That(reading.Recipients.Single().Original ?? reading.Recipients.Single().Final, Is.EqualTo("jan@voorbeeld.example"));
    }

    [TestCase("Action: delayed\nStatus: 4.4.1\nWill-Retry-Until: Sat, 08 Jun 2024 14:12:02 +0200", BounceKind.Delayed)]
    [TestCase("Action: delivered\nStatus: 2.0.0", BounceKind.AutoReply)]
    [TestCase("Action: relayed\nStatus: 2.1.9", BounceKind.AutoReply)]
    [TestCase("Action: failed\nStatus: 5.7.1", BounceKind.Failed)]
    [TestCase("Status: 5.7.1", BounceKind.Failed)]
    public void The_action_decides(string fields, BounceKind kind)
    {
        var reading = Returned.Read(Returned.Report($"Final-Recipient: rfc822;jan@voorbeeld.example\n{fields}"));

        Assert.That(reading.Kind, Is.EqualTo(kind));
    }

    [Test]
    public void Each_of_several_recipients_has_its_own_result()
    {
        var reading = Returned.Read(Returned.Report(
            $"{Failed}\n\nFinal-Recipient: rfc822; piet@voorbeeld.example\nAction: delayed\nStatus: 4.2.2\n\n"
            + "Final-Recipient: rfc822; klaas@voorbeeld.example\nAction: delivered\nStatus: 2.0.0"));

        Assert.That(reading.Kind, Is.EqualTo(BounceKind.Failed));
        Assert.That(
            reading.Recipients.Select(one => (one.Final, one.Kind)),
            Is.EqualTo(new[]
            {
                ("j.jansen@intern.voorbeeld.example", BounceKind.Failed),
                ("piet@voorbeeld.example", BounceKind.Delayed),
                ("klaas@voorbeeld.example", BounceKind.AutoReply),
            }));
    }

    [Test]
    public void Recipients_without_a_blank_line_between_them_are_told_apart()
    {
        var reading = Returned.Read(Returned.Report(
            "Final-Recipient: rfc822; a@voorbeeld.example\nAction: failed\nStatus: 5.1.1\nFinal-Recipient: rfc822; b@voorbeeld.example\nAction: failed\nStatus: 5.2.2"));

        Assert.That(reading.Recipients.Select(one => $"{one.Final} {one.Status}"), Is.EqualTo(new[] { "a@voorbeeld.example 5.1.1", "b@voorbeeld.example 5.2.2" }));
    }

    [Test]
    public void Lines_may_end_in_a_carriage_return_alone()
    {
        var reading = BounceReader.Read(Encoding.UTF8.GetBytes(Returned.Report(Failed).ReplaceLineEndings("\r")));

        Assert.That(reading.Recipients.Single().Status.ToString(), Is.EqualTo("5.1.1"));
    }

    [Test]
    public void What_the_fields_leave_out_is_taken_from_the_words()
    {
        var reading = Returned.Read(Returned.Report(
            "Final-Recipient: rfc822; jan@voorbeeld.example\nAction: failed\nStatus: 5.0.0",
            "<jan@voorbeeld.example>: host mx.voorbeeld.example said: 550 5.1.1 No such user"));

        var recipient = reading.Recipients.Single();
        Assert.That((recipient.Code.ToString(), recipient.Status.ToString()), Is.EqualTo(("550", "5.1.1")));
        Assert.That(recipient.Text, Does.Contain("No such user"));
    }

    [Test]
    public void A_bounce_of_a_bounce_is_about_the_outer_one()
    {
        var inner = Returned.Report("Final-Recipient: rfc822; inner@voorbeeld.example\nAction: delayed\nStatus: 4.4.1").Replace("b1", "b2", StringComparison.Ordinal);
        var outer = Returned.Report(Failed).Replace(Returned.Original, inner, StringComparison.Ordinal);

        var reading = Returned.Read(outer);

        Assert.That(reading.Kind, Is.EqualTo(BounceKind.Failed));
        Assert.That(reading.Recipients.Single().Original, Is.EqualTo("jan@voorbeeld.example"));
    }

    [TestCase("/var/mail/voorbeeld/jan", "save to /var/mail/voorbeeld/jan\n    generated by jan@voorbeeld.example\n    mailbox is full", TestName = "a file")]
    [TestCase("@mx.voorbeeld.example", "The following addresses had permanent fatal errors\n<jan@voorbeeld.example>", TestName = "a host alone")]
    [TestCase("|/usr/bin/vacation", "Your message could not be delivered.", TestName = "a program, and no address in the words either")]
    public void A_recipient_that_is_no_address_is_taken_from_the_words(string final, string text)
    {
        var reading = Returned.Read(Returned.Report($"Final-Recipient: rfc822; {final}\nAction: failed\nStatus: 5.2.2", text));

        Assert.That((reading.Recipients.Single().Final, reading.Recipients.Single().Status.ToString()), Is.EqualTo(("jan@voorbeeld.example", "5.2.2")));
    }

    [TestCase("=?utf-8?B?8J+QiA==?=@voorbeeld.example", "=?utf-8?B?8J+QiA==?=@voorbeeld.example")]
    [TestCase("=jan@voorbeeld.example", "jan@voorbeeld.example")]
    public void An_encoded_word_in_an_address_stays_whole(string field, string expected) => Assert.That(
        Returned.Read(Returned.Report($"Final-Recipient: rfc822; {field}\nAction: failed\nStatus: 5.1.1")).Recipients.Single().Final,
        Is.EqualTo(expected));

    [TestCase("")]
    [TestCase("----- The following addresses had permanent delivery errors -----")]
    public void A_bounce_that_names_nobody_is_that_of_the_bounce_in_it(string words)
    {
        var inner = Returned.Report(Failed).Replace("b1", "b2", StringComparison.Ordinal);

        var reading = Returned.Read(
            $"From: postmaster@gateway.example\nTo: {Returned.Envelope}\nSubject: Returned mail: User unknown\nContent-Type: multipart/mixed; boundary=b1\n\n--b1\nContent-Type: text/plain\n\n{words}\n--b1\nContent-Type: message/rfc822\n\n{inner}\n--b1--\n");

        Assert.That(reading.Kind, Is.EqualTo(BounceKind.Failed));
        Assert.That((reading.Recipients.Single().Original, reading.Recipients.Single().Status.ToString()), Is.EqualTo(("jan@voorbeeld.example", "5.1.1")));
    }

    [Test]
    public void Fields_count_where_their_part_is_not_called_what_it_is()
    {
        var reading = Returned.Read(Returned.Report(Failed).Replace("message/delivery-status", "text/plain", StringComparison.Ordinal));

        Assert.That(reading.Kind, Is.EqualTo(BounceKind.Failed));
        Assert.That(reading.Recipients.Single().Status.ToString(), Is.EqualTo("5.1.1"));
    }
}
