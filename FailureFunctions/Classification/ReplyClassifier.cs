using FailureFunctions.Smtp;

namespace FailureFunctions.Classification;

/// <summary>
/// Decides what a reply means. The order of decision, with the reasons for it, is in <c>docs/classification.md</c>.
/// Safe for use by many threads.
/// </summary>
internal sealed class ReplyClassifier
{
    // Room for the words of a reply, so that a classification allocates nothing.
    [ThreadStatic]
    private static Word[]? _words;

    private readonly RuleBook _book;
    private readonly CodeTables _codes = CodeTables.Load();
    private readonly RuleIndex _texts;
    private readonly RuleIndex _own;
    private readonly RuleIndex _hints;
    private readonly Subjects _subjects;
    private readonly Verdict _atGreeting = Verdict.Of(Reason.PolicyBlock, "unknown-at-greeting", Confidence.Medium);
    private readonly Verdict _atLogin = Verdict.Of(Reason.AuthFailed, "unknown-at-login", Confidence.Medium);
    private readonly Verdict _beforeRecipient = Verdict.Of(Reason.SenderRejected, "unknown-before-recipient", Confidence.Medium);
    private readonly Verdict _addressRefused = Verdict.Of(Reason.MailboxUnknown, "address-refused", Confidence.Low);
    private readonly Verdict _forNow = Verdict.Of(Reason.ServerError, "unavailable-for-now", Confidence.Medium);
    private readonly Verdict _undecided = Verdict.Of(Reason.Unknown, "undecided", Confidence.Low);

    /// <exception cref="FormatException">A line of the rules is wrong; the message names file and line.</exception>
    public ReplyClassifier()
        : this(RuleBook.Load(), _ => true)
    {
    }

    public ReplyClassifier(RuleBook book, Predicate<Pattern> isUsed)
    {
        _book = book;
        var used = book.Patterns.FindAll(isUsed);
        _own = Of(rule => rule.When.OwnState is not null);
        _hints = Of(rule => rule.When.OwnState is null && rule.IsHint);
        _texts = Of(rule => rule.When.OwnState is null && !rule.IsHint);
        _subjects = new Subjects(book.Vocabulary);

        RuleIndex Of(Predicate<Rule> isOf) => new(used.FindAll(pattern => isOf(pattern.Rule)), book.Vocabulary.Count);
    }

    /// <summary>Classifies a reply. Any text, code and state gives a result; it never throws and always decides alike.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="reply"/> is null.</exception>
    public ReplyClassification Classify(DeliveryReply reply) => Classify(reply, out _);

    /// <param name="steps">How many words of the text were compared with a word of a pattern.</param>
    public ReplyClassification Classify(DeliveryReply reply, out int steps)
    {
        ArgumentNullException.ThrowIfNull(reply);
        var text = new ReplyText(_book.Vocabulary, reply.Description, _words ??= new Word[ReplyText.MostWords]);
        var code = reply.Code ?? text.Code;
        var extended = Meaningful(reply.Extended, code) ?? text.Extended;
        var stage = DeliveryStates.StageOf(reply.State);
        var known = new Circumstances(code, extended, stage, reply.State);
        steps = 0;
        if (stage is Stage.Local)
            return (_own.Find(text.Words, known, ref steps).Pattern?.Rule.Verdict ?? DeliveryStates.Find(reply.State) ?? _undecided).Firm;

        var hint = _hints.Find(text.Words, known, ref steps).Pattern?.Rule;
        if (stage is Stage.Unknown && hint is not null)
            known = known with { Stage = hint.When.Stage };
        var match = _texts.Find(text.Words, known, ref steps);
        var byText = match.Pattern?.Rule.Verdict;
        if (match.Pattern?.Rule is { About: About.Recipient, Verdict.Firm.Severity: Severity.Permanent })
            byText = _subjects.Of(text.Words, match) ?? byText;
        var verdict = Weigh(byText, extended)
            ?? (code is { } replyCode ? _codes.OfReply(replyCode, known.Stage) : null)
            ?? DeliveryStates.Find(reply.State)
            ?? hint?.Verdict
            ?? _undecided;
        if (verdict.Firm.Severity is not Severity.Permanent)
            return verdict.Firm;

        // Some codes answer a login only: the user that is not known is the sender's.
        if (code is { Value: 534 or 535 or 538 } login)
            return (_codes.OfReply(login, known.Stage) ?? verdict).Firm;
        if (known.Stage is Stage.Sender)
            return BeforeRecipient(verdict, reply.State, hint).Firm;
        if (verdict == byText && verdict.IsDeadMailbox && !IsNamed(extended) && _subjects.IsForNow(text.Words))
            return _forNow.Firm;
        return verdict == byText && IsCertain(verdict, known) ? verdict.Firm : verdict.Cautious;
    }

