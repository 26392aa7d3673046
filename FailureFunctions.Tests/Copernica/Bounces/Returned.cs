using System.Text;
using FailureFunctions.Copernica.Bounces;

namespace FailureFunctions.Tests.Copernica.Bounces;

/// <summary>Messages that come back, written for these tests.</summary>
internal static class Returned
{
    /// <summary>The envelope address that all of them are sent to.</summary>
    public const string Envelope = "ui2ad8f9@feedback.uwbedrijf.example";

    /// <summary>The message that they are about.</summary>
    public const string Original =
        """
        Return-Path: <ui2ad8f9@feedback.uwbedrijf.example>
        Received: from mail.uwbedrijf.example by mx.voorbeeld.example; Mon, 3 Jun 2024 14:12:02 +0200
        From: Uw Bedrijf <nieuws@uwbedrijf.example>
        To: jan@voorbeeld.example
        Subject: Het nieuws van juni

        Beste Jan, als u dit niet meer wilt ontvangen: 550 redenen om te blijven.
        """;

    public static BounceReading Read(string message, bool isComplaint = false) =>
        BounceReader.Read(Encoding.UTF8.GetBytes(message.ReplaceLineEndings("\r\n")), isComplaint);

    /// <summary>A message in the words of a server.</summary>
    public static string InWords(string text, string from = "MAILER-DAEMON@mx.voorbeeld.example", string subject = "failure notice", string headers = "") =>
        $"From: {from}\nTo: {Envelope}\nDate: Mon, 03 Jun 2024 14:20:10 +0200\nSubject: {subject}\n{(headers.Length == 0 ? "" : headers + "\n")}\n{text}\n";

    /// <summary>An official delivery status notification.</summary>
    /// <param name="fields">Of the recipients, a blank line between them.</param>
    public static string Report(string fields, string text = "Your message could not be delivered.", string subject = "Undelivered Mail Returned to Sender") =>
        $"""
        From: Mail Delivery System <MAILER-DAEMON@mx.voorbeeld.example>
        To: {Envelope}
        Subject: {subject}
        Auto-Submitted: auto-replied
        Date: Mon, 03 Jun 2024 14:20:10 +0200
        Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

        --b1
        Content-Type: text/plain; charset=utf-8

        {text}
        --b1
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.voorbeeld.example
        Arrival-Date: Mon, 03 Jun 2024 14:12:02 +0200

        {fields}
        --b1
        Content-Type: message/rfc822

        {Original}
        --b1--
        """;

    /// <summary>A complaint in the format for them.</summary>
    public static string Complaint(string fields, string original = Original) =>
        $"""
        From: <feedback@provider.example>
        To: {Envelope}
        Subject: FW: Het nieuws van juni
        Date: Tue, 04 Jun 2024 08:01:00 +0000
        Content-Type: multipart/report; report-type=feedback-report; boundary="b1"

        --b1
        Content-Type: text/plain

        This is an email abuse report for an email message received on Mon, 3 Jun 2024.
        --b1
        Content-Type: message/feedback-report

        {fields}
        --b1
        Content-Type: message/rfc822

        {original}
        --b1--
        """;
}
