namespace FailureFunctions.Smtp;

/// <summary>Where a delivery failed, and what the receiving server replied.</summary>
internal sealed record DeliveryReply
{
    /// <summary>
    /// In lower case: one of MailerQ's states (<c>rcptto</c>, <c>dns</c>, …), or <c>bounce</c> for a message that was
    /// returned after delivery. An open set; null when not sent.
    /// </summary>
    public string? State { get; init; }

    /// <summary>Null when there was no reply, as with DNS and connection failures.</summary>
    public ReplyCode? Code { get; init; }

    /// <summary>As reported, which may be derived from <see cref="Code"/>; null when absent.</summary>
    public EnhancedStatusCode? Extended { get; init; }

    /// <summary>The text of the reply, in any language; null when absent.</summary>
    public string? Description { get; init; }
}