    // Before RCPT TO the server knows no recipient: what it does not know then is the client, who logs in, or the sender.
    private Verdict BeforeRecipient(Verdict verdict, string? state, Rule? hint) => (DeliveryStates.Find(state) ?? hint?.Verdict)?.Firm.Reason switch
    {
        Reason.ProtocolError => _atLogin,
        Reason.SenderRejected => _beforeRecipient,
        Reason.PolicyBlock => _atGreeting,
        _ => verdict.IsDeadMailbox ? _atGreeting : verdict,
    };

    // The text against the enhanced code.
    private Verdict? Weigh(Verdict? byText, EnhancedStatusCode? extended)
    {
        if (extended is not { } code)
            return byText;
        var byProvider = _codes.OfProvider(code);
        var byCode = byProvider ?? _codes.OfRegister(code);
        // "Address rejected" with a code that says only that it is about the address.
        if (code is { Class: 5, Subject: 1, Detail: 0 } && byText?.Firm is { Reason: Reason.RecipientRefused, Confidence: not Confidence.High })
            return _addressRefused;
        if (byText is null || byCode is null)
            return byText ?? byCode;
        return byText.Firm switch
        {
            { Severity: Severity.Permanent } when Outweighs(code, byProvider, byCode, byText.Firm.Confidence) => byCode,
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
    private static bool Outweighs(EnhancedStatusCode code, Verdict? byProvider, Verdict byCode, Confidence words)
    {
        // 7.27 is the sender's null MX, but some servers answer with it for the recipient's.
        if (code is { Subject: 7, Detail: 27 })
            return false;
        // A provider's own code has one meaning.
        if (byProvider is not null)
            return byProvider.Firm.Severity is not Severity.Permanent;
        // Codes for the sender's faults are not sent for a dead address; nor are those for systems and networks that fail for now.
        // "Mailbox unavailable" says less than the code of a full one.
        return byCode.BlamesSender
            || (code is { Class: 4, Subject: 3 or 4 } && byCode.Firm.Severity is Severity.Transient)
            || (words is not Confidence.High && byCode.Firm.Reason is Reason.MailboxFull or Reason.MessageTooLarge);
    }

    // Whether one reply is enough to suppress: words that say it by themselves, or a code that bears them out, and nothing
    // that says otherwise. After the message, filters answer with the words of a dead address too.
    private bool IsCertain(Verdict verdict, in Circumstances known)
    {
        if (known.Class is 4)
            return false;
        if (known.Extended is not { } code)
            return verdict.Firm.Confidence is Confidence.High && known.Stage is not Stage.Message;
        var byCode = _codes.OfProvider(code) ?? _codes.OfRegister(code);
        if (byCode is { IsDeadMailbox: true })
            return IsNamed(code) || known.Stage is not Stage.Message;
        return verdict.Firm.Confidence is Confidence.High && known.Stage is not Stage.Message
            && byCode?.Firm.Severity is not (Severity.Persistent or Severity.Message or Severity.Transient);
    }

    // Codes that are for an address that does not exist.
    private static bool IsNamed(EnhancedStatusCode? code) => code is { Class: 5, Subject: 1, Detail: 1 or 6 or 10 };

    private static EnhancedStatusCode? Meaningful(EnhancedStatusCode? extended, ReplyCode? code) =>
        extended is { Class: 4 or 5 } given && !DerivedCodes.IsDerived(given, code) ? given : null;
}
