namespace FailureFunctions.Classification.Rules;

/// <summary>The recipient's domain does not exist, has no mail server, or takes no mail.</summary>
internal static class DomainRules
{
    /// <summary>Rules about name servers that give no answer: that says nothing of the domain. They come first.</summary>
    public static Rule[] OutOfOrder { get; } =
    [
        new("dns-out-of-order", Reason.ConnectionFailed,
            [
                "{unknown} try again", "name lookup failure", "host name lookup", "try again … name service", "DNS … timed out", "DNS … timeout",
                "servfail", "DNS … temporar*", "temporary DNS", "DNS server fail*", "DNS failure … temporar*", "name server … timeout",
                "name service … try again", "DNS lookup … deferred", "DNS … deferred", "domain lookup … temporar*", "could not resolve … temporar*",
            ],
            "451 4.4.3 Deferred: Name server: host name lookup failure", "sendmail; RFC 3463, X.4.3"),
        new("lookup-failed-for-now", Reason.ConnectionFailed,
            ["{dns|mx|host|name|domain|hostname|a record} lookup failure", "lookup failure for {host}"],
            "451 4.4.3 DNS lookup failure", "RFC 3463, class 4: without it, what follows says whether the host is not there") { When = Circumstances.Transient },
        new("takes-no-mail-for-now", Reason.ServerError, ["doesn't receive email", "doesn't receive mail"],
            "4.0.0 The domain example.nl doesn't receive email for now", "Google: DNS errors in delay notices; RFC 3463, class 4") { When = Circumstances.Transient },
        new("dns-answer-for-now", Reason.ConnectionFailed, ["DNS error … lookup", "no relevant answers", "lookup of … responded with code"],
            "4.0.0 DNS Error: MX lookup of example.nl had no relevant answers", "Google: DNS errors in delay notices; RFC 3463, class 4") { When = Circumstances.Transient },
    ];

    /// <summary>
    /// Rules whose words stand together and say just this. They come before those about mailboxes, whose words they share:
    /// "Recipient address rejected: Domain not found".
    /// </summary>
    public static Rule[] Clear { get; } =
    [
        new("recipient-domain-unknown", Reason.DomainUnknown,
            [
                "{domain} of ‥ {recipient} ‥ {unknown}", "{domain} {is?} {unknown}", "{domain} {is?} invalid", "{domain} does {unknown}",
                "{domain} could {unknown}", "{no such} {domain}", "{not find} ‥ {domain}", "bad destination system",
                "{domain} can not receive {mail|email|messages}", "unrouteable mail domain",
            ],
            "550 5.1.2 <jan@voorbeeld.invalid>: Recipient address rejected: Domain not found", "Postfix: reject_unknown_recipient_domain"),
    ];

    /// <summary>The other rules, the first having precedence.</summary>
    public static Rule[] Rows { get; } =
    [
        new("no-mail-server", Reason.DomainUnknown,
            [
                "null MX", "nullMX", "no MX", "MX record … not found", "no mail server*", "no mail host*", "no mail exchange*", "no A record",
                "no address record", "MX … does not exist", "all relevant MX records", "couldn't find any host", "could not find any mail",
                "MX lookup … fail*", "missing MX", "does not accept email", "domain … does not accept", "host does not accept", "accepts no mail",
                "doesn't accept mail", "not accept any mail", "no hosts … delivered", "no {mx} ‥ found", "no {mx} for", "no {mx} exists",
                "no {mx} entries", "no valid {mx}", "no usable {mx}", "{no such} {mx}", "{mx} ‥ {unknown}", "{not find} ‥ {mx}", "no nameserver*",
                "no DNS entr*", "no DNS record*", "does not have … mx", "no mail service", "no smtp service … domain", "indicated no SMTP service",
                "domain … no mail", "no {email|mail} for this domain", "parked domain", "{domain} ‥ parked",
                "{domain} … does not receive {email|mail|emails|messages}", "{host} does not receive {email|mail|emails}", "uses mx in",
                "mx in {private|loopback|reserved} address space",
            ],
            "550 5.1.2 No MX record found for the domain", "RFC 7505; Postfix, qmail"),
        new("domain-unknown", Reason.DomainUnknown,
            [
                "reserved by RFC 2606", "domain … does not exist", "domain not exist*", "find the recipient domain", "unable to resolve",
                "could not be resolved", "can't be resolved", "name or service not known", "name service error", "address resolution of", "DNS error",
                "DNS … fail*", "nxdomain", "unrouteable address", "unrouteable domain", "unroutable", "no route to domain",
                "unable to route to domain", "all hosts … failed", "{host} does not exist", "{host} not found", "{host} unknown",
                "domain … suspended", "bad destination system", "lookup of … fail*", "no data known", "domain … {unknown}", "{domain} ‥ {unknown}",
                "domain ‥ {invalid}", "{no such} {domain}", "{not find} ‥ {domain}", "domain ‥ {disabled}", "disabled domain", "expired domain",
                "suspended domain", "{host} ‥ {unknown}", "no matches to nameserver", "nameserver query", "{domain} ‥ not reachable",
                "unresolvable host", "unresolvable domain name", "unable to look up", "lookup failed", "domain … not valid", "domain … no longer",
                "{domain} is dead", "{domain} ‥ not renewed", "bad tld", "unknown tld", "invalid tld", "no such tld", "do not host ‥ {domain}",
            ],
            "550 Unrouteable address", "sendmail, Postfix, Exim"),
    ];
}
