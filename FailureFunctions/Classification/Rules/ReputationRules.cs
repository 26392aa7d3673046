namespace FailureFunctions.Classification.Rules;

/// <summary>The sending address, network or domain has a bad name.</summary>
internal static class ReputationRules
{
    /// <summary>The names of block lists: wherever one is named, it is the cause, whatever address the reply quotes beside it.</summary>
    public static Rule[] ListNames { get; } =
    [
        new("listed-url", Reason.SpamContent,
            [
                "blacklisted URL", "URL … blacklisted", "URI … blacklisted", "blacklisted link", "uribl*", "surbl*", "surbl.org", "uribl.com",
                "URL in message", "URL … listed", "URL … blocked", "link … blacklist*", "blocked URL", "blocklisted URL",
                "domain in the message … black", "dbl.spamhaus … body", "URI found", "URI listed", "bad URL", "spam URL", "suspicious URL",
                "suspicious link", "links … black", "contains … url", "link to ‥ domain", "links to ‥ domain",
            ],
            "550 REJECTED - Blacklisted URL in message. See http://lookup.uribl.com", "SURBL, URIBL"),
        new("block-list-name", Reason.ReputationBlock,
            [
                "spamhaus*", "spamhaus.org", "spamhaus.net", "spamcop*", "spamcop.net", "sorbs*", "sorbs.net", "dnsbl*", "RBL*", "uceprotect*",
                "uceprotect.net", "barracudacentral*", "barracudacentral.org", "psbl*", "psbl.surriel.com", "spameatingmonkey*",
                "spameatingmonkey.net", "abuseat.org", "spamrats*", "spamrats.com", "backscatterer*", "backscatterer.org", "nixspam*",
                "dnsbl.manitu.net", "mailspike*", "mailspike.net", "invaluement*", "invaluement.com", "senderbase*", "senderbase.org", "senderscore*",
                "senderscore.org", "senderscore.com", "sender score", "talosintelligence.com", "mail-abuse.com", "mail-abuse.org",
                "ers.trendmicro.com", "trendmicro.com … reputation", "dnsbl.njabl.org", "dsbl.org", "ordb.org", "lashback*", "fortiguard*",
                "trustedsource.org", "wpbl*", "blocklist.de", "gbudb.net", "junkemailfilter.com", "dnsrbl*", "s5h.net", "spfbl.net", "rfc-ignorant*",
                "rfc-ignorant.org", "abusix*", "abusix.zone", "abusix.com", "vadesecure*", "DNS block list*", "psbl.org", "host ‥ blocked using",
                "{ip} blocked using", "blocked using {host}",
            ],
            "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org", "the lists' own names"),
    ];

    /// <summary>The sender's IP address is named as what was refused. Before the rules about sender addresses.</summary>
    public static Rule[] SendersIp { get; } =
    [
        new("sender-ip-refused", Reason.ReputationBlock,
            [
                "{sender ip|sending ip|source ip|senders ip|sender ip address|sending ip address} ‥ {refused}",
                "{sender ip|sending ip|source ip|senders ip|sender ip address|sending ip address} ‥ {blacklisted|blocklisted|black listed|listed|banned|locally blacklisted}",
                "insufficient reputation", "spam rate exceeded", "{bad|poor|low|negative|insufficient} {sender|domain|ip|network|host} reputation",
                "{sender ip|sending ip|source ip|senders ip|sender ip address|sending ip address} ‥ {on|in} ‥ {blocklist|blacklist|block list|black list|denylist}",
                "{sending|connecting|client|remote} {host|server|ip} ‥ {bad|poor|low} reputation",
            ],
            "421 4.7.0 Sender IP rejected: insufficient reputation", "Field use"),
    ];

