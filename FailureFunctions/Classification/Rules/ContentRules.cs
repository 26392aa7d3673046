namespace FailureFunctions.Classification.Rules;

/// <summary>What is wrong with the message itself: taken for spam, malware, a forbidden attachment, a broken format.</summary>
internal static class ContentRules
{
    /// <summary>
    /// What comes before the rules about the sender's set-up, whose words it quotes: a header that is there twice is named
    /// (DKIM-Signature), and a filter adds advice (SPF, PTR).
    /// </summary>
    public static Rule[] WithAdvice { get; } =
    [
        new("duplicate-header", Reason.ContentRejected, ["duplicated header*", "duplicate ‥ header*", "more than one ‥ header"],
            "554 Duplicate header 'DKIM-Signature'", "Amazon SES; RFC 5322, section 3.6"),
        new("failed-spam-checks", Reason.SpamContent, ["failed ‥ antispam", "failed ‥ anti spam", "failed ‥ spam check*", "failed ‥ spam test*"],
            "554 5.7.1 The message failed several antispam checks; see to your SPF and PTR", "Field use"),
    ];

    /// <summary>Rules about attached files, for which there are black lists too: before the rules about reputation.</summary>
    public static Rule[] Files { get; } =
    [
        new("forbidden-attachment", Reason.ContentRejected,
            [
                "attachment … not allowed", "attachment … blocked", "attachment … forbidden", "attachment … prohibited", "attachment … not accepted",
                "attachment type", "attachments are not", "attachments not", "banned attachment", "banned file*", "blocked attachment",
                "illegal attachment", "disallowed attachment", "forbidden attachment", "prohibited attachment", "dangerous attachment",
                "unacceptable attachment", "suspicious attachment", "attachment with", "contains … attachment", "executable", "file extension",
                "filename extension", "file type", "disallowed … extension", "not accept … attachment*", "attachment restriction*", "banned content",
                "bad attachment", "file name … not allowed", "encrypted archive", "password-protected", ".exe", ".zip", "attachment guidelines",
                "{banned|forbidden|prohibited} {name|names|word|words|contents}", "blocked because it contains", "due to content restrictions",
            ],
            "552 5.7.0 This attachment type is not accepted", "Field use: amavis, Gmail"),
    ];

