namespace FailureFunctions.Classification;

/// <summary>
/// The names that reasons, severities and advice carry outside the program: in table rows, messages and logs.
/// Kebab-case and stable, since people filter by them. Every lookup returns a constant and allocates nothing.
/// </summary>
internal static class ClassificationNames
{
    /// <summary>The name of a reason, such as <c>mailbox-unknown</c>.</summary>
    /// <returns>Its name; <c>unknown</c> for a value that is none of the enumeration's.</returns>
    public static string Of(Reason reason) => reason switch
    {
        Reason.MailboxUnknown => "mailbox-unknown",
        Reason.DomainUnknown => "domain-unknown",
        Reason.MailboxDisabled => "mailbox-disabled",
        Reason.MailboxFull => "mailbox-full",
        Reason.RecipientRefused => "recipient-refused",
        Reason.RoutingError => "routing-error",
        Reason.Expired => "expired",
        Reason.ConnectionFailed => "connection-failed",
        Reason.ServerError => "server-error",
        Reason.RateLimited => "rate-limited",
        Reason.MessageTooLarge => "message-too-large",
        Reason.ContentRejected => "content-rejected",
        Reason.SpamContent => "spam-content",
        Reason.ReputationBlock => "reputation-block",
        Reason.PolicyBlock => "policy-block",
        Reason.AuthFailed => "auth-failed",
        Reason.SenderRejected => "sender-rejected",
        Reason.ProtocolError => "protocol-error",
        Reason.AlreadySuppressed => "already-suppressed",
        _ => "unknown",
    };

    /// <summary>The name of a severity, such as <c>permanent</c>.</summary>
    /// <returns>Its name; <c>unknown</c> for a value that is none of the enumeration's.</returns>
    public static string Of(Severity severity) => severity switch
    {
        Severity.Permanent => "permanent",
        Severity.Persistent => "persistent",
        Severity.Transient => "transient",
        Severity.Message => "message",
        Severity.Block => "block",
        Severity.Sender => "sender",
        Severity.Local => "local",
        _ => "unknown",
    };

    /// <summary>The name of an advice, such as <c>suppress-now</c>.</summary>
    /// <returns>Its name; <c>never</c>, which harms nobody, for a value that is none of the enumeration's.</returns>
    public static string Of(Advice advice) => advice switch
    {
        Advice.SuppressNow => "suppress-now",
        Advice.SuppressIfRepeated => "suppress-if-repeated",
        _ => "never",
    };

    /// <summary>The name of a confidence, such as <c>high</c>.</summary>
    /// <returns>Its name; <c>low</c> for a value that is none of the enumeration's.</returns>
    public static string Of(Confidence confidence) => confidence switch
    {
        Confidence.High => "high",
        Confidence.Medium => "medium",
        _ => "low",
    };
}
