namespace FailureFunctions.Classification;

/// <summary>What kind of trouble a failure is, and so whose it is.</summary>
internal enum Severity
{
    Unknown,

    /// <summary>The address is dead.</summary>
    Permanent,

    /// <summary>A lasting fault of the recipient's side that may end.</summary>
    Persistent,
    Transient,

    /// <summary>This one message was refused.</summary>
    Message,

    /// <summary>The receiver blocks the sender or the content.</summary>
    Block,

    /// <summary>The sender's set-up is at fault.</summary>
    Sender,

    /// <summary>The sender's own system did not try.</summary>
    Local,
}
