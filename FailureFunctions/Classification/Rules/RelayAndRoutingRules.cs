namespace FailureFunctions.Classification.Rules;

/// <summary>Relaying refused, loops, and other trouble on the way to the mailbox.</summary>
internal static class RelayAndRoutingRules
{
    /// <summary>The rules, the first having precedence.</summary>
    public static Rule[] Rows { get; } =
    [
        new("relay-refused", Reason.RoutingError,
            [
                "{refused} relay*", "{refused} to relay*", "as a relay", "use me ‥ relay", "relay* ‥ {disabled}", "required ‥ relay*",
                "before relay*", "for relay*", "authenticate ‥ relay*", "SMTP relay at", "relay at your", "relay of your provider",
                "relay* ‥ {refused}", "not configured to relay", "to relay mail", "to relay for", "non-local email", "relay mail for",
                "requires authentication when … non-local", "to be relayed", "unable to relay", "not relay", "no relay*", "not an open relay",
                "relay … forbidden", "isn't in my list of allowed", "rcpthosts", "is not in my control panel", "relay attempt", "relay to … denied",
                "relay restriction*", "third party relay", "relayed … not allowed", "insecure mail relay", "not a gateway", "no such domain here",
                "domain isn't in my list", "not local host", "not a local host", "not local domain", "domain not handled", "domain is not handled",
                "not handle mail for", "not hosted here", "not hosted on this", "domain not hosted", "no longer hosted", "do not accept mail for",
                "not a valid destination domain", "invalid relay", "relay not", "relaying", "non local recipient*", "forward path",
                "no longer relay*", "not handled by this", "allowed for local users", "remote domains not supported",
            ],
            "554 5.7.1 <jan@example.nl>: Relay access denied", "Postfix: reject_unauth_destination; qmail: rcpthosts"),
        new("mail-loop", Reason.RoutingError,
            [
                "message depth exceeded", "{box} ‥ loop", "loops", "recursion", "recursive", "forwarded more than", "forwarded too many",
                "message loop", "too many received", "too many hop", "hops", "mail loop", "loop detected", "routing loop", "hop count",
                "mail forwarding loop", "delivered-to … loop", "looping", "looks like a loop", "loopback", "redirection loop",
                "local configuration error … loop", "MX list … points back", "MX problem", "alias loop", "bounced between two servers",
            ],
            "554 5.4.6 Too many hops, probable mail loop", "RFC 3463, X.4.6; Postfix, sendmail"),
        new("local-delivery-fault", Reason.ServerError,
            ["procmail*", "couldn't create", "can't create user output file", "can't create output", "maildrop … error", "mailer … exited"],
            "5.3.0 procmail: Couldn't create \"/var/spool/mail/jan\"", "procmail, sendmail: the receiving system's own fault, whatever it adds"),
        new("forwarding-fault", Reason.RoutingError,
            [
                "forwarding recipient", "find a gateway", "no gateway", "routing server", "routing failure", "routing error", "forward* … failed",
                "unable to forward", "error in forwarding", "alias expansion", "aliasing/forwarding loop broken", "unrouteable forward*",
                "could not forward", "cannot forward", "cannot be forwarded", "forward address", "next hop relayhost", "no route from",
                "no route to recipient", "bounced between", "not the mail server for", "not a mail server for", "lowest numbered mx",
                "host address lookups failed", "no route found to", "not in route list",
            ],
            "550 Unable to forward the message for this mailbox", "Field use: Exim, Courier") { Confidence = Confidence.Medium },
        new("system-not-in-network", Reason.ConnectionFailed,
            [
                "network is unreachable", "no route to host", "network unreachable", "host is unreachable", "host unreachable", "host not reachable",
                "host is not reachable",
            ],
            "connect to mx.example.nl[192.0.2.1]:25: No route to host", "POSIX errors"),
    ];
}
