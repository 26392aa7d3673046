using FailureFunctions.Copernica.Bounces;

namespace FailureFunctions.Tests.Copernica.Bounces;

/// <summary>Spam complaints: RFC 5965, and those without its format.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class ComplaintReadingTests
{
    private const string Fields = "Feedback-Type: abuse\nUser-Agent: SomeGenerator/1.0\nVersion: 1\nSource-IP: 192.0.2.1";

    [TestCase($"{Fields}\nOriginal-Rcpt-To: <piet@provider.example>", Returned.Original, "piet@provider.example", TestName = "its field")]
    [TestCase($"{Fields}\nORIGINAL-RCPT-TO: rfc822;piet@provider.example", Returned.Original, "piet@provider.example", TestName = "its field in another case and with a type")]
    [TestCase(Fields, Returned.Original, "jan@voorbeeld.example", TestName = "the message in it")]
    [TestCase($"{Fields}\nOriginal-Rcpt-To: redacted@provider.example", Returned.Original, "jan@voorbeeld.example", TestName = "the message in it, where the field is redacted")]
    [TestCase(Fields, $"X-HmXmrOriginalRecipient: kees@provider.example\n{Returned.Original}", "kees@provider.example", TestName = "the header of a provider")]
    public void The_recipient_is_taken_from(string fields, string original, string expected)
    {
        var reading = Returned.Read(Returned.Complaint(fields, original));

        Assert.That(reading.Kind, Is.EqualTo(BounceKind.Complaint));
        Assert.That(reading.FeedbackType, Is.EqualTo("abuse"));
        Assert.That(reading.Recipients.Single().Original, Is.EqualTo(expected));
    }

    [Test]
    public void A_redacted_complaint_names_nobody()
    {
        var reading = Returned.Read(Returned.Complaint(Fields, "To: redacted@provider.example\nSubject: x\n\nx"));

        Assert.That(reading.Kind, Is.EqualTo(BounceKind.Complaint));
        Assert.That(reading.Recipients, Is.Empty);
        Assert.That(reading.OriginalId, Is.Null);
    }

    [TestCase("Message-ID: <b4icbaqjswyrb7tc@mail.uwbedrijf.example>", "b4icbaqjswyrb7tc@mail.uwbedrijf.example")]
    [TestCase("message-id:b4icbaqjswyrb7tc", "b4icbaqjswyrb7tc")]
    [TestCase("Message-ID: <>", null)]
    public void It_names_the_message_that_it_is_about(string header, string? id) =>
        Assert.That(Returned.Read(Returned.Complaint(Fields, $"To: redacted\n{header}\n\nx")).OriginalId, Is.EqualTo(id));

    [TestCase("not-spam", TestName = "the opposite of a complaint")]
    [TestCase("auth-failure", TestName = "a report about authentication (RFC 6591)")]
    [TestCase("virus", TestName = "a report about a virus")]
    public void A_report_of_another_kind_is_no_complaint(string type)
    {
        var message = Returned.Complaint(Fields.Replace("abuse", type, StringComparison.Ordinal));

        Assert.That((Returned.Read(message).Kind, Returned.Read(message, isComplaint: true).Kind), Is.EqualTo((BounceKind.Unrecognised, BounceKind.Unrecognised)));
    }

    [Test]
    public void A_person_who_writes_of_spam_does_not_complain() =>
        Assert.That(
            Returned.Read(Returned.InWords("I was looking for your mail, Outlook marked it as spam but I moved it back. Thanks!", "Jan <jan@voorbeeld.example>", "Re: news")).Kind,
            Is.EqualTo(BounceKind.Unrecognised));

    [Test]
    public void A_complaint_by_its_webhook_needs_no_format()
    {
        var message = $"From: Jan <jan@voorbeeld.example>\nTo: abuse@uwbedrijf.example\nSubject: stop\n\nStop it.\n\n-----Original Message-----\n{Returned.Original}";

        Assert.That(Returned.Read(message).Kind, Is.EqualTo(BounceKind.Unrecognised));
        var reading = Returned.Read(message, isComplaint: true);
        Assert.That(reading.Kind, Is.EqualTo(BounceKind.Complaint));
        Assert.That(reading.Recipients.Single().Original, Is.EqualTo("jan@voorbeeld.example"));
    }
}
