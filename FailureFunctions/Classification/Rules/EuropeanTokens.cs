namespace FailureFunctions.Classification.Rules;

/// <summary>What providers of Western Europe say in words or codes of their own.</summary>
internal static class EuropeanTokens
{
    /// <summary>The rules, the first having precedence.</summary>
    public static Rule[] Rows { get; } =
    [
        new("orange-full", Reason.MailboxFull, ["OFR_417", "OFR417", "OFR204_417", "LPN007_417"],
            "552 5.1.1 Boite du destinataire pleine. OFR_417 [417]", "postmaster.orange.fr"),
        new("orange-unknown", Reason.MailboxUnknown, ["OFR_416", "OFR416", "OFR204_416", "OFR_513", "LPN007_416"],
            "550 5.1.1 Adresse d au moins un destinataire invalide. OFR_416 [416]", "postmaster.orange.fr; La Poste with the same number"),
        new("orange-blocked-account", Reason.MailboxDisabled, ["LPN007_426", "OFR_418", "recipient account isblocked"],
            "550 5.5.0 Le compte du destinataire est bloque. The recipient account isblocked. LPN007_426", "postmaster.orange.fr, La Poste; from memory"),
        new("orange-sender", Reason.SenderRejected, ["OFR_403", "OFR_405", "OFR004_405", "LPN007_405"],
            "501 5.1.0 Emetteur invalide. Invalid Sender. OFR_405 [405]", "postmaster.orange.fr, La Poste"),
        new("orange-authentication", Reason.AuthFailed, ["OFR_517", "LPN007_517", "LPN004_401"],
            "550 5.7.1 Mail rejete. LPN007_517", "La Poste: DMARC, SPF; Orange from memory with the same number"),
        new("orange-rate", Reason.RateLimited,
            [
                "OFR005_102", "OFR005_103", "OFR005_104", "OFR005_109", "OFR_102", "OFR_103", "OFR_104", "OFR_108", "OFR_109", "OFR004_10*",
                "OFR_999", "LPN027_503",
            ],
            "421 mwinf5c04 Trop de connexions, veuillez verifier votre configuration. OFR_104 [104]", "postmaster.orange.fr"),
        new("orange-spam", Reason.SpamContent, ["OFR_506", "OFR506", "OFR_515", "OFR004_506"],
            "550 5.2.0 Mail rejete. OFR_506 [506]", "postmaster.orange.fr"),
        new("orange-reputation", Reason.ReputationBlock,
            ["OFR006_10*", "OFR_100", "OFR_101", "OFR_105", "OFR_110", "OFR_501", "OFR_502", "OFR005_10*"],
            "550 5.7.1 Service refuse. OFR005_105 [105]", "postmaster.orange.fr"),
        new("gmx-block-list", Reason.ReputationBlock,
            ["A problem occurred … BL", "/c=bl", "No SMTP service ‥ IP address is block*", "No SMTP service ‥ IP address is black*"],
            "554 gmx.example (mxgmx101) A problem occurred. Ask your postmaster for help. (BL)", "postmaster.gmx.net"),
        new("gmx-reverse-dns", Reason.AuthFailed, ["/c=rdns"],
            "554 For explanation visit https://postmaster.gmx.example/en/error-messages?ip=192.0.2.1&c=rdns", "postmaster.gmx.com: the cause is in the URL"),
        new("gmx-message-size", Reason.MessageTooLarge, ["exceeded storage allocation ‥ message size exceeds"],
            "552-Requested mail action aborted: exceeded storage allocation 552 Message size exceeds fixed maximum message size.", "postmaster.gmx.net: two lines, of which the second says which limit"),
        new("gmx-policy", Reason.PolicyBlock, ["reject due to policy restrictions", "transaction failed … reject due to policy"],
            "550 Requested action not taken: mailbox unavailable. Reject due to policy restrictions.", "postmaster.gmx.net"),
        new("gmx-sender-domain", Reason.SenderRejected, ["invalid DNS MX or A"],
            "550 Requested action not taken: Invalid DNS MX or A/AAAA resource record", "postmaster.gmx.net"),
        new("tonline-reputation", Reason.ReputationBlock,
            ["ask your postmaster for help or to contact", "none bad reputation", "no mail accepted from your server", "NOWL"],
            "554 IP=192.0.2.1 - A problem occurred. (Ask your postmaster for help or to contact tosa at rx)", "postmaster.t-online.de"),
    ];
}
