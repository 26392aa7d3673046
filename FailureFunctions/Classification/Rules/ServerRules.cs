namespace FailureFunctions.Classification.Rules;

/// <summary>
/// A part of the receiving system that is out of order, by its name. Before the rules whose words it shares: a virus
/// scanner that is down has found no virus, a licence that expired is no message that did, a directory that is not
/// reachable says nothing of the recipient.
/// </summary>
internal static class ServerRules
{
    private const string OutOfOrder =
        "{unavailable|not available|not reachable|unreachable|not running|not responding|not respond|down|offline|failed|failure|failing|crashed|broken|busy|"
        + "overloaded|timed out|timeout|time out|error|out of order|under maintenance|read only|locked|corrupt|corrupted|misconfigured}";

    /// <summary>The rules, the first having precedence.</summary>
    public static Rule[] Rows { get; } =
    [
        new("scanner-out-of-order", Reason.ServerError,
            [
                "{virus|antivirus|anti virus|malware|spam|antispam|anti spam} {scanner|scanning|engine|daemon|server|service|scan|check|checker} ‥ " + OutOfOrder,
                "{clamav|clamd|amavis|spamd|spamassassin|milter|scanner|content filter} ‥ {not found|unavailable|not available|not running|not responding|down|offline|crashed|timed out}",
                "{message|mail|email} {can not|could not} be scanned",
                "{can not|could not|unable to|failed to} {reach the scanner|connect to clamd|connect to spamd|run the virus scanner}",
                "no {virus|antivirus|anti virus} {scanner|protection|engine}",
            ],
            "451 4.7.1 The virus scanner is not running, try again later", "Field use: amavis, milters, gateways"),
        new("licence-expired", Reason.ServerError,
            [
                "{virus|antivirus|anti virus|spam|antispam|anti spam} {subscription|license|licence|signatures|updates} ‥ {expired|out of date|outdated}",
                "{license|licence} limit", "{license|licence|software|trial|evaluation} … {expired|exceeded|invalid|not valid|ran out|run out}",
            ],
            "421 Mail server licence expired", "Field use: licensed servers and gateways"),
        new("check-out-of-order", Reason.ServerError,
            [
                "{check|lookup|verification|validation|filtering} is {temporarily|currently} {unavailable|not available|not possible}",
                "temporary lookup failure", "{table|tables} ‥ {not exist|missing|unavailable|not available|is locked|is corrupt}",
                "{backend|backend mailbox|mailbox|store|storage|imap|lmtp|message store} server ‥ {not found|unavailable|not available|down|unreachable|not reachable|offline|not responding}",
                "mta failure", "failed to expand",
                "{can not|could not|unable to|error} {find|open|read|access|load|query} ‥ {alias|aliases|user|users|virtual|recipient|transport|relay} {database|databases|map|table|file}",
            ],
            "450 4.4.3 Sender ID check is temporarily unavailable", "Field use"),
        new("mailbox-in-use", Reason.ServerError,
            [
                "{box} ‥ locked by", "{box} lock", "{box} ‥ {invalid format|corrupt|corrupted|damaged|inconsistent}", "can not lock {box}",
                "could not lock {box}",
            ],
            "450 Mailbox locked by another process", "Field use: Cyrus, qpopper, mbox files"),
        new("disk-out-of-space", Reason.ServerError,
            [
                "{server|system|spool|queue|partition|filesystem|file system|disk|disc} ‥ {full|out of space|out of disk space}",
                "no space left on device", "{space|disk space} shortage", "insufficient system {storage|resources}",
                "{server|system|spool|queue} ‥ {out of space|out of disk space|out of memory|low on disk space}",
                "space on ‥ {partition|filesystem|file system|disk|device|server|spool|volume}",
            ],
            "452 4.3.1 Insufficient system storage", "RFC 5321: 452; RFC 3463, X.3.1"),
    ];
}
