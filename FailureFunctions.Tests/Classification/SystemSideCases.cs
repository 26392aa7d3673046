using FailureFunctions.Classification;

namespace FailureFunctions.Tests.Classification;

/// <summary>
/// Replies about a part of the receiving system, a list, or a way of looking up, in words that would else speak of the
/// recipient, the sender or the message; and those that do, for comparison.
/// </summary>
internal static class SystemSideCases
{
    // Reason, reply code, enhanced code, state, text; why it is so.
    public static RegressionCase[] Rows { get; } =
    [
        new(Reason.ServerError, 451, "4.7.1", "message", "Antivirus engine is not running, please come again",
            "no virus was found: nothing looked for one"),
        new(Reason.ContentRejected, 554, "5.7.1", "message", "Antivirus engine found Eicar-Test in the message",
            "here it did"),
        new(Reason.ServerError, 421, null, "connect", "The licence of this mail server has expired",
            "no message expired, and no account"),
        new(Reason.ServerError, 452, null, "mailfrom", "Disk space shortage on the spool",
            "the server's disk, not a mailbox, lacks room"),
        new(Reason.MailboxFull, 552, null, "rcptto", "His mailbox has no space left",
            "the mailbox lacks it"),
        new(Reason.ServerError, 450, null, "rcptto", "The mailbox is locked by another process",
            "locked for writing, not closed to its owner"),
        new(Reason.MailboxDisabled, 550, null, "rcptto", "The mailbox is locked",
            "without a process it is an administrator who locked it"),
        new(Reason.ServerError, null, null, null, "Router: cannot open mail file mail\\jan.nsf: File does not exist",
            "the user is known; what is missing is Domino's file"),
        new(Reason.ServerError, 450, "4.3.0", "rcptto", "<jan@example.nl>: Temporary lookup failure",
            "Postfix says so of its own tables"),
        new(Reason.ServerError, 450, "4.1.1", "rcptto", "<jan@example.nl>: Recipient address rejected: unverified address: connect to store.example.nl[192.0.2.9]:25: Connection refused",
            "the check did not only take time: the server behind this one is down"),
        new(Reason.RateLimited, 450, "4.1.1", "rcptto", "<jan@example.nl>: Recipient address rejected: unverified address: Address verification in progress",
            "this one only takes time"),
        new(Reason.MailboxUnknown, 550, null, "rcptto", "sorry, that recipient address is not in our local list",
            "a list of recipients is no block list"),
        new(Reason.ReputationBlock, 550, null, "rcptto", "192.0.2.1 is on our list",
            "a list of hosts is"),
        new(Reason.MailboxUnknown, 550, null, "rcptto", "We could not find this recipient in our list of users",
            "likewise a list of recipients"),
        new(Reason.PolicyBlock, 554, "5.7.1", "rcptto", "<unknown[192.0.2.7]>: Client host rejected: Access denied; from=<info@example.com> to=<jan@example.nl>",
            "Postfix writes \"unknown[…]\" of a client whose address has no name"),
        new(Reason.MailboxUnknown, null, "5.1.1", null, "user unknown. Command output: no entry for jan",
            "the command put out why it ended; no command is unknown"),
        new(Reason.ProtocolError, 500, null, "connect", "unknown command",
            "this one is"),
        new(Reason.MailboxUnknown, 550, null, "rcptto", "Return to sender, address unknown",
            "where the message goes, and then what is unknown"),
        new(Reason.SenderRejected, 550, null, "mailfrom", "Sender address unknown",
            "without the way back it is the sender's"),
        new(Reason.SenderRejected, 550, "5.7.1", "mailfrom", "The account from which you send has been suspended",
            "an account, but the sender's"),
        new(Reason.SenderRejected, 550, null, null, "SMTP service for this relay customer is on hold, please pay your invoice",
            "the customer is who sends by way of this relay"),
        new(Reason.MailboxDisabled, 550, null, "rcptto", "The recipient has not paid and the mailbox is parked",
            "the recipient's"),
        new(Reason.SenderRejected, 550, "5.7.1", "message", "A bounce to an address that never sent anything: BATV tag missing",
            "what is wrong with it is that it pretends to be a bounce"),
        new(Reason.SenderRejected, 550, null, "message", "Reply-To: address does not exist",
            "an address in the sender's header"),
        new(Reason.ReputationBlock, 421, "4.7.0", "connect", "Sender IP rejected: insufficient reputation, retry later",
            "the sender's IP address is no sender address"),
        new(Reason.ContentRejected, 550, null, "message", "Your email was rejected because it contains the Win.Test virus",
            "\"your email\" is the message, not the address of the sender"),
        new(Reason.RecipientRefused, 550, null, "rcptto", "This is a send-only address, nobody reads it",
            "there is such an address; it takes no mail"),
        new(Reason.RecipientRefused, 550, "5.7.1", "message", "Your message was automatically rejected by Sieve. The reason given was: no more, thanks",
            "a rule of the recipient's own"),
        new(Reason.AuthFailed, 550, "5.7.1", "mailfrom", "Sender prohibited by SPF",
            "SPF is named as the cause"),
        new(Reason.RoutingError, 550, null, null, "mail to that host cannot be forwarded from here",
            "nothing is said of the mailbox"),
        new(Reason.MessageTooLarge, null, "5.3.4", "process", "message size 41245212 exceeds the size limit of the server",
            "known before anything was sent"),
        new(Reason.ConnectionFailed, null, null, "dns", "Malformed or unexpected name server reply",
            "no answer that says whether the domain is there"),
    ];
}
