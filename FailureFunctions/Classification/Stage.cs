namespace FailureFunctions.Classification;

/// <summary>Whom a refusal points to, by the point of the delivery where it came.</summary>
internal enum Stage
{
    /// <summary>The state is absent, unknown, or tells nothing.</summary>
    Unknown,

    /// <summary>In answer to RCPT TO: at the recipient.</summary>
    Recipient,

    /// <summary>On connecting, greeting or MAIL FROM: at the sender.</summary>
    Sender,

    /// <summary>In answer to DATA or to the message: at its content or at a policy.</summary>
    Message,

    /// <summary>Before or beside the SMTP conversation: the sender's own system.</summary>
    Local,
}
