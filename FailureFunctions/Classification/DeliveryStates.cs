using System.Collections.Frozen;

namespace FailureFunctions.Classification;

/// <summary>
/// The states in which a delivery can fail, what each points to, and the reason it stands for when nothing better is known.
/// Source: MailerQ 5.13, "JSON results"; the older spellings are from earlier versions. An open set: a state that is not
/// in the table decides nothing.
/// </summary>
internal static class DeliveryStates
{
    // State, stage, reason. A local state decides before any text; of the others the reason comes last.
    private static readonly Row[] Rows =
    [
        new("suppression",  Stage.Local,     Reason.AlreadySuppressed),
        new("dns",          Stage.Local,     Reason.DomainUnknown),
        new("process",      Stage.Local,     Reason.Expired),
        new("bind",         Stage.Local,     Reason.ServerError),
        new("storage",      Stage.Local,     Reason.ServerError),
        new("responsive",   Stage.Local,     Reason.ServerError),
        new("personalize",  Stage.Local,     Reason.ServerError),
        new("rewrite",      Stage.Local,     Reason.ServerError),
        new("amqp",         Stage.Local,     Reason.ServerError),
        new("init",         Stage.Local,     Reason.ServerError),
        new("connect",      Stage.Sender,    Reason.ConnectionFailed),
        new("handshake",    Stage.Sender,    Reason.ConnectionFailed),
        new("intro",        Stage.Sender,    Reason.PolicyBlock),
        new("ehlo",         Stage.Sender,    Reason.PolicyBlock),
        new("helo",         Stage.Sender,    Reason.PolicyBlock),
        new("starttls",     Stage.Sender,    Reason.ConnectionFailed),
        new("authplain",    Stage.Sender,    Reason.ProtocolError),
        new("authlogin",    Stage.Sender,    Reason.ProtocolError),
        new("authusername", Stage.Sender,    Reason.ProtocolError),
        new("authpassword", Stage.Sender,    Reason.ProtocolError),
        new("authcram",     Stage.Sender,    Reason.ProtocolError),
        new("authresponse", Stage.Sender,    Reason.ProtocolError),
        new("mailfrom",     Stage.Sender,    Reason.SenderRejected),
        new("mail from",    Stage.Sender,    Reason.SenderRejected),
        new("mail",         Stage.Sender,    Reason.SenderRejected),
        new("rcptto",       Stage.Recipient, Reason.RecipientRefused),
        new("rcpt to",      Stage.Recipient, Reason.RecipientRefused),
        new("rcpt",         Stage.Recipient, Reason.RecipientRefused),
        new("data",         Stage.Message,   Reason.PolicyBlock),
        new("message",      Stage.Message,   Reason.PolicyBlock),
        new("received",     Stage.Message,   Reason.ConnectionFailed),
        new("reset",        Stage.Unknown,   Reason.ConnectionFailed),
        new("close",        Stage.Unknown,   Reason.ConnectionFailed),
        new("idle",         Stage.Unknown,   Reason.ConnectionFailed),
        new("bounce",       Stage.Unknown,   Reason.Unknown),
        new("unknown",      Stage.Unknown,   Reason.Unknown),
    ];

    private static readonly FrozenDictionary<string, Row> Index =
        Rows.ToFrozenDictionary(row => row.State, StringComparer.OrdinalIgnoreCase);

    /// <summary>Every state in the table.</summary>
    public static IEnumerable<string> Known => Rows.Select(row => row.State);

    /// <summary>Every verdict that the table can give.</summary>
    public static IEnumerable<Verdict> Verdicts => Rows.Select(row => row.Verdict).OfType<Verdict>();

    /// <summary>Whom a state points to.</summary>
    public static Stage StageOf(string? state) => RowOf(state)?.Stage ?? Stage.Unknown;

    /// <summary>What a state stands for.</summary>
    public static Verdict? Find(string? state) => RowOf(state)?.Verdict;

    private static Row? RowOf(string? state) =>
        state is not null && Index.TryGetValue(state, out var row) ? row : null;

    private sealed record Row(string State, Stage Stage, Reason Reason)
    {
        // A local state is the sender's own knowledge; elsewhere it is a guess from where the delivery had got to.
        public Verdict? Verdict { get; } = Reason is Reason.Unknown
            ? null
            : Classification.Verdict.Of(
                Reason, $"state-{State.Replace(' ', '-')}", Stage is Stage.Local ? Confidence.High : Confidence.Low);
    }
}
