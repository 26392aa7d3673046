using FailureFunctions.Classification;
using static FailureFunctions.Classification.Advice;
using static FailureFunctions.Classification.Confidence;
using static FailureFunctions.Classification.Reason;
using static FailureFunctions.Classification.Severity;

namespace FailureFunctions.Tests.Classification;

/// <summary>
/// Where each of MailerQ's delivery states points, and what it means when nothing else is known. Written from MailerQ's
/// page "JSON results": a local state is the sender's own knowledge, any other a guess from how far the delivery came.
/// </summary>
internal static class StateRegister
{
    public static Row[] Rows { get; } =
    [
        new("suppression",  Stage.Local,     AlreadySuppressed,  Severity.Local,    Never,              High),
        new("dns",          Stage.Local,     DomainUnknown,      Permanent,        SuppressIfRepeated, High),
        new("process",      Stage.Local,     Expired,            Persistent,       SuppressIfRepeated, High),
        new("bind",         Stage.Local,     ServerError,        Transient,        Never,              High),
        new("storage",      Stage.Local,     ServerError,        Transient,        Never,              High),
        new("responsive",   Stage.Local,     ServerError,        Transient,        Never,              High),
        new("personalize",  Stage.Local,     ServerError,        Transient,        Never,              High),
        new("rewrite",      Stage.Local,     ServerError,        Transient,        Never,              High),
        new("amqp",         Stage.Local,     ServerError,        Transient,        Never,              High),
        new("init",         Stage.Local,     ServerError,        Transient,        Never,              High),
        new("connect",      Stage.Sender,    ConnectionFailed,   Transient,        Never,              Low),
        new("handshake",    Stage.Sender,    ConnectionFailed,   Transient,        Never,              Low),
        new("intro",        Stage.Sender,    PolicyBlock,        Block,            Never,              Low),
        new("ehlo",         Stage.Sender,    PolicyBlock,        Block,            Never,              Low),
        new("helo",         Stage.Sender,    PolicyBlock,        Block,            Never,              Low),
        new("starttls",     Stage.Sender,    ConnectionFailed,   Transient,        Never,              Low),
        new("authplain",    Stage.Sender,    ProtocolError,      Sender,           Never,              Low),
        new("authlogin",    Stage.Sender,    ProtocolError,      Sender,           Never,              Low),
        new("authusername", Stage.Sender,    ProtocolError,      Sender,           Never,              Low),
        new("authpassword", Stage.Sender,    ProtocolError,      Sender,           Never,              Low),
        new("authcram",     Stage.Sender,    ProtocolError,      Sender,           Never,              Low),
        new("authresponse", Stage.Sender,    ProtocolError,      Sender,           Never,              Low),
        new("mailfrom",     Stage.Sender,    SenderRejected,     Sender,           Never,              Low),
        new("mail from",    Stage.Sender,    SenderRejected,     Sender,           Never,              Low),
        new("mail",         Stage.Sender,    SenderRejected,     Sender,           Never,              Low),
        new("rcptto",       Stage.Recipient, RecipientRefused,   Persistent,       SuppressIfRepeated, Low),
        new("rcpt to",      Stage.Recipient, RecipientRefused,   Persistent,       SuppressIfRepeated, Low),
        new("rcpt",         Stage.Recipient, RecipientRefused,   Persistent,       SuppressIfRepeated, Low),
        new("data",         Stage.Message,   PolicyBlock,        Block,            Never,              Low),
        new("message",      Stage.Message,   PolicyBlock,        Block,            Never,              Low),
        new("received",     Stage.Message,   ConnectionFailed,   Transient,        Never,              Low),
        new("reset",        Stage.Unknown,   ConnectionFailed,   Transient,        Never,              Low),
        new("close",        Stage.Unknown,   ConnectionFailed,   Transient,        Never,              Low),
        new("idle",         Stage.Unknown,   ConnectionFailed,   Transient,        Never,              Low),
        new("bounce",       Stage.Unknown,   Reason.Unknown,     Severity.Unknown, SuppressIfRepeated, Low),
        new("unknown",      Stage.Unknown,   Reason.Unknown,     Severity.Unknown, SuppressIfRepeated, Low),
    ];

    public sealed record Row(string State, Stage Stage, Reason Reason, Severity Severity, Advice Advice, Confidence Confidence);
}
