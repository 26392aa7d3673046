namespace FailureFunctions.Classification;

/// <summary>What kind of trouble a failure is, and so whose it is.</summary>
internal enum Severity
{
    /// <summary>Nothing is known that decides.</summary>
    Unknown,

    /// <summary>The address is dead: mail to it will never arrive.</summary>
    Permanent,

    /// <summary>The recipient's side has a lasting fault that may end.</summary>
    Persistent,

    /// <summary>A passing fault.</summary>
    Transient,

    /// <summary>This one message was refused, not the recipient.</summary>
    Message,

    /// <summary>The receiver blocks the sender or the content: a sender-side incident.</summary>
    Block,

    /// <summary>The sender's set-up is at fault.</summary>
    Sender,

    /// <summary>The sender's own system did not try.</summary>
    Local,
}
