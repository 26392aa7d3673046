using FailureFunctions.Classification;
using static FailureFunctions.Classification.Advice;
using static FailureFunctions.Classification.Reason;
using static FailureFunctions.Classification.Severity;

namespace FailureFunctions.Tests.Classification;

/// <summary>
/// What each SMTP reply code means when nothing else is known, and what the stage makes of it. Written from RFC 5321, its
/// extensions and the taxonomy, not from the classifier's tables. A row whose meaning differs from the register's words
/// says why.
/// </summary>
internal static class ReplyCodeRegister
{
    public static CodeMeaning[] Rows { get; } =
    [
        CodeMeaning.Undecided("211", "System status"),
        CodeMeaning.Undecided("214", "Help message"),
        CodeMeaning.Undecided("220", "Service ready"),
        CodeMeaning.Undecided("221", "Closing channel"),
        CodeMeaning.Undecided("235", "Authentication succeeded"),
        CodeMeaning.Undecided("250", "OK"),
        CodeMeaning.Undecided("251", "User not local; will forward"),
        CodeMeaning.Undecided("252", "Cannot VRFY, will accept"),
        CodeMeaning.Undecided("334", "Server challenge"),
        CodeMeaning.Undecided("354", "Start mail input"),
        new("421",    ServerError,      Transient,  Never,              "Service not available, closing channel"),
        new("422",    ServerError,      Transient,  Never,              "(non-standard) mailbox full / licence expired"),
        new("432",    ProtocolError,    Sender,     Never,              "A password transition is needed"),
        new("450",    RateLimited,      Transient,  Never,              "Mailbox unavailable (busy/policy)"),
        new("451",    ServerError,      Transient,  Never,              "Local error in processing"),
        new("452",    ServerError,      Transient,  Never,              "Insufficient system storage (also too many recipients)"),
        new("454",    ServerError,      Transient,  Never,              "Temporary authentication failure / TLS not available"),
        new("455",    ProtocolError,    Sender,     Never,              "Server unable to accommodate parameters"),
        new("498",    DomainUnknown,    Permanent,  SuppressIfRepeated, "(Mailgun internal) no MX"),
        new("499",    ConnectionFailed, Transient,  Never,              "(Mailgun internal) could not connect"),
        new("500",    ProtocolError,    Sender,     Never,              "Syntax error, command unrecognized"),
        new("501",    ProtocolError,    Sender,     Never,              "Syntax error in parameters"),
        new("502",    ProtocolError,    Sender,     Never,              "Command not implemented"),
        new("503",    ProtocolError,    Sender,     Never,              "Bad sequence of commands"),
        new("504",    ProtocolError,    Sender,     Never,              "Parameter not implemented"),
        new("521",    DomainUnknown,    Permanent,  SuppressIfRepeated, "Host does not accept mail"),
        new("523",    PolicyBlock,      Block,      Never,              "Encryption needed"),
        new("525",    MailboxDisabled,  Permanent,  SuppressIfRepeated, "User account disabled"),
        new("530",    PolicyBlock,      Block,      Never,              "Authentication required"),
        new("534",    ProtocolError,    Sender,     Never,              "Authentication mechanism too weak"),
        new("535",    AuthFailed,       Sender,     Never,              "Authentication credentials invalid", "the login that is refused is the sender's"),
        new("538",    ProtocolError,    Sender,     Never,              "Encryption required for auth mechanism"),
        CodeMeaning.Undecided("540", "(non-standard)", "no meaning that is known"),
        new("541",    PolicyBlock,      Block,      Never,              "(non-standard) rejected by recipient domain"),
        CodeMeaning.Undecided("550", "Mailbox unavailable (not found, no access, or policy)", "too many meanings for one reason"),
        new("551",    RecipientRefused, Persistent, SuppressIfRepeated, "User not local; try forward-path", "whose mailbox is meant depends on the stage"),
        new("552",    MailboxFull,      Persistent, SuppressIfRepeated, "Exceeded storage allocation", "class 5 is not believed: a mailbox can be emptied"),
        new("553",    RecipientRefused, Persistent, SuppressIfRepeated, "Mailbox name not allowed", "whose mailbox is meant depends on the stage"),
        CodeMeaning.Undecided("554", "Transaction failed / no SMTP service here", "too many meanings for one reason"),
        new("555",    ProtocolError,    Sender,     Never,              "MAIL/RCPT parameters not recognized"),
        new("556",    DomainUnknown,    Permanent,  SuppressIfRepeated, "Domain does not accept mail (null MX)"),
        new("571",    PolicyBlock,      Block,      Never,              "(non-standard) blocked"),
    ];

    /// <summary>Codes whose meaning depends on where in the conversation they come, and why.</summary>
    public static (int Code, string State, Reason Reason, string Why)[] AtAState { get; } =
    [
        (450, "message",   ServerError,      "the recipient was accepted before: the fault is in taking the message"),
        (450, "mailfrom",  RateLimited,      "busy or greylisted"),
        (450, "rcptto",    RateLimited,      "busy or greylisted"),
        (452, "rcptto",    RateLimited,      "too many recipients (RFC 5321, section 4.5.3.1.10)"),
        (452, "mailfrom",  ServerError,      "the storage of the server"),
        (452, "message",   ServerError,      "the storage of the server"),
        (551, "rcptto",    MailboxUnknown,   "the user that is not local is the recipient"),
        (551, "mailfrom",  SenderRejected,   "the user that is not local is the sender"),
        (551, "message",   RecipientRefused, "after DATA it may be either"),
        (552, "message",   MessageTooLarge,  "the message exceeds the allocation"),
        (552, "rcptto",    MailboxFull,      "the mailbox exceeds the allocation"),
        (552, "mailfrom",  MailboxFull,      "the code names storage, whatever the stage"),
        (553, "rcptto",    MailboxUnknown,   "the name that is not allowed is the recipient's"),
        (553, "mailfrom",  SenderRejected,   "the name that is not allowed is the sender's"),
        (553, "message",   RecipientRefused, "after DATA it may be either"),
        (521, "connect",   DomainUnknown,    "the host of the domain takes no mail"),
        (521, "rcptto",    DomainUnknown,    "the host of the domain takes no mail"),
        (521, "mailfrom",  SenderRejected,   "before RCPT TO the server knows no recipient"),
        (525, "mailfrom",  SenderRejected,   "before RCPT TO the server knows no recipient"),
        (525, "authlogin", AuthFailed,       "the account that is disabled is the one that logs in"),
        (525, "rcptto",    MailboxDisabled,  "the account that is disabled is the recipient's"),
        (556, "mailfrom",  SenderRejected,   "the domain that takes no mail is the sender's"),
        (556, "ehlo",      PolicyBlock,      "the domain in the greeting is the client's"),
        (556, "rcptto",    DomainUnknown,    "the domain that takes no mail is the recipient's"),
        (540, "rcptto",    RecipientRefused, "the code does not decide, so the state does"),
        (550, "rcptto",    RecipientRefused, "the code does not decide, so the state does"),
        (550, "mailfrom",  SenderRejected,   "the code does not decide, so the state does"),
        (550, "message",   PolicyBlock,      "the code does not decide, so the state does"),
        (554, "connect",   ConnectionFailed, "the code does not decide, so the state does"),
        (554, "rcptto",    RecipientRefused, "the code does not decide, so the state does"),
    ];
}
