using System.Text;
using FailureFunctions.Copernica.Bounces;

namespace FailureFunctions.Tests.Copernica.Bounces;

/// <summary>Programs that answer mail: RFC 3834, and those that do not keep to it.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class AutoReplyTests
{
    [TestCase("Auto-Submitted: auto-replied")]
    [TestCase("Auto-Submitted: auto-replied (vacation)")]
    [TestCase("X-Autoreply: yes")]
    [TestCase("X-Autorespond: vacation")]
    [TestCase("Precedence: auto_reply")]
    [TestCase("X-Auto-Response-Suppress: All")]
    public void A_header_says_so(string header) => AssertIsReply("Het nieuws van juni", header);

    [TestCase("Automatic reply: Het nieuws van juni")]
    [TestCase("Out of Office: Het nieuws")]
    [TestCase("Re: Away from my mail until Monday")]
    [TestCase("Automatisch antwoord: Het nieuws")]
    [TestCase("Ik ben afwezig")]
    [TestCase("Automatische Antwort: Het nieuws")]
    [TestCase("Abwesenheitsnotiz: Het nieuws")]
    [TestCase("Réponse automatique : Het nieuws")]
    [TestCase("Absence du bureau")]
    [TestCase("Respuesta automática: Het nieuws")]
    [TestCase("Risposta automatica: Het nieuws")]
    [TestCase("Fuori sede")]
    [TestCase("Resposta automática: Het nieuws")]
    [TestCase("Autosvar: Het nieuws")]
    [TestCase("Automatyczna odpowiedź: Het nieuws")]
    [TestCase("Автоматический ответ: Het nieuws")]
    [TestCase("自動返信: Het nieuws")]
    [TestCase("自动答复: Het nieuws")]
    public void A_subject_says_so(string subject) => AssertIsReply(subject, "X-Test: 1");

    [Test]
    public void A_reply_that_quotes_an_error_is_no_failure() =>
        AssertIsReply("Out of Office", "Auto-Submitted: auto-replied", "My old address failed permanently: 550 5.1.1 <piet@voorbeeld.example> user unknown. The mailbox is full too.");

    [TestCase("Re: Mail delivery failed: returning message to sender")]
    [TestCase("AW: Undelivered Mail Returned to Sender")]
    [TestCase("Antw: Onbestelbaar: Het nieuws van juni")]
    public void An_answer_to_a_bounce_is_no_failure(string subject) => Assert.That(
        BounceReader.Read(Encoding.UTF8.GetBytes(
            $"From: postmaster@voorbeeld.example\nSubject: {subject}\n\nTicket 42: thank you for your message.\n> The following address failed:\n> jan@voorbeeld.example: 550 5.1.1 User unknown\n")).Kind,
        Is.EqualTo(BounceKind.Unrecognised));

    [Test]
    public void A_receipt_is_no_failure()
    {
        var message = Returned.Report("Final-Recipient: rfc822;jan@voorbeeld.example\nDisposition: manual-action/MDN-sent-manually; displayed", "Your message was displayed.", "Read: Het nieuws")
            .Replace("delivery-status", "disposition-notification", StringComparison.Ordinal);

        Assert.That(Returned.Read(message).Kind, Is.EqualTo(BounceKind.AutoReply));
    }

    [TestCase("Automatic reply: Feedback loop newsletter")]
    [TestCase("Automatisch antwoord: Complaint about message delivery")]
    [TestCase("Automatic reply: Undeliverable: het nieuws")]
    public void A_reply_that_quotes_a_subject_is_neither_a_complaint_nor_a_failure(string subject) =>
        AssertIsReply(subject, "Auto-Submitted: auto-replied", "User unknown 550 5.1.1 does not exist. This message may be marked as spam by our system.");

    [TestCase("Wij hebben uw mail ontvangen. Tel. 020: 550 1234.")]
    [TestCase("I no longer work here; my mailbox is full.")]
    [TestCase("Final-Recipient: rfc822; jan@voorbeeld.example\nAction: failed\nStatus: 5.1.1")]
    public void A_vacation_program_reports_no_failure(string text) =>
        AssertIsReply("Het nieuws", "Return-Path: <>\nX-Autoreply: yes\nAuto-Submitted: auto-replied", text);

    private static void AssertIsReply(string subject, string header, string text = "Ik ben er maandag weer. Bel jan@voorbeeld.example.") =>
        Assert.That(
            Returned.Read(Returned.InWords(text, from: "Piet <piet@voorbeeld.example>", subject: subject, headers: header)).Kind,
            Is.EqualTo(BounceKind.AutoReply));
}
