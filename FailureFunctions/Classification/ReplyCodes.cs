using System.Collections.Frozen;
using FailureFunctions.Smtp;

namespace FailureFunctions.Classification;

/// <summary>
/// The SMTP reply codes (RFC 5321, section 4.2.3, and its extensions) and some that are in use without being registered,
/// each with the reason that it stands for when nothing better is known.
/// </summary>
internal static class ReplyCodes
{
    // Code, reason, meaning, source. Reason.Unknown: the code does not decide, look further.
    private static readonly Row[] Rows =
    [
        new(211, Reason.Unknown,          "System status", "RFC 5321"),
        new(214, Reason.Unknown,          "Help message", "RFC 5321"),
        new(220, Reason.Unknown,          "Service ready", "RFC 5321"),
        new(221, Reason.Unknown,          "Closing channel", "RFC 5321"),
        new(235, Reason.Unknown,          "Authentication succeeded", "RFC 4954"),
        new(250, Reason.Unknown,          "OK", "RFC 5321"),
        new(251, Reason.Unknown,          "User not local; will forward", "RFC 5321"),
        new(252, Reason.Unknown,          "Cannot VRFY, will accept", "RFC 5321"),
        new(334, Reason.Unknown,          "Server challenge", "RFC 4954"),
        new(354, Reason.Unknown,          "Start mail input", "RFC 5321"),
        new(421, Reason.ServerError,      "Service not available, closing channel", "RFC 5321"),
        new(422, Reason.ServerError,      "(non-standard) mailbox full / licence expired", "in use, not registered"),
        new(432, Reason.ProtocolError,    "A password transition is needed", "RFC 4954"),
        new(450, Reason.RateLimited,      "Mailbox unavailable (busy/policy)", "RFC 5321"),
        new(451, Reason.ServerError,      "Local error in processing", "RFC 5321"),
        new(452, Reason.ServerError,      "Insufficient system storage (also too many recipients)", "RFC 5321"),
        new(454, Reason.ServerError,      "Temporary authentication failure / TLS not available", "RFC 4954, RFC 3207"),
        new(455, Reason.ProtocolError,    "Server unable to accommodate parameters", "RFC 5321"),
        new(498, Reason.DomainUnknown,    "(Mailgun internal) no MX", "in use, not registered"),
        new(499, Reason.ConnectionFailed, "(Mailgun internal) could not connect", "in use, not registered"),
        new(500, Reason.ProtocolError,    "Syntax error, command unrecognized", "RFC 5321"),
        new(501, Reason.ProtocolError,    "Syntax error in parameters", "RFC 5321"),
        new(502, Reason.ProtocolError,    "Command not implemented", "RFC 5321"),
        new(503, Reason.ProtocolError,    "Bad sequence of commands", "RFC 5321"),
        new(504, Reason.ProtocolError,    "Parameter not implemented", "RFC 5321"),
        new(521, Reason.DomainUnknown,    "Host does not accept mail", "RFC 7504"),
        new(523, Reason.PolicyBlock,      "Encryption needed", "RFC 5248"),
        new(525, Reason.MailboxDisabled,  "User account disabled", "RFC 5248"),
        new(530, Reason.PolicyBlock,      "Authentication required", "RFC 4954"),
        new(534, Reason.ProtocolError,    "Authentication mechanism too weak", "RFC 4954"),
        new(535, Reason.AuthFailed,       "Authentication credentials invalid", "RFC 4954"),
        new(538, Reason.ProtocolError,    "Encryption required for auth mechanism", "RFC 4954"),
        new(540, Reason.Unknown,          "(non-standard)", "in use, not registered"),
        new(541, Reason.PolicyBlock,      "(non-standard) rejected by recipient domain", "in use, not registered"),
        new(550, Reason.Unknown,          "Mailbox unavailable (not found, no access, or policy)", "RFC 5321"),
        new(551, Reason.RecipientRefused,  "User not local; try forward-path", "RFC 5321"),
        new(552, Reason.MailboxFull,      "Exceeded storage allocation", "RFC 5321"),
        new(553, Reason.RecipientRefused,  "Mailbox name not allowed", "RFC 5321"),
        new(554, Reason.Unknown,          "Transaction failed / no SMTP service here", "RFC 5321"),
        new(555, Reason.ProtocolError,    "MAIL/RCPT parameters not recognized", "RFC 5321"),
        new(556, Reason.DomainUnknown,    "Domain does not accept mail (null MX)", "RFC 7504, RFC 7505"),
        new(571, Reason.PolicyBlock,      "(non-standard) blocked", "in use, not registered"),
    ];

    // Where the stage turns the meaning of a code.
    private static readonly (int Code, Stage Stage, Reason Reason)[] StageRows =
    [
        (450, Stage.Message,   Reason.ServerError),
        (452, Stage.Recipient, Reason.MailboxFull),
        (551, Stage.Recipient, Reason.MailboxUnknown),
        (551, Stage.Sender,    Reason.SenderRejected),
        (552, Stage.Message,   Reason.MessageTooLarge),
        (553, Stage.Sender,    Reason.SenderRejected),
        (553, Stage.Recipient, Reason.MailboxUnknown),
    ];

    private static readonly FrozenDictionary<int, Verdict> ByCode = Rows
        .Where(row => row.Reason is not Reason.Unknown)
        .ToFrozenDictionary(row => row.Code, row => Verdict.Of(row.Reason, $"reply-{row.Code}", Confidence.Low));

    private static readonly FrozenDictionary<(int Code, Stage Stage), Verdict> ByCodeAndStage = StageRows
        .ToFrozenDictionary(
            row => (row.Code, row.Stage),
            row => Verdict.Of(row.Reason, $"reply-{row.Code}-at-{NameOf(row.Stage)}", Confidence.Low));

    /// <summary>Every code in the table.</summary>
    public static IEnumerable<int> Registered => Rows.Select(row => row.Code);

    /// <summary>Every verdict that the table can give.</summary>
    public static IEnumerable<Verdict> Verdicts => [.. ByCode.Values, .. ByCodeAndStage.Values];

    /// <summary>What a code stands for.</summary>
    public static Verdict? Find(ReplyCode code, Stage stage) =>
        ByCodeAndStage.TryGetValue((code.Value, stage), out var verdict) ? verdict : ByCode.GetValueOrDefault(code.Value);

    private static string NameOf(Stage stage) => stage switch
    {
        Stage.Recipient => "recipient",
        Stage.Sender => "sender",
        _ => "message",
    };

    private sealed record Row(int Code, Reason Reason, string Name, string Source);
}
