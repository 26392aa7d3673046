namespace FailureFunctions.Classification.Rules;

/// <summary>What is known of a reply beside its text, as far as rules ask for it.</summary>
[Flags]
internal enum Circumstances
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The code says "come back later" (4xx, 4.x.x).</summary>
    Transient = 1 << 0,

    /// <summary>The code says "do not come back" (5xx, 5.x.x).</summary>
    Permanent = 1 << 1,

    /// <summary>Refused in answer to RCPT TO.</summary>
    AtRecipient = 1 << 2,

    /// <summary>Refused on connecting, greeting or MAIL FROM.</summary>
    AtSender = 1 << 3,

    /// <summary>Refused in answer to DATA or the message.</summary>
    AtMessage = 1 << 4,

    /// <summary>The sender's own system found no host to deliver to.</summary>
    InDns = 1 << 5,

    /// <summary>The sender's own system gave the message up, or could not handle it.</summary>
    InProcess = 1 << 6,
}
