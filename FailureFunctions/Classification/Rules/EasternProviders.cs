namespace FailureFunctions.Classification.Rules;

/// <summary>
/// What providers of China, Japan, Korea, Russia and Eastern Europe say in codes or fixed English of their own. What they
/// say in their own languages: the folder <c>Languages</c>.
/// </summary>
internal static class EasternProviders
{
    private const string NetEase = "help.163.com: reply codes";
    private const string Qq = "service.mail.qq.com: help pages of the links in its replies";
    private const string Sina = "Sina and Sohu: their list of replies, as published";
    private const string Coremail = "icoremail.vip: support pages about replies of Coremail";
    private const string Aliyun = "alibabacloud.com/help/direct-mail: return codes";

    /// <summary>The rules, the first having precedence.</summary>
    public static Rule[] Rows { get; } =
    [
        new("netease-authentication", Reason.AuthFailed, ["MI:SPF", "MI:DMA", "too much fail authentication"],
            "550 MI:SPF 163 mx1, the address is not permitted by the domain's SPF", NetEase),
        new("netease-spam", Reason.SpamContent, ["DT:SPM", "MI:SPM"], "554 DT:SPM mx1 1234, please see http://mail.163.com/help", NetEase),
        new("netease-reputation", Reason.ReputationBlock, ["MI:SPB", "WM:BLI", "WM:BLU", "DT:RBL", "HL:IHU", "HL:IPB", "HL:MEP"],
            "554 HL:IPB 163 mx2, the address is not on the list of senders", NetEase),
        new("netease-sender", Reason.SenderRejected, ["MI:IMF", "DT:SUM"], "550 MI:IMF the sender's address is not well-formed", NetEase),
        new("netease-protocol", Reason.ProtocolError, ["MI:NHD"], "550 MI:NHD no empty HELO", NetEase),
        new("netease-relay", Reason.RoutingError, ["RP:FRL"], "550 RP:FRL no anonymous relaying", NetEase),
        new("netease-policy", Reason.RateLimited,
            [
                "HL:ICC", "HL:IFC", "HL:IFR", "HL:REP", "MI:SFQ", "MI:CEL", "MI:CCL", "MI:DMC", "MI:STC", "MI:QRC", "RP:QRC", "RP:RCL", "RP:TRC",
                "RP:DRC", "RP:CCL", "RP:CEL",
            ],
            "451 RP:QRC 163 smtp2, too many recipients from this sender in a day", NetEase),
        new("coremail-sender", Reason.SenderRejected,
            [
                "user in blacklist", "user hangup", "fake sender", "null sender is not allowed", "no smtp MX only", "smtpport check error",
                "mail address invalid", "host denies the sender", "mail from invalid", "sender is unvalidated", "black mail address",
                "main account unavailable", "mail from must equal authorized user",
            ],
            "553 Requested action not taken: NULL sender is not allowed", Coremail + "; " + Sina + "; " + Aliyun),
        new("coremail-reputation", Reason.ReputationBlock,
            [
                "black ip", "IP is hangup", "IP is rejected", "IP in blacklist", "rbl deny", "openrelay check", "remote ip is forbidden",
                "honeypot rcptto",
            ],
            "550 black ip", Coremail + "; " + Sina),
        new("coremail-authentication", Reason.AuthFailed,
            [
                "remote ip check error", "helohost error", "relay check local fail", "blocked by SPF", "conform with authentication",
                "fake router info*",
            ],
            "556 remote ip check error", Sina),
        new("coremail-relay", Reason.RoutingError, ["host denies relay", "relay check domain fail", "looping message"],
            "553 host denies relay", Sina),
        new("coremail-rate", Reason.RateLimited,
            [
                "out of allow RCPT", "too many same size mails", "sending quota", "rcpt handle timeout", "no spam mail", "too much recipient",
                "the number of RCPTs is over", "CCRT",
            ],
            "451 out of allow RCPT numbers", Sina + "; " + Aliyun + "; Naver"),
        new("coremail-refused", Reason.RecipientRefused,
            [
                "private list access denied", "rcpt is rejected", "mail is rejected by recipient*", "by user's reject list", "maillist … is null",
                "recipient does not want your mail",
            ],
            "553 private list access denied", Sina + "; " + Coremail + "; Interia"),
        new("coremail-too-large", Reason.MessageTooLarge, ["attachment is too long", "exceeded mailsize limit", "the length of DATA content"],
            "554 attachment is too long", Sina + "; " + Aliyun),
        new("coremail-unknown", Reason.MailboxUnknown,
            [
                "invalid rcpt", "invalid rcptto", "user access deny", "RC:NE", "RC:LD", "local user {address} not found", "recipient is not exist",
                "RUSR", "user hasn't got the service mapped",
            ],
            "550 Invalid rcpt: zhang@example.cn", Coremail + "; " + Aliyun + "; Sohu, Naver, Seznam"),
        new("mailru-unavailable", Reason.MailboxUnknown,
            ["local mailbox {address} is unavailable user not found", "non-local recipient verification failed"],
            "550 Message was not accepted -- invalid mailbox. Local mailbox ivan@mail.example is unavailable: user not found",
            "help.mail.ru: errors of sending"),
        new("mailru-disabled", Reason.MailboxDisabled,
            ["local mailbox {address} is unavailable {account|user} is {disabled|terminated}", "user is terminated"],
            "550 Message was not accepted -- invalid mailbox. Local mailbox ivan@mail.example is unavailable: user is terminated",
            "help.mail.ru: errors of sending"),
        new("qq-rate-or-unknown", Reason.MailboxUnknown, ["mailbox unavailable or access denied"],
            "550 Mailbox unavailable or access denied [q7Yk0001 IP: 192.0.2.1]", Qq + "; the same text also throttles, so low confidence")
            { Confidence = Confidence.Low },
        new("qq-frequency", Reason.RateLimited, ["frequency limited", "mail content denied 发信频率"],
            "550 Connection frequency limited. http://service.mail.qq.com", Qq),
        new("qq-suspected-spam", Reason.SpamContent, ["suspected bounce attacks", "mail content denied", "suspected spam"],
            "550 Mail content denied. http://service.mail.qq.com", Qq),
        new("qq-connection-denied", Reason.ReputationBlock, ["connection denied … service.mail.qq.com", "suspicious connection"],
            "550 Connection denied. http://service.mail.qq.com/cgi-bin/help", Qq),
        new("qq-bad-address", Reason.SenderRejected, ["bad address syntax … service.mail.qq.com"],
            "501 Bad address syntax. http://service.mail.qq.com/cgi-bin/help", Qq + "; the sender's or the recipient's: the milder reading"),
        new("kddi-unknown", Reason.MailboxUnknown,
            ["auone-net.jp … recipient address rejected", "ezweb.ne.jp … recipient address rejected", "au.com … recipient address rejected"],
            "host mx.auone-net.jp[192.0.2.1] said: 550 Recipient address rejected.", "KDDI: says no more for an address that does not exist"),
    ];
}
