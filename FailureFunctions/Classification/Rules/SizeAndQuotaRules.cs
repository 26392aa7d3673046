namespace FailureFunctions.Classification.Rules;

/// <summary>A message that is too large, and a mailbox that is full. Size comes first: it shares the words for quota.</summary>
internal static class SizeAndQuotaRules
{
    /// <summary>Too many messages in one place. Before the rules about too many in a time, whose words it shares.</summary>
    public static Rule[] MessageCount { get; } =
    [
        new("mailbox-message-count", Reason.MailboxFull,
            [
                "too many messages on ‥ server", "too many messages in ‥ {box}", "too many messages on ‥ {box}", "too many messages in ‥ {account}",
                "zu viele Mails auf", "zuviele Mails auf", "zu viele Nachrichten auf", "zu viele E-Mails auf", "zu viele Nachrichten im Postfach",
            ],
            "550 <jan@example.de> The user has too many messages on the server", "WEB.DE, GMX: the number of messages that a mailbox holds"),
    ];

    /// <summary>The rules, the first having precedence.</summary>
    public static Rule[] Rows { get; } =
    [
        new("mailbox-size", Reason.MailboxFull,
            [
                "mailbox size*", "mailbox … size limit", "mailbox … allowed size", "message would exceed mailbox", "exceed … mailbox quota",
                "exceeds … mailbox", "user mailbox exceeds",
            ],
            "552 5.2.2 The mailbox exceeds allowed size", "Field use: Ipswitch IMail, Cyrus"),
        new("mailbox-full", Reason.MailboxFull,
            [
                "space … run out", "storage … run out", "not enough room", "no room in", "no more messages", "mailbox … is full",
                "mailbox size limit", "mailbox … exceed*", "mailbox quota*", "mailbox over*", "mailbox limit", "mailbox … over quota",
                "mailbox … over limit", "mailbox … out of", "mailbox … no space", "mailbox … too full", "mailbox … quota", "mailbox … too big",
                "mailbox too large", "mailbox has reached", "mailbox reached", "mailfolder is full", "folder is full", "folder full", "quota is over",
                "inbox … full", "full mailbox", "full inbox", "account is over", "account over", "account … over quota", "account … exceed*",
                "maildir delivery failed … quota", "exceeded storage", "exceeds storage", "storage allocation", "exceed … storage",
                "storage … exceed*", "storage quota", "storage limit", "storage full", "storage is full", "out of storage", "not enough storage",
                "insufficient storage … mailbox", "insufficient mailbox", "out of space … mailbox", "has no space", "no space … mailbox",
                "mailbox … storage", "is out of space", "recipient … full", "{box} ‥ {full}", "{account} ‥ {full}", "{user} ‥ {full}",
                "{recipient} ‥ {full}", "{addr} ‥ {full}", "space left for this user", "receive more mail", "box full", "box is full",
                "quota problem", "space not enough", "space is not enough", "quota error",
            ],
            "552 5.2.2 Mailbox full, try a letter", "RFC 3463, X.2.2; Dovecot, Cyrus, Exchange"),
        new("message-too-large", Reason.MessageTooLarge,
            [
                "msg size", "message size", "message too long", "message is too long", "bigger than", "message is bigger", "too big",
                "message too large", "message exceeds", "message exceeded", "message … exceeds … size", "message … exceeds … maximum",
                "message … is larger than", "message … is too large", "size limit", "size limitation", "exceeds size", "exceeds maximum size",
                "exceeds the maximum", "exceeds fixed maximum", "exceeds maximum message", "exceeded maximum", "exceeds max size", "mail size",
                "email size", "too large … message", "larger than … limit", "message data exceed*", "message content exceed*", "mail too large",
                "mail is too large", "email too large", "attachment … too large", "headers exceed*", "line limit exceeded", "line length … exceed*",
                "lines longer than", "message body … too large", "size … is greater than", "SIZE … exceed*", "exceed … size", "message length",
                "per message limit", "{mail|email|message} ‥ larger than", "size ‥ {mails|emails|messages|message|mail|email} ‥ limited",
                "attachment total", "maximum size of ‥ message", "line too long", "line is too long",
            ],
            "552 5.3.4 Message size exceeds fixed limit", "RFC 1870; Postfix: message_size_limit"),
        new("over-quota", Reason.MailboxFull,
            [
                "overquota", "over-quota", "over its quota", "over their quota", "over the quota", "over allocated quota", "over the allowed quota",
                "quota exhausted", "quota violation", "quota reached", "quota limit", "quota … exceed*", "quota … full", "exceeded … quota",
                "exceeds … quota", "exceeding … quota", "exceed … quota", "out of quota", "quota has been reached", "disk quota", "user quota",
                "space quota", "domain quota", "no quota", "disc quota", "hard quota", "recipient quota", "user is over", "over the limit",
                "over the maximum allowed", "exceeded its limit", "space limit", "allowed size", "allowed space", "exceeds allowed",
                "exceeded the local limit", "too many messages in … mailbox", "too much mail data", "too many messages on this mailbox",
                "has exhausted", "has exceeded his", "has exceeded their", "cannot hold any more", "can not hold more", "does not have enough space",
                "not enough space", "not enough disk space", "exceeded allocated",
            ],
            "452 4.2.2 The disk quota of jan is used up", "RFC 3463, X.2.2; qmail-vpopmail, Postfix virtual"),
    ];
}