    /// <summary>Other rules whose words say just this.</summary>
    public static Rule[] Clear { get; } =
    [
        new("on-a-block-list", Reason.ReputationBlock,
            [
                "blacklist*", "spam complaint*", "user complaints", "domain blocked", "black list*", "blocklist*", "block-list*", "denylist*",
                "deny list", "blocked list", "is listed in", "is listed on", "currently listed", "listed at", "is in a black*", "is in a list",
                "listed by", "blackhole*", "in our database of", "access list", "blocked by … list", "bad host list",
                "on our {blocklist|blacklist|list of blocked|list of banned|list of spammers}", "{ip} ‥ on our list", "{ip} ‥ in our list",
                "{ip} ‥ local list", "local list of", "{listed|found|is|are} in our local list",
            ],
            "550 5.7.1 192.0.2.1 is on our blocklist", "Field use"),
        new("bad-reputation", Reason.ReputationBlock,
            [
                "poor sender", "reputation", "karma", "dictionary attack", "open proxy", "open proxies", "listed locally", "no access for this ip",
                "{spam|junk} ‥ from your {network|server|ip|host|system|range|subnet}",
            ],
            "554 5.7.1 Your access to this mail system has been rejected due to the sending host's poor reputation", "Cisco IronPort: SenderBase"),
        new("dynamic-address", Reason.ReputationBlock,
            [
                "dynamic ip*", "dynamic/residential", "residential IP", "dynamically assigned", "dynamic host", "dynamic address*", "dialup",
                "dial-up", "DUL", "consumer IP", "end-user IP", "dsl line", "generic hostname", "generic rDNS", "smtp server of your ISP",
                "use your ISP", "use the mail server of your ISP", "your ISP's", "your internet provider's", "through your ISP", "via your ISP",
                "your provider's mail server",
            ],
            "550 5.7.0 Dynamic IP addresses may not send to us, use your ISP's server", "Field use: PBL-like policies"),
    ];

    /// <summary>Postfix says of the client that it was refused, whatever the reason. Before the rules about mailboxes.</summary>
    public static Rule[] ClientHost { get; } =
    [
        new("client-host-rejected", Reason.PolicyBlock, ["client host {ip} rejected", "client host ‥ rejected", "client rejected"],
            "554 5.7.1 <mx.example.nl[192.0.2.1]>: Client host rejected: Access denied", "Postfix: smtpd_client_restrictions"),
    ];

    /// <summary>Rules whose words have other uses too; they come after those of other reasons.</summary>
    public static Rule[] Vague { get; } =
    [
        new("address-blocked", Reason.ReputationBlock,
            [
                "bad IP", "{refused} using", "sender blocked by", "IP … block*", "blocked … IP", "IP address … rejected", "IP … denied",
                "IP … refused", "host … blocked", "your server … blocked", "your IP", "network … blocked", "domain … blocked", "{ip} … blocked",
                "blocked {ip}", "{ip} blocked", "has been blocked by", "connection blocked", "server blocked", "have been blocked", "are blocked",
                "blocked by the recipient's", "abuse", "complaint*", "banned", "infected", "compromised", "hacked", "bot", "botnet", "trojan",
                "spammer*", "known spam*", "spam source", "spamming", "spam from your", "spam host", "unsolicited … from your", "spam … IP",
                "spam … network", "you send spam", "sending spam", "source of spam", "in prison",
            ],
            "550 Mail from 192.0.2.1 blocked; write to our postmaster", "Field use") { Confidence = Confidence.Medium },
        new("client-refused", Reason.PolicyBlock,
            [
                "not accepting connections", "may not be mail exchanger", "connection rejected", "connection refused by policy", "host rejected",
                "server rejected", "no access from mail server", "access from … denied", "access denied for", "not accept mail from",
                "not accepting mail from", "refuse mail from", "refused mail from", "mail from … refused", "not allowed to connect",
                "not allowed to send", "not allowed to access", "denied access", "access restricted", "server access … forbidden", "not welcome",
                "unauthorized host", "unauthorized connection", "unauthorized IP", "invalid IP",
            ],
            "554 mx.example.nl is not accepting connections from 192.0.2.1", "Field use") { Confidence = Confidence.Medium },
        new("region-blocked", Reason.PolicyBlock,
            [
                "your country", "your region", "country … blocked", "country … not allowed", "country … rejected", "geoip", "region … blocked",
                "countries … not", "geographic*", "part of the world", "geo", "your asn",
            ],
            "550 Connections from your country are not accepted here", "Field use") { Confidence = Confidence.Medium },
    ];
}
