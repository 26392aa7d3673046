using FailureFunctions.Copernica.Bounces;

namespace FailureFunctions.Tests.Copernica.Bounces;

/// <summary>Failures and delays in the words of servers that send no official notification.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class OwnFormatTests
{
    private static readonly TestCaseData[] Failures =
    [
        Case("qmail", "failure notice",
            "Hi. This is the qmail-send program at mx.voorbeeld.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n"
            + "This is a permanent error; I've given up. Sorry it didn't work out.\n\n<jan@voorbeeld.example>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n"
            + $"--- Below this line is a copy of the message.\n\n{Returned.Original}", null, "5.1.1", "no mailbox here"),
        Case("Exim", "Mail delivery failed: returning message to sender",
            "This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\n"
            + "recipients. This is a permanent error. The following address(es) failed:\n\n  jan@voorbeeld.example\n    SMTP error from remote mail server after RCPT TO:<jan@voorbeeld.example>:\n"
            + $"    host mx.voorbeeld.example [192.0.2.25]: 550 5.7.1 Blocked by policy\n\n------ This is a copy of the message, including all the headers. ------\n\n{Returned.Original}", 550, "5.7.1", "Blocked by policy"),
        Case("Exchange 5.5", "Undeliverable: Het nieuws van juni",
            "Your message\n\n  To:      nieuws@uwbedrijf.example\n  Subject: Het nieuws van juni\n\ndid not reach the following recipient(s):\n\n"
            + "jan@voorbeeld.example on Mon, 3 Jun 2024 14:12:02 +0200\n    The recipient name is not recognized\n", null, null, "not recognized"),
        Case("Exchange in German", "Unzustellbar: Het nieuws van juni",
            "Fehler bei der Nachrichtenzustellung an folgende Empfänger oder Verteilerlisten:\n\njan@voorbeeld.example\nDie eingegebene E-Mail-Adresse konnte nicht gefunden werden.\n"
            + "Diagnoseinformationen: #550 5.1.10 RESOLVER.ADR.RecipientNotFound##", 550, "5.1.10", "nicht gefunden"),
        Case("Exchange in French", "Non remis : Het nieuws van juni",
            "Votre message n'a pas pu être remis aux destinataires suivants :\n\njan@voorbeeld.example\nLa boîte aux lettres du destinataire est pleine. 552 5.2.2\n", 552, "5.2.2", "pleine"),
        Case("Exchange in Dutch", "Onbestelbaar: Het nieuws van juni",
            "Uw bericht kan niet worden bezorgd aan de volgende geadresseerden:\n\njan@voorbeeld.example\nHet postvak is vol.\n", null, null, "postvak is vol"),
        Case("Domino", "DELIVERY FAILURE: User jansen not listed in Domino Directory",
            "Your message\n\n  Subject: Het nieuws van juni\n\nwas not delivered to:\n\n  jan@voorbeeld.example\n\nbecause:\n\n  User jan (jan@voorbeeld.example) not listed in Domino Directory\n", null, null, "not listed"),
        Case("Courier", "NOTICE: mail delivery status.",
            "This is a delivery status notification from mx.voorbeeld.example, running the Courier mail server.\n\nUNDELIVERABLE MAIL\n\nYour message to the following recipients cannot be delivered:\n\n"
            + "<jan@voorbeeld.example>:\n    mx.voorbeeld.example [192.0.2.25]:\n<<< 550 5.1.1 User unknown\n", 550, "5.1.1", "User unknown"),
        Case("MDaemon", "MDaemon Warning - Delivery failed",
            "The attached message had PERMANENT fatal delivery errors!\n\nFailed address: jan@voorbeeld.example\n\n--- Session Transcript ---\n<-- 554 5.7.1 Message refused\n--- End Transcript ---\n", 554, "5.7.1", "refused"),
        Case("Gmail", "Delivery Status Notification (Failure)",
            "Delivery to the following recipient failed permanently:\n\n     jan@voorbeeld.example\n\nTechnical details of permanent failure:\n"
            + $"The error that the other server returned was: 550 5.2.1 The email account is disabled.\n\n----- Original message -----\n{Returned.Original}", 550, "5.2.1", "disabled"),
        Case("Yahoo", "Delivery failure",
            "Sorry, we were unable to deliver your message to the following address.\n\n<jan@voorbeeld.example>:\nRemote host said: 554 delivery error: This user doesn't have an account [-9]\n\n--- Below this line is a copy of the message.\n", 554, null, "doesn't have an account"),
        Case("GMX", "Mail delivery failed: returning message to sender",
            "This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its recipients.\nThe following address failed:\n\n"
            + "jan@voorbeeld.example:\nSMTP error from remote server for RCPT TO command, host: mx.voorbeeld.example (192.0.2.25) reason: 550 Requested action not taken: mailbox unavailable\n", 550, null, "mailbox unavailable"),
        Case("Mail.Ru", "Ваше сообщение не доставлено. Mail failure.",
            "Это письмо создано автоматически сервером, отвечать на него не нужно.\n\nК сожалению, Ваше письмо не может быть доставлено одному или нескольким получателям:\n\n  jan@voorbeeld.example\n    550 5.1.1 User unknown\n", 550, "5.1.1", "User unknown"),
        Case("a mobile provider in Japanese", "Mail System Error - Returned Mail",
            "送信先のメールアドレスが見つかりませんでした。\n\n<jan@voorbeeld.example>: 550 Unknown user\n", 550, null, "Unknown user"),
        Case("a gateway that names the address in a sentence", "Undeliverable message",
            "Your message could not be delivered because the mailbox for jan@voorbeeld.example is full.\n", null, null, "is full"),
    ];

    [Test]
    public void A_reply_that_stands_with_no_address_is_read_all_the_same()
    {
        var reading = Returned.Read("From: MAILER-DAEMON@mx\nSubject: Undelivered Mail\n\nYour mail failed.\n550 5.1.1 User unknown");

        Assert.That((reading.Kind, reading.Recipients.Single().Status?.ToString(), reading.Recipients.Single().Code?.Value), Is.EqualTo((BounceKind.Failed, "5.1.1", 550)));
    }

    [TestCaseSource(nameof(Failures))]
    public void A_failure_in_words_is_read(string subject, string text, int? code, string? status, string reason)
    {
        var reading = Returned.Read(Returned.InWords(text, subject: subject));

        Assert.That(reading.Kind, Is.EqualTo(BounceKind.Failed));
        var recipient = reading.Recipients.Single();
        Assert.Multiple(() =>
        {
            Assert.That(recipient.Final, Is.EqualTo("jan@voorbeeld.example"));
            Assert.That(recipient.Code?.Value, Is.EqualTo(code));
            Assert.That(recipient.Status?.ToString(), Is.EqualTo(status));
            Assert.That(recipient.Text, Does.Contain(reason));
        });
    }

    [Test]
    public void Each_address_has_the_reply_that_stands_with_it()
    {
        var reading = Returned.Read(Returned.InWords(
            "I wasn't able to deliver your message to the following addresses.\n\n<a@voorbeeld.example>:\n550 5.1.1 User unknown\n\n<b@voorbeeld.example>:\n552 5.2.2 Mailbox full\n"));

        Assert.That(
            reading.Recipients.Select(one => $"{one.Final} {one.Code} {one.Status}"),
            Is.EqualTo(new[] { "a@voorbeeld.example 550 5.1.1", "b@voorbeeld.example 552 5.2.2" }));
    }

    [TestCase("Delivered: see below", "X-Failed-Recipients: jan@voorbeeld.example", "A message could not be delivered. 550 no such user", TestName = "its header")]
    [TestCase("failure notice", "", $"Your message could not be delivered.\n\n--- The original message follows ---\n{Returned.Original}", TestName = "the returned message")]
    public void The_recipient_is_also_taken_from(string subject, string headers, string text)
    {
        var reading = Returned.Read(Returned.InWords(text, subject: subject, headers: headers));

        Assert.That(reading.Kind, Is.EqualTo(BounceKind.Failed));
        Assert.That(reading.Recipients.Single().Final, Is.EqualTo("jan@voorbeeld.example"));
    }

    [TestCase("""
        I'm afraid I wasn't able to deliver your message to the following addresses.

        <ui2ad8f9@feedback.uwbedrijf.example>:
        Remote host said: 552 disk quota exceeded
        """, "ui2ad8f9@feedback.uwbedrijf.example", TestName = "a sender that wrote to itself")]
    [TestCase("""
        ----- Transcript of session follows -----
        >>> MAIL From:<nieuws@uwbedrijf.example>
        <<< 501 <nieuws@uwbedrijf.example>... no access
        554 <jan@voorbeeld.example>... Remote protocol error
        550 ander.example (smtp)... 550 Host unknown
        554 5.1.2 <piet@ander.example>... Host unknown

        ----- Unsent message follows -----
        From: nieuws@uwbedrijf.example
        """, "jan@voorbeeld.example piet@ander.example", TestName = "the lines of a transcript")]
    [TestCase("""
        Your message did not reach the following recipient(s):

        c=NL;a= ;p=Voorbeeld;o=Post;dda:SMTP=jan@voorbeeld.example; on Mon, 3 Jun 2024
            The recipient name is not recognized
        """, "jan@voorbeeld.example", TestName = "an address of X.400")]
    [TestCase("Our addresses are name.number@voorbeeld.example. The address to which your message\nwas addressed, jan@voorbeeld.example, does not exist.", "jan@voorbeeld.example", TestName = "an address in a sentence, and not an example")]
    [TestCase("Your mail to the following recipients could not be delivered because they are not accepting mail from lijst@uwbedrijf.example:\n  jansen", "", TestName = "a name without a domain, and not the address that is not accepted")]
    [TestCase("""
        The following addresses had permanent fatal errors
        <jan@voorbeeld.example>
        ----- Transcript of session follows -----
        550 5.1.1 <j.jansen@intern.voorbeeld.example>... User unknown
        """, "jan@voorbeeld.example", TestName = "a list, before the lines of a transcript")]
    public void The_recipients_are(string text, string expected)
    {
        var reading = Returned.Read(Returned.InWords(text, subject: "Returned mail: not delivered"));

        Assert.That(reading.Kind, Is.EqualTo(BounceKind.Failed));
        Assert.That(string.Join(' ', reading.Recipients.Select(one => one.Final)), Is.EqualTo(expected));
    }

    [TestCase("(expanded from: <jan@voorbeeld.example>)")]
    [TestCase("(ultimately generated from jan@voorbeeld.example)")]
    [TestCase("(generated from jan@voorbeeld.example)")]
    public void The_address_before_forwarding_is_read(string line)
    {
        var recipient = Returned.Read(Returned.InWords($"The following addresses had permanent fatal errors:\n\n<j.jansen@intern.voorbeeld.example>\n    {line}\n    550 5.1.1 User unknown")).Recipients.Single();

        Assert.That((recipient.Final, recipient.Original, recipient.Code?.Value), Is.EqualTo(("j.jansen@intern.voorbeeld.example", "jan@voorbeeld.example", 550)));
    }

    [TestCase("X-Test: 1", TestName = "in the header of the message")]
    [TestCase("Content-Type: multipart/mixed;\nboundary=b1", TestName = "because its line is not folded")]
    [TestCase("Content-Type: multipart/mixed; boundary=other", TestName = "because it is another one")]
    public void A_message_whose_boundary_is_lost_is_read_as_text(string header)
    {
        var reading = Returned.Read(
            $"From: postmaster@mx.voorbeeld.example\nTo: {Returned.Envelope}\nSubject: Re: Het nieuws\nMIME-Version: 1.0\n{header}\n\n--b1\nContent-Type: text/plain;\n  charset=us-ascii\nContent-Transfer-Encoding: 7bit\n\n"
            + "Error: Invalid user address\n550 - Requested action not taken: no such user here\nMAIL FROM: nieuws@uwbedrijf.example\nRCPT TO: jan@voorbeeld.example\n\n"
            + $"--b1\nContent-Type: message/rfc822\n\nTo: piet@voorbeeld.example\nSubject: x\n\nThis is a warning message only.\n--b1--\n");

        Assert.That(reading.Kind, Is.EqualTo(BounceKind.Failed));
        Assert.That(reading.Recipients.Single().Final, Is.EqualTo("jan@voorbeeld.example"));
    }

    [Test]
    public void A_report_without_a_sender_is_of_a_server()
    {
        var reading = Returned.Read(
            "Subject: Utilisateur inconnu\nContent-Type: multipart/report; report-type=delivery-status; boundary=b1\n\n--b1\nContent-Type: text/plain\n\nA message could not be delivered to:\njan@voorbeeld.example\n\n--b1--\n");

        Assert.That((reading.Kind, reading.Recipients.Single().Final), Is.EqualTo((BounceKind.Failed, "jan@voorbeeld.example")));
    }

    [TestCase("Warning: message 1sE2xY-0003aB-4C delayed 24 hours", "A message that you sent has not yet been delivered to jan@voorbeeld.example.\nNo action is required on your part. Delivery attempts will continue.")]
    [TestCase("Delayed Mail (still being retried)", "THIS IS A WARNING ONLY. YOU DO NOT NEED TO RESEND YOUR MESSAGE.\nYour message could not be delivered for 4 hours. It will be retried until it is 5 days old.\n<jan@voorbeeld.example>: connection timed out: 451 4.4.1")]
    [TestCase("Warning--Could not send mail for past 8 hours", "---The following addresses had delivery errors---\n\njan@voorbeeld.example [Connection timed out]")]
    [TestCase("Verzögert: Ihre Nachricht", "Ihre Nachricht an jan@voorbeeld.example wurde noch nicht zugestellt.")]
    [TestCase("Delivery Status Notification (Delay)", "Delivery to jan@voorbeeld.example has been delayed. Message will be retried for 2 more day(s). 450 4.2.2 mailbox full")]
    public void A_delay_is_never_a_failure(string subject, string text) =>
        Assert.That(Returned.Read(Returned.InWords(text, subject: subject)).Kind, Is.EqualTo(BounceKind.Delayed));

    [TestCase("Re: Het nieuws van juni", "Dank voor het bericht, ik kijk er morgen naar.")]
    [TestCase("Question about order 550", "My address is piet@voorbeeld.example, could you look at it? 5.1.1")]
    [TestCase("", "")]
    public void What_people_write_is_not_recognised(string subject, string text) =>
        Assert.That(Returned.Read(Returned.InWords(text, from: "Piet <piet@voorbeeld.example>", subject: subject)).Kind, Is.EqualTo(BounceKind.Unrecognised));

    private static TestCaseData Case(string name, string subject, string text, int? code, string? status, string reason) =>
        new TestCaseData(subject, text, code, status, reason).SetArgDisplayNames(name);
}
