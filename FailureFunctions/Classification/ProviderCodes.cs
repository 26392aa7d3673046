using System.Collections.Frozen;
using FailureFunctions.Smtp;

namespace FailureFunctions.Classification;

/// <summary>
/// Enhanced codes that providers use in a sense of their own, some against the register. They come before
/// <see cref="EnhancedCodes"/>, and after the text.
/// </summary>
internal static class ProviderCodes
{
    // Subject, detail (from, to), reason, meaning, source.
    private static readonly Row[] Rows =
    [
        new(1, 10,  10,  Reason.MailboxUnknown,   "Recipient not found (against the register: null MX)", "Exchange: NDR 5.1.10"),
        new(1, 90,  90,  Reason.RateLimited,      "The sender's daily recipient limit", "Exchange Online: NDR 5.1.90"),
        new(1, 351, 351, Reason.MailboxUnknown,   "Remote recipient address unknown", "Exchange Online: NDR 5.1.351"),
        new(2, 121, 122, Reason.RateLimited,      "Too many messages to this recipient in an hour", "Exchange Online: receiving limits"),
        new(2, 252, 252, Reason.SenderRejected,   "The sender may not send as this address", "Exchange: NDR 5.2.252"),
        new(3, 190, 190, Reason.ServerError,      "Journaling while the journal archive is disabled", "Exchange Online: NDR 5.3.190"),
        new(4, 1,   1,   Reason.MailboxUnknown,   "Recipient address rejected: access denied (edge blocking)", "Exchange Online: NDR 5.4.1"),
        new(4, 14,  14,  Reason.RoutingError,     "Hop count exceeded", "Exchange Online: NDR 5.4.14"),
        new(4, 300, 300, Reason.Expired,          "Message expired", "Exchange Online: NDR 5.4.300"),
        new(4, 310, 310, Reason.DomainUnknown,    "DNS domain does not exist", "Exchange Online: NDR 5.4.310"),
        new(4, 312, 317, Reason.ConnectionFailed, "DNS or connection to the destination failed", "Exchange Online: NDR 5.4.312 to 5.4.317"),
        new(7, 12,  12,  Reason.RecipientRefused, "Only senders of the organisation may write", "Exchange Online: NDR 5.7.12"),
        new(6, 11,  11,  Reason.ContentRejected,  "Bare line feeds or characters that are not valid", "Exchange Online: NDR 5.6.11"),
        new(7, 51,  51,  Reason.AuthFailed,       "A partner connector wants another certificate or IP address", "Exchange Online: NDR 5.7.51"),
        new(7, 57,  57,  Reason.PolicyBlock,      "The client was not authenticated to send anonymous mail", "Exchange Online: NDR 5.7.57"),
        new(7, 60,  64,  Reason.PolicyBlock,      "Relay or tenant attribution refused", "Exchange Online: NDR 5.7.64"),
        new(7, 124, 124, Reason.RecipientRefused, "The sender is not in the list of allowed senders", "Exchange Online: NDR 5.7.124"),
        new(7, 133, 136, Reason.RecipientRefused, "The group or mailbox takes mail of its organisation only", "Exchange Online: NDR 5.7.133 to 5.7.136"),
        new(7, 193, 193, Reason.RecipientRefused, "A guest may not write to this team", "Exchange Online: NDR 5.7.193"),
        new(7, 232, 233, Reason.RateLimited,      "Tenant's external recipient rate", "Exchange Online: NDR 5.7.232"),
        new(7, 321, 325, Reason.ConnectionFailed, "TLS or DANE with the destination failed", "Exchange Online: NDR 5.7.321 to 5.7.325"),
        new(7, 501, 504, Reason.ReputationBlock,  "Access denied, spam abuse detected or banned sender", "Exchange Online: NDR 5.7.501 to 5.7.504"),
        new(7, 505, 505, Reason.MailboxDisabled,  "Banned recipient", "Exchange Online: NDR 5.7.505"),
        new(7, 506, 506, Reason.PolicyBlock,      "Bad HELO", "Exchange Online: NDR 5.7.506"),
        new(7, 507, 507, Reason.ReputationBlock,  "The IP address is blocked by the recipient's organisation", "Exchange Online: NDR 5.7.507"),
        new(7, 508, 508, Reason.RateLimited,      "The IP address has exceeded permitted limits", "Exchange Online: NDR 5.7.508"),
        new(7, 509, 509, Reason.AuthFailed,       "DMARC policy of reject", "Exchange Online: NDR 5.7.509"),
        new(7, 510, 510, Reason.PolicyBlock,      "The recipient's domain takes no mail over IPv6", "Exchange Online: NDR 5.7.510"),
        new(7, 511, 511, Reason.ReputationBlock,  "Banned sender", "Exchange Online: NDR 5.7.511"),
        new(7, 512, 512, Reason.ContentRejected,  "No valid From header", "Exchange Online: NDR 5.7.512"),
        new(7, 513, 514, Reason.ReputationBlock,  "On the customer's block list", "Exchange Online: NDR 5.7.513"),
        new(7, 515, 515, Reason.AuthFailed,       "Below the required authentication level", "Outlook.com: sender requirements, 2025"),
        new(7, 520, 520, Reason.PolicyBlock,      "External forwarding not allowed", "Exchange Online: NDR 5.7.520"),
        new(7, 606, 649, Reason.ReputationBlock,  "Banned sending IP", "Exchange Online: NDR 5.7.606 to 5.7.649"),
        new(7, 650, 659, Reason.ReputationBlock,  "Slowed down for the IP's reputation", "Exchange Online: S775"),
        new(7, 700, 702, Reason.RateLimited,      "Access denied, the tenant has exceeded its threshold", "Exchange Online: NDR 4.7.700"),
        new(7, 703, 703, Reason.PolicyBlock,      "The recipient is on the sending tenant's own block list", "Exchange Online: NDR 5.7.703"),
        new(7, 704, 749, Reason.RateLimited,      "Access denied, the tenant has exceeded its threshold", "Exchange Online: NDR 5.7.705, 5.7.708, 5.7.750"),
        new(7, 850, 899, Reason.ReputationBlock,  "Access denied, suspicious activity on the IP address", "Exchange Online: NDR 4.7.850 to 4.7.899"),
        new(7, 750, 750, Reason.SenderRejected,   "Unregistered sending domain", "Exchange Online: NDR 5.7.750"),
    ];

    private static readonly FrozenDictionary<(int Subject, int Detail), Verdict> Index = Rows
        .SelectMany(row => Enumerable.Range(row.From, row.To - row.From + 1).Select(detail => (row.Subject, Detail: detail, row.Reason)))
        .ToFrozenDictionary(
            row => (row.Subject, row.Detail),
            row => Verdict.Of(row.Reason, $"provider-{row.Subject}-{row.Detail}", Confidence.Medium));

    /// <summary>Every verdict that the table can give.</summary>
    public static IEnumerable<Verdict> Verdicts => Index.Values;

    /// <summary>What a code stands for.</summary>
    /// <param name="code">The code; must not be one that is derived from the reply code.</param>
    /// <returns>The verdict, or null when the code is not in the table.</returns>
    public static Verdict? Find(EnhancedStatusCode code) =>
        code.Class is 5 || code.Detail >= 100 ? Index.GetValueOrDefault((code.Subject, code.Detail)) : null;

    private sealed record Row(int Subject, int From, int To, Reason Reason, string Name, string Source);
}
