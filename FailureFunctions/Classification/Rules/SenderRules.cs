namespace FailureFunctions.Classification.Rules;

/// <summary>The envelope sender or the From header was refused. Before the rules about mailboxes, whose words it shares.</summary>
internal static class SenderRules
{
    /// <summary>The rules, the first having precedence.</summary>
    public static Rule[] Rows { get; } =
    [
        new("malformed-address-list", Reason.ProtocolError, ["malformed address ‥ may not follow", "addresses in the message were syntactically"],
            "malformed address: <jan@example.nl> may not follow piet@example.nl", "Exim: what the sender's own list of recipients looks like"),
        new("not-a-gateway-user", Reason.SenderRejected,
            ["not a registered gateway user", "not a registered user of ‥ gateway", "not registered ‥ gateway"],
            "550 'info@example.nl' is not a registered gateway user", "Field use: who may send by way of a gateway"),
        new("sender-address-rejected", Reason.SenderRejected,
            [
                "{sender} ‥ not in {my|our} domain", "not accept ‥ from {this|that|your} {sender}", "in mail from", "mail from unknown",
                "email from unknown", "messages from unknown", "{sender} could not be verified", "{sender} can not be verified",
                "originator address could not", "bogus mail from", "bogus envelope", "mail from {address} ‥ {unknown}",
                "mail from {address} ‥ {invalid}", "mail from {address} ‥ {refused}", "{sender} ‥ {unknown}", "{sender} ‥ {invalid}",
                "{sender} ‥ {refused}", "{sender} ‥ {disabled}", "{no such} {sender}", "{refused} {sender}", "{not find} ‥ {sender}",
                "verify ‥ sender", "sender verif*", "verify your address", "reject ‥ {sender}", "sender address … rejected", "sender … was rejected",
                "sender callout", "your email address … rejected", "mail from command … rejected", "MAIL FROM rejected", "MAIL FROM refused",
                "rejected by … sender", "reverse-path", "invalid mail from", "invalid from", "return path … invalid", "sender … does not exist",
                "sender syntax", "sender address … does not exist", "sender not exist*", "sender's … invalid", "mail from … not allowed",
                "not allowed to send as", "sender … blacklisted", "badmailfrom", "envelope-sender",
                "sender address ‥ {in|on} ‥ {blocklist|blacklist|block list|black list|denylist}", "valid sender address",
                "sender address is required", "verification failed while checking", "postmaster verification",
            ],
            "550 5.1.0 <info@example.nl>: Sender address rejected: User unknown in relay table", "Postfix: smtpd_sender_restrictions; Exim: sender verify"),
        new("from-header", Reason.SenderRejected,
            [
                "From: domain is invalid", "provide a valid From", "From header … reject*", "From: address", "address … not verified", "missing From",
                "From … does not match", "reply to address ‥ {unknown}", "reply to address ‥ {invalid}", "reply to domain",
                "{unresolvable|invalid|bad|unknown} from header", "the from field", "invalid from field", "your from field", "from field ‥ {invalid}",
                "from field ‥ {refused}",
            ],
            "550 5.2.0 <info@example.nl> From: Domain is invalid. Please provide a valid From:", "Field use: GoDaddy, Amazon SES"),
        new("sender-domain", Reason.SenderRejected,
            [
                "sender ‥ {domain}", "{domain} ‥ sender", "your {domain} ‥ {unknown}", "your {domain} ‥ {invalid}", "your {domain} does not",
                "{mx} ‥ sender", "senders {domain}", "domain of your", "sender address … domain", "MAIL FROM … must", "from domain",
                "return address domain", "return domain", "your domain … not exist", "cannot resolve sender*", "can't determine … sender",
                "does not exist … sender", "unresolvable sender", "unresolvable domain", "sender … resolve", "sender … DNS", "sender … MX",
                "sender … no valid", "no valid MX … sender", "domain must exist", "domain must resolve", "domain is not resolvable",
                "domain of … does not resolve", "domain of {address} does not", "domain … does not resolve", "null MX … sender", "sender … null MX",
                "sender id", "SenderID", "{sending|originating} {domain|domain name|email domain|mail domain}",
                "{sending|originating} {host|hostname|host name} ‥ {unknown}", "send {mail|mails|email|emails|messages} from this {domain|address}",
                "domain is not verified", "domain may not exist or dns check failed",
            ],
            "450 4.1.8 Domain of sender address does not resolve", "sendmail: 553 Domain of sender address; Postfix: reject_unknown_sender_domain"),
        new("envelope-refused", Reason.SenderRejected,
            [
                "null sender*", "empty sender*", "null envelope", "empty envelope", "bounces not accepted", "bounce message … not accepted",
                "does not accept bounces", "not accept … null return", "null reverse-path", "empty return path", "backscatter", "batv",
                "bounce address tag", "prvs", "bounce to an address that never", "bounces are never",
            ],
            "550 5.7.1 This mailbox does not accept bounces", "Field use: backscatter filters"),
        new("sending-account-closed", Reason.SenderRejected,
            [
                "sending ‥ {account} ‥ {disabled}", "sending ‥ {disabled}", "outgoing ‥ {disabled}", "outbound ‥ {disabled}",
                "your account … {disabled}", "submission ‥ {disabled}", "{outgoing|outbound} {mail|email} ‥ {disabled}",
                "{outgoing|outbound} ‥ {paused|locked|blocked}", "sending ‥ paused", "suspended from sending",
                "{relay|smtp} {customer|service for this} ‥ {disabled}", "relay customer", "account from which you", "account you send from",
                "account you are sending from", "{outgoing|outbound} {mail|email} ‥ {refused}", "outgoing mail from this account",
            ],
            "550 Message sending for this account is disabled", "Field use: providers' outgoing servers; the account is the sender's"),
        new("sender-not-local", Reason.SenderRejected,
            [
                "spoof*", "forged sender", "sender … forge*", "impersonat*", "local sender … not allowed", "from our own domain",
                "mail from … our domain", "internal domain … external", "not a valid sender", "claim to be from our", "pretend to be",
            ],
            "550 5.7.1 Spoofed address: our own domain may not be used from outside", "Field use: anti-spoofing filters"),
    ];

    /// <summary>
    /// What else is said in answer to MAIL FROM. It comes before the rules about mailboxes and domains: the recipient was
    /// not known to the server yet.
    /// </summary>
    public static Rule[] AtMailFrom { get; } =
    [
        new("refused-at-mail-from", Reason.SenderRejected,
            ["in reply to MAIL FROM", "after MAIL FROM", "in response to MAIL FROM", "to the MAIL FROM command"],
            "host mx.example.nl[192.0.2.1] said: 550 Access denied (in reply to MAIL FROM command)", "Postfix, Exim: the command is named")
            { Confidence = Confidence.Medium, When = Circumstances.Permanent },
    ];
}
