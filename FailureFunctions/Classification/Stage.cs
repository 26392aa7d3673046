namespace FailureFunctions.Classification;

/// <summary>Whom a refusal points to, by the point of the delivery where it came.</summary>
internal enum Stage
{
    Unknown,

    /// <summary>In answer to RCPT TO.</summary>
    Recipient,

    /// <summary>On connecting, greeting, login or MAIL FROM.</summary>
    Sender,

    /// <summary>In answer to DATA or to the message.</summary>
    Message,

    /// <summary>The sender's own system.</summary>
    Local,
}
