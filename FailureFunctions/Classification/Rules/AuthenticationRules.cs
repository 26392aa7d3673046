namespace FailureFunctions.Classification.Rules;

/// <summary>SPF, DKIM, DMARC, ARC, reverse DNS and the name in the greeting: faults of the sender's set-up.</summary>
internal static class AuthenticationRules
{
    /// <summary>The rules, the first having precedence.</summary>
    public static Rule[] Rows { get; } =
    [
        new("dmarc", Reason.AuthFailed, ["DMARC", "unauthenticated email from", "unauthenticated mail from", "domain-based message authentication"],
            "550 5.7.1 Unauthenticated email from example.nl is not accepted due to its DMARC policy", "RFC 7489; RFC 7372"),
        new("sender-unauthenticated", Reason.AuthFailed,
            [
                "does not have authentication information", "fails to pass authentication", "not pass authentication", "failed to authenticate",
                "unauthenticated email", "unauthenticated mail", "unauthenticated sender*", "sender is unauthenticated",
                "authenticate with either SPF or DKIM", "authenticate with at least one of", "message failed authentication",
                "email authentication fail*", "sender authentication fail*", "failed sender authentication", "not authenticated … SPF",
                "authentication checks failed", "domain authentication", "authentication-results", "message is not authenticated",
                "failed authentication checks", "sender domain … not authenticated", "domain owner … does not allow",
                "multiple authentication checks",
            ],
            "550 5.7.26 This mail has been blocked because the sender is unauthenticated", "Gmail: sender guidelines"),
        new("spf", Reason.AuthFailed,
            [
                "mismatches client ip", "mismatch with client ip", "client ip mismatch*", "mismatch* ‥ {ip}", "not match ‥ client ip",
                "SPF softfail*", "SPF check*", "SPF record*", "SPF valid*", "SPF hard", "SPF policy", "SPF error*", "SPF permerror", "SPF temperror",
                "SPF lookup", "SPF neutral", "SPF result*", "failed SPF", "fails SPF", "failing SPF", "fail SPF", "rejected … SPF", "SPF … fail*",
                "SPF … not allowed", "SPF … not authorized", "SPF … not permitted", "SPF … reject*", "SPF … forge*", "SPF … block*",
                "SPF … unauthorized", "SPF … mismatch", "sender policy framework", "openspf.org", "openspf.net", "spf.pobox.com",
                "is not a designated", "does not designate", "not designated … sender", "is not allowed to send mail from",
                "is not allowed to send from", "is not allowed to send mail for", "not authorized to send mail from",
                "not authorized to send mail for", "is not authorized to send from", "is not authorized to send mail", "SPFCHECK", "domain … SPF",
                "by SPF", "SPF says", "not allowed to send mail as", "not permitted to use ‥ domain",
            ],
            "550 5.7.23 Message rejected: SPF check failed for 192.0.2.1", "RFC 7208; RFC 7372"),
        new("dkim", Reason.AuthFailed, ["DKIM", "domainkeys", "bad signature … domain", "ADSP"],
            "550 5.7.20 No passing DKIM signature found", "RFC 6376; RFC 7372"),
        new("arc", Reason.AuthFailed, ["ARC validation", "ARC seal", "ARC chain", "ARC fail*"],
            "550 5.7.29 ARC validation failed", "RFC 8617"),
        new("reverse-dns", Reason.AuthFailed,
            [
                "rDNS", "inverse DNS", "DNS reverse", "PTR", "reverse hostname", "reverse host name", "reverse lookup", "reverse resolution",
                "reverse mapping", "reverse name", "cannot find your hostname", "cannot resolve your", "could not resolve your",
                "unable to resolve your", "hostname verification failed", "hostname does not resolve", "fix reverse", "IP name lookup failed",
                "IP … name possibly forged", "no name for", "unresolvable IP", "dynamic reverse", "forward DNS", "forward-confirmed", "FCrDNS",
                "IPs without", "unverifyable sending", "unverifiable sending", "domain name … not match … IP", "no DNS hostname",
                "client host rejected: cannot find", "in-addr.arpa", "ip6.arpa", "reverse ‥ dns", "ip must resolve",
            ],
            "550 5.7.25 The address 192.0.2.1 has no PTR record", "RFC 7372; Postfix: reject_unknown_client_hostname"),
        new("too-many-logins", Reason.AuthFailed,
            ["too many login*", "too many authentication*", "too many auth", "too many failed login*", "too many failed authentication*"],
            "454 4.7.0 Too many login attempts, please try again later", "Google: SMTP error reference; Dovecot, Exim: a login that is refused again and again"),
        new("login-unknown", Reason.AuthFailed,
            [
                "user name or password", "username or password", "username and password", "user name and password", "login or password",
                "wrong password", "invalid password", "bad password", "incorrect password",
            ],
            "535 Invalid user name or password", "RFC 4954: who logs in is the sender"),
        new("client-address", Reason.PolicyBlock,
            [
                "{ip address|ip addresses|client address|remote address|server address|source ip|client ip} ‥ {invalid}",
                "{ip address|ip addresses|client address|remote address|server address|source ip|client ip} … {unknown}",
            ],
            "550 5.7.1 The IP address 192.0.2.1 is not registered here", "Field use: the address of a host is no mailbox"),
        new("greeting-name", Reason.PolicyBlock,
            [
                "my name was rejected", "EHLO command rejected", "HELO/EHLO", "invalid HELO", "invalid EHLO", "bad HELO", "bad EHLO", "HELO name",
                "EHLO name", "HELO host", "HELO string", "HELO … invalid", "HELO … does not resolve", "EHLO … does not resolve", "HELO … not resolve",
                "HELO … mismatch", "HELO … fully qualified", "HELO … forged", "forged HELO", "HELO domain", "HELO argument", "HELO was",
                "HELO should", "HELO must", "HELO restriction*", "your HELO", "your EHLO", "need fully qualified hostname", "HELO … refused",
                "HELO … rejected", "not a valid HELO",
            ],
            "504 5.5.2 <localhost>: Helo command rejected: need fully-qualified hostname", "Postfix: smtpd_helo_restrictions"),
    ];

    /// <summary>The sender must log in first. After the rules about relaying, which is what it is asked for as a rule.</summary>
    public static Rule[] Demanded { get; } =
    [
        new("authentication-demanded", Reason.AuthFailed,
            [
                "authentication required", "authentication is required", "must be authenticated", "must authenticate", "requires authentication",
                "SMTP AUTH", "please authenticate", "not authenticated", "you must login", "SMTP authentication", "POP before SMTP",
                "need to authenticate", "use authentication", "log in first", "login first", "check for new mail first",
                "{mail|email} before sending",
            ],
            "530 5.7.0 Authentication required", "RFC 4954"),
    ];
}
