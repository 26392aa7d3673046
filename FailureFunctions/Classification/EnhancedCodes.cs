using System.Collections.Frozen;
using FailureFunctions.Smtp;

namespace FailureFunctions.Classification;

/// <summary>
/// The enhanced status codes of IANA's register "SMTP Enhanced Status Codes" (RFC 5248), each with the reason that it
/// stands for when nothing better is known. Codes that providers made up themselves are in <see cref="ProviderCodes"/>.
/// </summary>
internal static class EnhancedCodes
{
    // Subject, detail, reason, the register's name, source. Reason.Unknown: the code does not decide, look further.
    private static readonly Row[] Rows =
    [
        new(0, 0,  Reason.Unknown,        "Other undefined status", "RFC 3463"),
        new(1, 0,  Reason.Unknown,        "Other address status", "RFC 3463"),
        new(1, 1,  Reason.MailboxUnknown, "Bad destination mailbox address", "RFC 3463"),
        new(1, 2,  Reason.DomainUnknown,  "Bad destination system address", "RFC 3463"),
        new(1, 3,  Reason.MailboxUnknown, "Bad destination mailbox address syntax", "RFC 3463"),
        new(1, 4,  Reason.ServerError,    "Destination mailbox address ambiguous", "RFC 3463"),
        new(1, 5,  Reason.Unknown,        "Destination address valid", "RFC 3463"),
        new(1, 6,  Reason.MailboxUnknown, "Destination mailbox has moved, no forwarding address", "RFC 3463"),
        new(1, 7,  Reason.SenderRejected, "Bad sender's mailbox address syntax", "RFC 3463"),
        new(1, 8,  Reason.SenderRejected, "Bad sender's system address", "RFC 3463"),
        new(1, 9,  Reason.Unknown,        "Message relayed to non-compliant mailer", "RFC 3886"),
        new(1, 10, Reason.DomainUnknown,  "Recipient address has null MX", "RFC 7505"),
        new(2, 0,  Reason.RecipientRefused, "Other or undefined mailbox status", "RFC 3463"),
        new(2, 1,  Reason.MailboxDisabled, "Mailbox disabled, not accepting messages", "RFC 3463"),
        new(2, 2,  Reason.MailboxFull,    "Mailbox full", "RFC 3463"),
        new(2, 3,  Reason.MessageTooLarge, "Message length exceeds administrative limit", "RFC 3463"),
        new(2, 4,  Reason.ServerError,    "Mailing list expansion problem", "RFC 3463"),
        new(3, 0,  Reason.ServerError,    "Other or undefined mail system status", "RFC 3463"),
        new(3, 1,  Reason.ServerError,    "Mail system full", "RFC 3463"),
        new(3, 2,  Reason.ServerError,    "System not accepting network messages", "RFC 3463"),
        new(3, 3,  Reason.ContentRejected, "System not capable of selected features", "RFC 3463"),
        new(3, 4,  Reason.MessageTooLarge, "Message too big for system", "RFC 3463"),
        new(3, 5,  Reason.ServerError,    "System incorrectly configured", "RFC 3463"),
        new(3, 6,  Reason.Unknown,        "Requested priority was changed", "RFC 6710"),
        new(4, 0,  Reason.ConnectionFailed, "Other or undefined network or routing status", "RFC 3463"),
        new(4, 1,  Reason.ConnectionFailed, "No answer from host", "RFC 3463"),
        new(4, 2,  Reason.ConnectionFailed, "Bad connection", "RFC 3463"),
        new(4, 3,  Reason.ConnectionFailed, "Directory server failure", "RFC 3463"),
        new(4, 4,  Reason.DomainUnknown,  "Unable to route", "RFC 3463"),
        new(4, 5,  Reason.RateLimited,    "Mail system congestion", "RFC 3463"),
        new(4, 6,  Reason.RoutingError,   "Routing loop detected", "RFC 3463"),
        new(4, 7,  Reason.Expired,        "Delivery time expired", "RFC 3463"),
        new(4, 8,  Reason.ConnectionFailed, "Retry on IPv4 (in use, not registered)", "draft-martin-smtp-ipv6-to-ipv4-fallback"),
        new(5, 0,  Reason.Unknown,        "Other or undefined protocol status", "RFC 3463"),
        new(5, 1,  Reason.ProtocolError,  "Invalid command", "RFC 3463"),
        new(5, 2,  Reason.ProtocolError,  "Syntax error", "RFC 3463"),
        new(5, 3,  Reason.RateLimited,    "Too many recipients", "RFC 3463"),
        new(5, 4,  Reason.ProtocolError,  "Invalid command arguments", "RFC 3463"),
        new(5, 5,  Reason.ProtocolError,  "Wrong protocol version", "RFC 3463"),
        new(5, 6,  Reason.ProtocolError,  "Authentication Exchange line is too long", "RFC 4954"),
        new(6, 0,  Reason.ContentRejected, "Other or undefined media error", "RFC 3463"),
        new(6, 1,  Reason.ContentRejected, "Media not supported", "RFC 3463"),
        new(6, 2,  Reason.ContentRejected, "Conversion required and prohibited", "RFC 3463"),
        new(6, 3,  Reason.ContentRejected, "Conversion required but not supported", "RFC 3463"),
        new(6, 4,  Reason.Unknown,        "Conversion with loss performed", "RFC 3463"),
        new(6, 5,  Reason.ContentRejected, "Conversion failed", "RFC 3463"),
        new(6, 6,  Reason.ContentRejected, "Message content not available", "RFC 4468"),
        new(6, 7,  Reason.ContentRejected, "Non-ASCII addresses not permitted for that sender/recipient", "RFC 6531"),
        new(6, 8,  Reason.ContentRejected, "UTF-8 string reply required but not permitted by the client", "RFC 6531"),
        new(6, 9,  Reason.ContentRejected, "UTF-8 header message cannot be transferred to one or more recipients", "RFC 6531"),
        new(6, 10, Reason.ContentRejected, "Deprecated duplicate of X.6.8", "RFC 6531"),
        new(7, 0,  Reason.PolicyBlock,    "Other or undefined security status", "RFC 3463"),
        new(7, 1,  Reason.PolicyBlock,    "Delivery not authorized, message refused", "RFC 3463"),
        new(7, 2,  Reason.RecipientRefused, "Mailing list expansion prohibited", "RFC 3463"),
        new(7, 3,  Reason.PolicyBlock,    "Security conversion required but not possible", "RFC 3463"),
        new(7, 4,  Reason.PolicyBlock,    "Security features not supported", "RFC 3463"),
        new(7, 5,  Reason.PolicyBlock,    "Cryptographic failure", "RFC 3463"),
        new(7, 6,  Reason.PolicyBlock,    "Cryptographic algorithm not supported", "RFC 3463"),
        new(7, 7,  Reason.ContentRejected, "Message integrity failure", "RFC 3463"),
        new(7, 8,  Reason.AuthFailed,     "Authentication credentials invalid", "RFC 4954"),
        new(7, 9,  Reason.AuthFailed,     "Authentication mechanism is too weak", "RFC 4954"),
        new(7, 10, Reason.PolicyBlock,    "Encryption needed", "RFC 5248"),
        new(7, 11, Reason.ProtocolError,  "Encryption required for requested authentication mechanism", "RFC 4954"),
        new(7, 12, Reason.ProtocolError,  "A password transition is needed", "RFC 4954"),
        new(7, 13, Reason.MailboxDisabled, "User account disabled", "RFC 5248"),
        new(7, 14, Reason.PolicyBlock,    "Trust relationship required", "RFC 5248"),
        new(7, 15, Reason.PolicyBlock,    "Priority level is too low", "RFC 6710"),
        new(7, 16, Reason.MessageTooLarge, "Message is too big for the specified priority", "RFC 6710"),
        new(7, 17, Reason.MailboxUnknown, "Mailbox owner has changed (RRVS)", "RFC 7293"),
        new(7, 18, Reason.DomainUnknown,  "Domain owner has changed (RRVS)", "RFC 7293"),
        new(7, 19, Reason.PolicyBlock,    "RRVS test cannot be completed", "RFC 7293"),
        new(7, 20, Reason.AuthFailed,     "No passing DKIM signature found", "RFC 7372"),
        new(7, 21, Reason.AuthFailed,     "No acceptable DKIM signature found", "RFC 7372"),
        new(7, 22, Reason.AuthFailed,     "No valid author-matched DKIM signature found", "RFC 7372"),
        new(7, 23, Reason.AuthFailed,     "SPF validation failed", "RFC 7372"),
        new(7, 24, Reason.AuthFailed,     "SPF validation error", "RFC 7372"),
        new(7, 25, Reason.AuthFailed,     "Reverse DNS validation failed", "RFC 7372"),
        new(7, 26, Reason.AuthFailed,     "Multiple authentication checks failed", "RFC 7372"),
        new(7, 27, Reason.SenderRejected, "Sender address has null MX", "RFC 7505"),
        new(7, 28, Reason.RateLimited,    "Mail flood detected", "IANA/Expert"),
        new(7, 29, Reason.AuthFailed,     "ARC validation failure", "RFC 8617"),
        new(7, 30, Reason.ConnectionFailed, "REQUIRETLS support required", "RFC 8689"),
    ];