    /// <summary>Rules whose words say just this, the first having precedence.</summary>
    public static Rule[] Clear { get; } =
    [
        new("spam-or-virus", Reason.SpamContent, ["spam or virus*", "virus or spam", "spam and virus*", "spam/virus", "virus/spam"],
            "552 Message refused for spam or virus content", "Field use"),
        new("malware", Reason.ContentRejected,
            [
                "virus*", "malware", "infected attachment", "infected file", "infected message", "message … infected", "contains infected", "worm",
                "clamav", "heuristics.*", "email.phishing", "threat detected", "malicious", "ransomware", "exploit", "viral traffic", "eicar*",
                "reject ‥ infected",
            ],
            "550 5.7.1 Virus found in the message, refused", "Field use: ClamAV and others"),
        new("broken-format", Reason.ContentRejected,
            [
                "invalid ‥ header*", "bad ‥ header*", "illegal ‥ header*", "header address", "unknown charset", "unsupported charset",
                "unknown encoding", "unsupported encoding", "attachment name ‥ {invalid}", "file name ‥ {invalid}", "headers too large",
                "headers are too large", "header too large", "header too long", "header is too long", "header is too large", "character sets",
                "non western", "non latin", "invalid character*", "8bit … not", "8bitmime", "character set ‥ not", "charset ‥ not", "resent-from",
                "badly formatted message", "badly formatted mail", "badly formatted header*", "improperly formatted message",
                "message … improperly formatted", "message … badly formatted", "bare LF*", "bare newline", "bare linefeed*", "bare carriage",
                "bare CR", "stray newline", "missing header*", "malformed header*", "duplicate header*", "header error", "headers … required",
                "header … missing", "missing … header", "header … invalid", "header … syntax", "header … malformed", "no date header",
                "no from header", "no subject", "missing date", "missing subject", "missing message-id", "message-id … invalid",
                "message-id … missing", "message-id header", "invalid message-id", "RFC 5322", "RFC5322", "RFC 2822", "RFC2822", "RFC 822",
                "not compliant", "non-compliant", "does not comply", "RFC … violation", "MIME … error", "invalid MIME", "malformed MIME",
                "malformed message", "malformed mail", "message format", "non-ascii", "NUL characters", "illegal character*", "encoding … not",
                "invalid encoding", "base64 … invalid", "multiple From", "multiple addresses in From", "multiple … headers", "internationalized",
                "text/html only", "html only", "HTML mail", "language not accepted", "empty message", "message is empty", "empty body", "no content",
                "conversion … required", "conversion failed", "conversion error", "media not supported", "line folding", "header folding",
                "unencoded", "raw 8bit", "raw 8 bit", "{error|syntax error|syntax|mistake} in ‥ header*", "messages without", "message without",
                "mime content type", "empty subject", "rfc 3464", "not rfc", "line length",
            ],
            "554 5.6.0 The message lacks a header that it must have: missing Date header", "RFC 5322; field use"),
        new("spam-score", Reason.SpamContent,
            [
                "spam suspect*", "suspect spam", "spam-score", "spamscore", "spamassassin", "spam assassin", "rspamd", "spam message", "spam content",
                "spam detected", "spam found", "spam mail", "spam email", "spam threshold", "spam points", "spam level", "spam filter*",
                "spam … rejected", "spam … discarded", "spam … refused", "identified as spam", "classified as spam", "marked as spam",
                "flagged as spam", "tagged as spam", "rejected … spam", "recognized as spam", "regarded as spam", "treated as spam",
                "reported as spam", "deemed spam", "looks … spam", "is spam", "is probably spam", "likely spam", "probable spam", "possible spam",
                "possibly spam", "suspected spam", "definite spam", "high probability of spam", "high spam", "be spam", "appears … spam", "spam-like",
                "spamlike", "like spam", "resembles … spam", "contains spam", "containing spam", "contained … spam", "no spam", "anti-spam",
                "blocked … spam", "because of spam", "due to spam", "stop spam", "spam block*", "block … spam", "spam signature", "spam pattern*",
                "spam rule*", "spam characteristics", "spam fingerprint", "spam trap*", "spamtrap*", "unsolicited bulk", "unsolicited commercial",
                "unsolicited mail", "unsolicited email", "unsolicited message", "UBE", "UCE", "bulk mail", "bulk email", "junkmail", "junk",
                "phishing", "scam", "fraud*", "suspicious content", "suspicious message", "content … suspicious", "message looks", "bayes*", "DCC",
                "cloudmark", "message … fingerprint", "message scored", "score … too high", "hits … required", "score of", "detected ‥ as spam",
                "{considers|consider|considered} ‥ spam", "bogofilter",
            ],
            "550 5.7.1 The message was classified as spam (score 12.3)", "SpamAssassin, Rspamd and others"),
    ];

    /// <summary>Rules whose words have other uses too; they come after those of other reasons.</summary>
    public static Rule[] Vague { get; } =
    [
        new("content-refused", Reason.ContentRejected,
            [
                "content control", "automatically generated messages", "header line", "message stopped", "message content", "content reject*",
                "content … not accepted", "content-filter*", "content … policy", "content … blocked", "blocked … content", "body … rejected",
                "prohibited content", "forbidden content", "inappropriate content", "unacceptable content", "offensive", "profanity", "objectionable",
                "due to content", "content restrictions", "content check*", "subject … rejected", "subject … blocked", "words … not allowed",
                "header checks", "body checks", "rejected by header", "rejected by body", "sensitive words", "sensitive content",
                "sensitive information", "attachments named", "dirty word", "bad words", "bad word", "forbidden word*", "content scanner",
                "content scan",
            ],
            "550 5.7.1 Message content rejected", "Postfix: header_checks, body_checks") { Confidence = Confidence.Medium },
        new("mentions-spam", Reason.SpamContent,
            ["spam*", "unsolicited", "UBE filter", "advertising", "advertisement*", "viral marketing", "antispam*", "antyspam*"],
            "554 5.7.1 Refused, id=20-09 - SPAM", "Field use") { Confidence = Confidence.Medium },
    ];
}
