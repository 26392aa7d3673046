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
        new(1, 20,  20,  Reason.ContentRejected,  "More than one From address, and no sender", "Exchange Online: NDR 5.1.20"),
        new(1, 90,  90,  Reason.RateLimited,      "The sender's daily recipient limit", "Exchange Online: NDR 5.1.90"),
        new(1, 351, 351, Reason.MailboxUnknown,   "Remote recipient address unknown", "Exchange Online: NDR 5.1.351"),
        new(2, 14,  14,  Reason.RoutingError,     "A forwarding address that is set up wrong", "Exchange Online: NDR 5.2.14"),
        new(2, 121, 122, Reason.RateLimited,      "Too many messages to this recipient in an hour", "Exchange Online: receiving limits"),
        new(2, 252, 252, Reason.SenderRejected,   "The sender may not send as this address", "Exchange: NDR 5.2.252"),
        new(3, 190, 190, Reason.ServerError,      "Journaling while the journal archive is disabled", "Exchange Online: NDR 5.3.190"),
        new(4, 1,   1,   Reason.MailboxUnknown,   "Recipient address rejected: access denied (edge blocking)", "Exchange Online: NDR 5.4.1"),
        new(4, 11,  12,  Reason.RoutingError,     "A loop, or the hop count is exceeded", "Exchange Online: NDR 5.4.11, 5.4.12"),
        new(4, 14,  14,  Reason.RoutingError,     "Hop count exceeded", "Exchange Online: NDR 5.4.14"),
        new(4, 62,  62,  Reason.ServerError,      "Sent to another region than the recipient's", "Exchange Online: 4.4.62, ATTR35"),
        new(4, 300, 300, Reason.Expired,          "Message expired", "Exchange Online: NDR 5.4.300"),
        new(4, 310, 310, Reason.DomainUnknown,    "DNS domain does not exist", "Exchange Online: NDR 5.4.310"),
        new(4, 312, 319, Reason.ConnectionFailed, "DNS or connection to the destination failed", "Exchange Online: NDR 5.4.312 to 5.4.319"),
        new(4, 397, 397, Reason.ConnectionFailed, "Error communicating with the target host", "Exchange Online: 4.4.397"),
        new(7, 12,  12,  Reason.RecipientRefused, "Only senders of the organisation may write", "Exchange Online: NDR 5.7.12"),
        new(6, 11,  11,  Reason.ContentRejected,  "Bare line feeds or characters that are not valid", "Exchange Online: NDR 5.6.11"),
        new(7, 30,  30,  Reason.AuthFailed,       "DKIM did not pass (the register: REQUIRETLS)", "Google: sender guidelines, 5.7.30"),
        new(7, 32,  32,  Reason.AuthFailed,       "The From header is not aligned with SPF or DKIM", "Google: sender guidelines, 5.7.32"),
        new(7, 40,  40,  Reason.AuthFailed,       "No DMARC record", "Google: sender guidelines, 5.7.40"),
        new(7, 50,  50,  Reason.PolicyBlock,      "Access denied, remote domain", "Exchange Online: NDR 5.7.50; from memory"),
        new(7, 51,  51,  Reason.AuthFailed,       "A partner connector wants another certificate or IP address", "Exchange Online: NDR 5.7.51"),
        new(7, 54,  54,  Reason.RoutingError,     "Unable to relay to a domain that is not accepted", "Exchange: NDR 5.7.54"),
        new(7, 57,  57,  Reason.PolicyBlock,      "The client was not authenticated to send anonymous mail", "Exchange Online: NDR 5.7.57"),
        new(7, 60,  60,  Reason.SenderRejected,   "No permission to send as this sender", "Exchange: NDR 5.7.60"),
        new(7, 61,  64,  Reason.PolicyBlock,      "Relay or tenant attribution refused", "Exchange Online: NDR 5.7.64"),
        new(7, 105, 105, Reason.SenderRejected,   "The sender is on the list of the sender filter", "Exchange: NDR 5.7.105"),
        new(7, 124, 124, Reason.RecipientRefused, "The sender is not in the list of allowed senders", "Exchange Online: NDR 5.7.124"),
        new(7, 133, 136, Reason.RecipientRefused, "The group or mailbox takes mail of its organisation only", "Exchange Online: NDR 5.7.133 to 5.7.136"),
        new(7, 139, 139, Reason.AuthFailed,       "This kind of login is switched off", "Exchange Online: 5.7.139"),
        new(7, 193, 193, Reason.RecipientRefused, "A guest may not write to this team", "Exchange Online: NDR 5.7.193"),
        new(7, 232, 233, Reason.RateLimited,      "Tenant's external recipient rate", "Exchange Online: NDR 5.7.232"),
        new(7, 320, 325, Reason.ConnectionFailed, "TLS or DANE with the destination failed", "Exchange Online: NDR 5.7.320 to 5.7.325"),
        new(7, 347, 347, Reason.PolicyBlock,      "The next server blocked the message", "Exchange Online: NDR 5.7.347; from memory"),
        new(7, 350, 350, Reason.SpamContent,      "The next server took the message for spam", "Exchange Online: NDR 5.7.350; from memory"),
        new(7, 359, 359, Reason.PolicyBlock,      "The next server blocked the message by a local policy", "Exchange Online: NDR 5.7.359; from memory"),
        new(7, 363, 363, Reason.SenderRejected,   "The next server could not verify the sender", "Exchange Online: NDR 5.7.363; from memory"),
        new(7, 364, 364, Reason.AuthFailed,       "The next server found no valid PTR record", "Exchange Online: NDR 5.7.364; from memory"),
        new(7, 367, 368, Reason.RoutingError,     "The next server does not relay", "Exchange Online: NDR 5.7.367, 5.7.368; from memory"),
        new(7, 500, 500, Reason.RateLimited,      "Server busy, try again later", "Exchange Online: 4.7.500"),
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
        new(7, 704, 707, Reason.RateLimited,      "Access denied, the tenant has exceeded its threshold", "Exchange Online: NDR 5.7.705"),
        new(7, 708, 708, Reason.ReputationBlock,  "Access denied, traffic is not accepted from this IP address", "Exchange Online: NDR 5.7.708"),
        new(7, 709, 749, Reason.RateLimited,      "Access denied, the tenant has exceeded its threshold", "Exchange Online: NDR 5.7.705"),
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

    // In class 4 the details up to here keep the meaning that is registered: 4.4.1 is a host that does not answer, and 5.4.1
    // Microsoft's code for an address that is none. Above it there is only one meaning for both classes.
    private const int LastWithTwoMeanings = 19;

    /// <summary>What a code stands for.</summary>
    public static Verdict? Find(EnhancedStatusCode code) =>
        code.Class is 5 || code.Detail > LastWithTwoMeanings ? Index.GetValueOrDefault((code.Subject, code.Detail)) : null;

    private sealed record Row(int Subject, int From, int To, Reason Reason, string Name, string Source);
}
