using FailureFunctions.Classification;
using static FailureFunctions.Classification.Advice;
using static FailureFunctions.Classification.Reason;
using static FailureFunctions.Classification.Severity;

namespace FailureFunctions.Tests.Classification;

/// <summary>
/// What the codes that providers made up or use otherwise mean when nothing else is known: a subject and a range of
/// details. Microsoft's, from Exchange Online's page of NDR codes, unless the row names another provider.
/// </summary>
internal static class ProviderCodeRegister
{
    public static Row[] Rows { get; } =
    [
        new(1, 10,  10,  MailboxUnknown,   Permanent,  SuppressIfRepeated, "Recipient not found by address lookup"),
        new(1, 20,  20,  ContentRejected,  Message,    Never,              "Several addresses in From and no Sender header"),
        new(1, 90,  90,  RateLimited,      Transient,  Never,              "The sender has reached its daily limit of recipients"),
        new(1, 351, 351, MailboxUnknown,   Permanent,  SuppressIfRepeated, "The remote server knows no such recipient"),
        new(2, 14,  14,  RoutingError,     Persistent, SuppressIfRepeated, "The mailbox forwards to an address that is set up wrong"),
        new(2, 121, 122, RateLimited,      Transient,  Never,              "The recipient gets too many messages an hour"),
        new(2, 252, 252, SenderRejected,   Sender,     Never,              "The sender may not send as this address"),
        new(3, 190, 190, ServerError,      Transient,  Never,              "The journal archive is disabled"),
        new(4, 1,   1,   MailboxUnknown,   Permanent,  SuppressIfRepeated, "The edge rejects a recipient that is not in the directory"),
        new(4, 11,  12,  RoutingError,     Persistent, SuppressIfRepeated, "A loop or too many hops"),
        new(4, 14,  14,  RoutingError,     Persistent, SuppressIfRepeated, "Too many hops"),
        new(4, 62,  62,  ServerError,      Transient,  Never,              "Sent to a region where the tenant no longer is"),
        new(4, 300, 300, Expired,          Persistent, SuppressIfRepeated, "Message expired"),
        new(4, 310, 310, DomainUnknown,    Permanent,  SuppressIfRepeated, "The recipient's domain is not in DNS"),
        new(4, 312, 319, ConnectionFailed, Transient,  Never,              "DNS or the connection to the destination failed"),
        new(4, 397, 397, ConnectionFailed, Transient,  Never,              "Error in talking to the target host"),
        new(6, 11,  11,  ContentRejected,  Message,    Never,              "Invalid characters or bare line feeds"),
        new(7, 12,  12,  RecipientRefused, Persistent, SuppressIfRepeated, "Only senders of the organisation may write"),
        new(7, 30,  30,  AuthFailed,       Sender,     Never,              "Google: DKIM did not pass"),
        new(7, 32,  32,  AuthFailed,       Sender,     Never,              "Google: From is not aligned with SPF or DKIM"),
        new(7, 40,  40,  AuthFailed,       Sender,     Never,              "Google: no DMARC record"),
        new(7, 50,  50,  PolicyBlock,      Block,      Never,              "The remote domain is denied access"),
        new(7, 51,  51,  AuthFailed,       Sender,     Never,              "A partner connector restricts certificates or IP addresses"),
        new(7, 54,  54,  RoutingError,     Persistent, SuppressIfRepeated, "Unable to relay to a domain that is not accepted"),
        new(7, 57,  57,  PolicyBlock,      Block,      Never,              "The client may not send anonymously"),
        new(7, 60,  60,  SenderRejected,   Sender,     Never,              "The client may not send as this sender"),
        new(7, 61,  64,  PolicyBlock,      Block,      Never,              "Relay or tenant attribution is refused"),
        new(7, 105, 105, SenderRejected,   Sender,     Never,              "The sender is on the sender filter's list"),
        new(7, 124, 124, RecipientRefused, Persistent, SuppressIfRepeated, "The sender is not among the group's allowed senders"),
        new(7, 133, 136, RecipientRefused, Persistent, SuppressIfRepeated, "The group or mailbox takes internal mail only"),
        new(7, 139, 139, AuthFailed,       Sender,     Never,              "Basic authentication is switched off"),
        new(7, 193, 193, RecipientRefused, Persistent, SuppressIfRepeated, "A guest may not write to this team"),
        new(7, 232, 233, RateLimited,      Transient,  Never,              "The tenant's external recipient rate is exceeded"),
        new(7, 320, 325, ConnectionFailed, Transient,  Never,              "TLS or DANE with the destination failed"),
        new(7, 347, 347, PolicyBlock,      Block,      Never,              "The next server blocked the message"),
        new(7, 350, 350, SpamContent,      Block,      Never,              "The next server took the message for spam"),
        new(7, 359, 359, PolicyBlock,      Block,      Never,              "The next server has a policy against the message"),
        new(7, 363, 363, SenderRejected,   Sender,     Never,              "The next server could not verify the sender"),
        new(7, 364, 364, AuthFailed,       Sender,     Never,              "The next server found no valid PTR record"),
        new(7, 367, 368, RoutingError,     Persistent, SuppressIfRepeated, "The next server does not relay"),
        new(7, 500, 500, RateLimited,      Transient,  Never,              "Server busy"),
        new(7, 501, 503, ReputationBlock,  Block,      Never,              "Spam abuse detected or sender banned"),
        new(7, 504, 504, MailboxUnknown,   Permanent,  SuppressIfRepeated, "Recipient address rejected: the address is not valid", "so says Microsoft's page; one reply does not suppress"),
        new(7, 505, 505, MailboxDisabled,  Permanent,  SuppressIfRepeated, "Recipient banned"),
        new(7, 506, 506, PolicyBlock,      Block,      Never,              "Bad HELO"),
        new(7, 507, 507, ReputationBlock,  Block,      Never,              "The recipient's organisation blocks the IP address"),
        new(7, 508, 508, RateLimited,      Transient,  Never,              "The IP address has exceeded its limits"),
        new(7, 509, 509, AuthFailed,       Sender,     Never,              "The sender's DMARC policy is reject"),
        new(7, 510, 510, PolicyBlock,      Block,      Never,              "The recipient's domain takes no mail over IPv6"),
        new(7, 511, 511, ReputationBlock,  Block,      Never,              "Sender banned"),
        new(7, 512, 512, ContentRejected,  Message,    Never,              "No valid From header"),
        new(7, 513, 514, ReputationBlock,  Block,      Never,              "On the customer's block list"),
        new(7, 515, 515, AuthFailed,       Sender,     Never,              "Outlook.com: below the required authentication level"),
        new(7, 520, 520, PolicyBlock,      Block,      Never,              "External forwarding is not allowed"),
        new(7, 606, 649, ReputationBlock,  Block,      Never,              "Sending IP address banned"),
        new(7, 650, 659, ReputationBlock,  Block,      Never,              "Slowed down for the reputation of the IP address"),
        new(7, 700, 702, RateLimited,      Transient,  Never,              "The tenant has exceeded a threshold"),
        new(7, 703, 703, PolicyBlock,      Block,      Never,              "The sender's own organisation blocks the recipient"),
        new(7, 704, 707, RateLimited,      Transient,  Never,              "The tenant has exceeded a threshold"),
        new(7, 708, 708, ReputationBlock,  Block,      Never,              "Traffic from this IP address is not accepted"),
        new(7, 709, 710, RateLimited,      Transient,  Never,              "The tenant has exceeded a threshold"),
        new(7, 711, 711, PolicyBlock,      Block,      Never,              "Bad inbound connector"),
        new(7, 712, 749, RateLimited,      Transient,  Never,              "The tenant has exceeded a threshold"),
        new(7, 750, 750, SenderRejected,   Sender,     Never,              "Unregistered sending domain"),
        new(7, 850, 899, ReputationBlock,  Block,      Never,              "Suspicious activity on the IP address"),
    ];

    public sealed record Row(
        int Subject, int From, int To, Reason Reason, Severity Severity, Advice Advice, string Name, string? Why = null);
}
