namespace FailureFunctions.Classification.Rules;

/// <summary>
/// Where a text says itself at which command the server refused, for when neither words nor codes nor a state decide.
/// </summary>
internal static class StageHints
{
    /// <summary>The rules, the first having precedence.</summary>
    public static Rule[] Rows { get; } =
    [
        new("said-after-rcpt", Reason.RecipientRefused,
            ["in reply to RCPT TO", "after RCPT TO", "in response to RCPT TO", "RCPT TO command", "during RCPT TO", "RCPT_TO", "to RCPT"],
            "host mx.example.nl[192.0.2.1] said: 550 #42 (in reply to RCPT TO command)", "Postfix, Exim") { Confidence = Confidence.Low },
        new("said-after-mail-from", Reason.SenderRejected,
            ["in reply to MAIL FROM", "after MAIL FROM", "in response to MAIL FROM", "MAIL FROM command", "during MAIL FROM", "MAIL_FROM"],
            "host mx.example.nl[192.0.2.1] said: 550 #42 (in reply to MAIL FROM command)", "Postfix, Exim") { Confidence = Confidence.Low },
        new("said-after-data", Reason.PolicyBlock,
            [
                "in reply to end of DATA", "after end of data", "in reply to DATA", "in response to DATA", "after DATA", "end of DATA command",
                "end of message",
            ],
            "host mx.example.nl[192.0.2.1] said: 554 #42 (in reply to end of DATA command)", "Postfix, Exim") { Confidence = Confidence.Low },
        new("said-on-connecting", Reason.PolicyBlock,
            [
                "after initial connection", "in reply to EHLO", "in reply to HELO", "after EHLO", "after HELO", "while performing the EHLO handshake",
                "refused to talk to me", "in response to EHLO", "greeting",
            ],
            "SMTP error from remote mail server after initial connection: 554 #42", "Postfix, Exim") { Confidence = Confidence.Low },
    ];
}
