using System.Globalization;
using System.Text;

namespace FailureFunctions.Local.Send;

/// <summary>Notifications of Copernica's webhooks for bounces and abuses, about invented messages.</summary>
public static class ReturnedMail
{
    /// <summary>What the one is about that is no event.</summary>
    public const string AutomaticReply = "an out-of-office reply";

    private const string OriginalMessage =
        """
        From: Uw Bedrijf <nieuws@uwbedrijf.example>
        To: RECIPIENT
        Subject: Het nieuws van juni

        Beste lezer, …
        """;

    private static readonly (string What, string Type, string Recipient, string Message)[] Kinds =
    [
        ("an official report of a bounce", "bounce", "sofie@voorbeeld.example",
            """
            From: Mail Delivery System <MAILER-DAEMON@mx.voorbeeld.example>
            Subject: Undelivered Mail Returned to Sender
            Content-Type: multipart/report; report-type=delivery-status; boundary="part"

            --part

            Your message could not be delivered.
            --part
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.voorbeeld.example

            Final-Recipient: rfc822; RECIPIENT
            Action: failed
            Status: 5.1.1
            Diagnostic-Code: smtp; 550 5.1.1 <RECIPIENT>: Recipient address rejected: User unknown

            --part--
            """),
        ("a bounce in a server's words", "bounce", "tom@winkel.example",
            """
            From: MAILER-DAEMON@mail.winkel.example
            Subject: failure notice

            Hi. This is the qmail-send program at mail.winkel.example.
            I'm afraid I wasn't able to deliver your message to the following addresses.
            This is a permanent error; I've given up. Sorry it didn't work out.

            <RECIPIENT>:
            Sorry, no mailbox here by that name. (#5.1.1)

            --- Below this line is a copy of the message.

            """ + OriginalMessage),
        (AutomaticReply, "bounce", "els@voorbeeld.example",
            """
            From: RECIPIENT
            Subject: Afwezig: Het nieuws van juni
            Auto-Submitted: auto-replied

            Ik ben afwezig tot maandag.
            """),
        ("a spam complaint", "abuse", "bram@provider.example",
            """
            From: <fbl@provider.example>
            Subject: FW: Het nieuws van juni
            Content-Type: multipart/report; report-type=feedback-report; boundary="part"

            --part

            This is an email abuse report.
            --part
            Content-Type: message/feedback-report

            Feedback-Type: abuse
            User-Agent: Example/1
            Version: 1
            Original-Rcpt-To: RECIPIENT

            --part
            Content-Type: message/rfc822

            """ + OriginalMessage + """

            --part--
            """),
    ];

    /// <summary>What each is about.</summary>
    public static IReadOnlyList<string> Described => [.. Kinds.Select(kind => kind.What)];

    /// <summary>The body of one, a form.</summary>
    /// <param name="index">Of <see cref="Described"/>, from 0.</param>
    /// <param name="id">The id of the message that came back.</param>
    /// <param name="at">When.</param>
    public static byte[] Create(int index, string id, DateTimeOffset at)
    {
        var (_, type, recipient, message) = Kinds[index];
        var mime = message.Replace("RECIPIENT", recipient, StringComparison.Ordinal).ReplaceLineEndings("\r\n");
        (string Name, string Value)[] fields =
        [
            ("id", id),
            ("type", type),
            ("timestamp", at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)),
            ("time", at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
            // The webhook for abuses does not name the recipient.
            type == "abuse" ? ("emailfrom", "fbl@provider.example") : ("recipient", recipient),
            ("mime", mime),
            ("tags[]", "nieuwsbrief"),
        ];
        return Encoding.ASCII.GetBytes(string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Name)}={Uri.EscapeDataString(field.Value)}")));
    }
}
