namespace FailureFunctions.Classification;

/// <summary>What a reply means, and why we think so. Severity and advice follow from the reason.</summary>
/// <param name="Rule">The name of the rule that decided, kebab-case and stable: people filter and report by it.</param>
internal sealed record ReplyClassification(Reason Reason, Severity Severity, Advice Advice, string Rule, Confidence Confidence);

/// <summary>What kind of trouble a failure is, and so whose it is: <c>docs/classification.md</c>.</summary>
internal enum Severity
{
    Unknown,
    Permanent,
    Persistent,
    Transient,
    Message,
    Block,
    Sender,
    Local,
}

/// <summary>What a failure says about mailing this address again.</summary>
internal enum Advice
{
    Never,
    SuppressIfRepeated,
    SuppressNow,
}

/// <summary>How far the rule that decided can be trusted.</summary>
internal enum Confidence
{
    /// <summary>A guess: from a reply code or the state alone, or from words with other uses.</summary>
    Low,

    /// <summary>An enhanced status code, or words that a code has to bear out.</summary>
    Medium,

    /// <summary>Words that say just this, or the sender's own state.</summary>
    High,
}