    // Where the transient class (4.x.x) means something milder than the permanent one: a door that is closed for now.
    private static readonly Row[] TransientRows =
    [
        new(2, 1,  Reason.RecipientRefused, "Mailbox closed for now", "RFC 3463, class 4"),
        new(4, 4,  Reason.ConnectionFailed, "Unable to route for now", "RFC 3463, class 4"),
        new(7, 0,  Reason.RateLimited,      "Come back later", "RFC 6647, section 2: greylisting"),
        new(7, 1,  Reason.RateLimited,      "Come back later", "RFC 6647, section 2: greylisting"),
    ];

    private static readonly FrozenDictionary<(int Subject, int Detail), Verdict> Permanent = Index(Rows, "enhanced");
    private static readonly FrozenDictionary<(int Subject, int Detail), Verdict> Transient = Index(TransientRows, "enhanced-4");

    /// <summary>Every subject and detail in the table.</summary>
    public static IEnumerable<(int Subject, int Detail)> Registered => Rows.Select(row => (row.Subject, row.Detail));

    /// <summary>Every verdict that the table can give.</summary>
    public static IEnumerable<Verdict> Verdicts => [.. Permanent.Values, .. Transient.Values];

    /// <summary>What a code stands for.</summary>
    public static Verdict? Find(EnhancedStatusCode code)
    {
        if (code.Class is not (4 or 5))
            return null;
        var key = (code.Subject, code.Detail);
        if (code.Class == 4 && Transient.TryGetValue(key, out var transient))
            return transient;
        return Permanent.GetValueOrDefault(key);
    }

    private static FrozenDictionary<(int Subject, int Detail), Verdict> Index(Row[] rows, string prefix) =>
        rows.Where(row => row.Reason is not Reason.Unknown).ToFrozenDictionary(
            row => (row.Subject, row.Detail),
            row => Verdict.Of(row.Reason, $"{prefix}-{row.Subject}-{row.Detail}", Confidence.Medium));

    private sealed record Row(int Subject, int Detail, Reason Reason, string Name, string Source);
}
