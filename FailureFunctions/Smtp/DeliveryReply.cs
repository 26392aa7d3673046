namespace FailureFunctions.Smtp;

/// <summary>What is known of a failed delivery: where it failed, and what the server that refused it said.</summary>
internal sealed record DeliveryReply
{
    /// <summary>
    /// Where in the delivery it failed, in lower case: one of MailerQ's states (<c>rcptto</c>, <c>dns</c>, …), or
    /// <c>bounce</c> for a message that was returned later. An open set; null when not given.
    /// </summary>
    public string? State { get; init; }

    /// <summary>The SMTP reply code; null when there was none, as with DNS and connection failures.</summary>
    public ReplyCode? Code { get; init; }

    /// <summary>The enhanced status code as reported, which may merely be derived from <see cref="Code"/>; null when absent.</summary>
    public EnhancedStatusCode? Extended { get; init; }

    /// <summary>The free text of the reply, in any language; null when absent.</summary>
    public string? Description { get; init; }
}
