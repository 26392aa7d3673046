namespace FailureFunctions.Classification;

/// <summary>What a reply means, and why we think so.</summary>
/// <param name="Reason">Why the delivery failed.</param>
/// <param name="Severity">What kind of trouble that is; follows from <paramref name="Reason"/>.</param>
/// <param name="Advice">What it says about mailing the address again; follows from <paramref name="Reason"/>.</param>
/// <param name="Rule">The name of the rule that decided, kebab-case and stable: people filter and report by it.</param>
/// <param name="Confidence">How far that rule can be trusted.</param>
internal sealed record ReplyClassification(Reason Reason, Severity Severity, Advice Advice, string Rule, Confidence Confidence);
