using System.Buffers;
using FailureFunctions.Classification.Rules;
using FailureFunctions.Classification.Text;
using FailureFunctions.Smtp;

namespace FailureFunctions.Classification;

/// <summary>
/// Decides what a reply means. The order of decision, with the reasons for it, is in <c>docs/classification.md</c>.
/// Safe for use by many threads; building it takes some tenths of a second, so keep one.
/// </summary>
internal sealed class ReplyClassifier
{
    // Up to this many characters of text the folded words fit on the stack.
    private const int ShortText = 1024;

    private readonly RuleSet _local = new(LocalRules.Rows);
    private readonly RuleSet _texts = new(RuleBook.InOrderOfPrecedence);
    private readonly RuleSet _stageHints = new(StageHints.Rows);
    private readonly Verdict _atGreeting = Verdict.Of(Reason.PolicyBlock, "unknown-at-greeting", Confidence.Medium);
    private readonly Verdict _atLogin = Verdict.Of(Reason.AuthFailed, "unknown-at-login", Confidence.Medium);
    private readonly Verdict _beforeRecipient = Verdict.Of(Reason.SenderRejected, "unknown-before-recipient", Confidence.Medium);
    private readonly Verdict _addressRefused = Verdict.Of(Reason.MailboxUnknown, "address-refused", Confidence.Low);
    private readonly Verdict _undecided = Verdict.Of(Reason.Unknown, "undecided", Confidence.Low);

    /// <summary>Classifies a reply. Any text, code and state gives a result; it never throws and always decides alike.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="reply"/> is null.</exception>
    public ReplyClassification Classify(DeliveryReply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        var text = reply.Description.AsSpan();
        var room = FoldedText.RoomFor(text.Length);
        if (text.Length <= ShortText)
            return Decide(reply, FoldedText.Of(text, stackalloc char[room]));

        var rented = ArrayPool<char>.Shared.Rent(room);
        try
        {
            return Decide(reply, FoldedText.Of(text, rented));
        }
        finally
        {
            ArrayPool<char>.Shared.Return(rented);
        }
    }

    private ReplyClassification Decide(DeliveryReply reply, FoldedText text)
    {
        var stage = DeliveryStates.StageOf(reply.State);
        var code = reply.Code ?? text.Code;
        var extended = Meaningful(reply.Extended, code) ?? text.Extended;
        var circumstances = CircumstancesOf(reply.State, stage, code, extended);

        if (stage is Stage.Local)
            return (_local.Find(text.Words, circumstances) ?? DeliveryStates.Find(reply.State) ?? _undecided).Firm;

        var byText = _texts.Find(text.Words, circumstances);
        var verdict = Weigh(byText, extended)
            ?? (code is { } replyCode ? ReplyCodes.Find(replyCode, stage) : null)
            ?? DeliveryStates.Find(reply.State)
            ?? _stageHints.Find(text.Words, circumstances)
            ?? _undecided;
        // Some codes answer a login only: the user that is not known is the sender's.
        if (verdict.Firm.Severity is Severity.Permanent && code is { Value: 534 or 535 or 538 } login)
            verdict = ReplyCodes.Find(login, stage) ?? verdict;
        if (verdict.Firm.Severity is Severity.Permanent && stage is Stage.Sender)
            verdict = BeforeRecipient(reply.State) ?? verdict;
        // A code without words that bear it out is not certain: there may be none, or none that we understand.
        var isCertain = verdict == byText && (circumstances & Circumstances.Transient) == 0;
        return isCertain ? verdict.Firm : verdict.Cautious;
    }

    // Before RCPT TO the server knows no recipient: what it does not know then is the client, who logs in, or the sender.
    private Verdict? BeforeRecipient(string? state) => DeliveryStates.Find(state)?.Firm.Reason switch
    {
        Reason.PolicyBlock => _atGreeting,
        Reason.ProtocolError => _atLogin,
        Reason.SenderRejected => _beforeRecipient,
        _ => null,
    };

    // The text against the enhanced code.
    private Verdict? Weigh(Verdict? byText, EnhancedStatusCode? extended)
    {
        if (extended is not { } code)
            return byText;
        var byProvider = ProviderCodes.Find(code);
        var byCode = byProvider ?? EnhancedCodes.Find(code);
        // "Address rejected" with a code that says only that it is about the address.
        if (code is { Class: 5, Subject: 1, Detail: 0 } && byText?.Firm is { Reason: Reason.RecipientRefused, Confidence: not Confidence.High })
            return _addressRefused;
        if (byText is null || byCode is null)
            return byText ?? byCode;
        return byText.Firm switch
        {
            { Severity: Severity.Permanent } when IsSurerThanAVerdictOfDeath(code, byProvider, byCode) => byCode,
            { Reason: Reason.DomainUnknown } when byCode.Firm.Reason is Reason.ProtocolError => byCode,
            // "Recipient rejected" says that it was, the code why.
            { Reason: Reason.RecipientRefused, Confidence: not Confidence.High } when code.Subject is 1 && byCode.Firm.Severity is Severity.Permanent => byCode,
            // Words that have other uses say less than a code with one use, unless it would harm the address.
            _ when byCode.Firm.Severity is Severity.Permanent => byText,
            { Confidence: not Confidence.High } when byProvider is not null => byProvider,
            { Confidence: Confidence.Low, Severity: not Severity.Permanent } => byCode,
            _ => byText,
        };
    }

    // Whether a code that says something milder than "this address is dead" is believed against words that say so.
    private static bool IsSurerThanAVerdictOfDeath(EnhancedStatusCode code, Verdict? byProvider, Verdict byCode)
    {
        // 7.27 is the sender's null MX, but some servers answer with it for the recipient's.
        if (code is { Subject: 7, Detail: 27 })
            return false;
        // A provider's own code has one meaning.
        if (byProvider is not null)
            return byProvider.Firm.Severity is not Severity.Permanent;
        // Codes for the sender's faults are not sent for a dead address; nor are those for systems and networks that fail for now.
        return byCode.BlamesSender || (code is { Class: 4, Subject: 3 or 4 } && byCode.Firm.Severity is Severity.Transient);
    }

    private static EnhancedStatusCode? Meaningful(EnhancedStatusCode? extended, ReplyCode? code) =>
        extended is { Class: 4 or 5 } given && !DerivedCodes.IsDerived(given, code) ? given : null;

    private static Circumstances CircumstancesOf(string? state, Stage stage, ReplyCode? code, EnhancedStatusCode? extended)
    {
        var byClass = (code?.Class ?? extended?.Class) switch
        {
            4 => Circumstances.Transient,
            5 => Circumstances.Permanent,
            _ => Circumstances.None,
        };
        var byStage = stage switch
        {
            Stage.Recipient => Circumstances.AtRecipient,
            Stage.Sender => Circumstances.AtSender,
            Stage.Message => Circumstances.AtMessage,
            Stage.Local when "dns".Equals(state, StringComparison.OrdinalIgnoreCase) => Circumstances.InDns,
            Stage.Local when "process".Equals(state, StringComparison.OrdinalIgnoreCase) => Circumstances.InProcess,
            _ => Circumstances.None,
        };
        return byClass | byStage;
    }
}
