namespace FailureFunctions.Classification.Rules;

/// <summary>
/// The mailbox is disabled or does not exist, in English. Other languages: the folder <c>Languages</c>. What the rules
/// share is composed of <see cref="WordClasses"/>; each row adds what is said of its own noun only.
/// </summary>
internal static class MailboxRules
{
    /// <summary>Rules about a directory that does not list the recipient. Before those about block lists, which are lists too.</summary>
    public static Rule[] Unlisted { get; } =
    [
        new("not-in-the-directory", Reason.MailboxUnknown,
            [
                "{not in|not found in|not listed in|not present in} ‥ {directory}",
                "{anyone} … {absent from|missing from|missing in|not on|not part of} ‥ {directory}", "{not find} ‥ {anyone} ‥ in ‥ {directory}",
                "no ‥ {anyone} in ‥ {directory}", "{alias|aliases} {map|file|table|database} ‥ no entry", "lookup failed ‥ {absent from|not in}",
            ],
            "550 sorry, your recipient address is not in my local list", "Field use"),
    ];

    /// <summary>
    /// Rules whose words go on with those of another reason, so that they come before it: a domain ("no such user at this
    /// host"), membership ("not a member of the domain"), an error ("user unknown. Error: no valid recipients").
    /// </summary>
    public static Rule[] First { get; } =
    [
        new("address-ambiguous", Reason.ServerError,
            ["not unique several matches", "several matches found in", "{anyone} ‥ ambiguous", "ambiguous {anyone}"],
            "550 User name not unique: several matches found in the directory", "RFC 3463, X.1.4; Domino: there is such a recipient, more than once; the server's own fault"),
        new("user-unknown-here", Reason.MailboxUnknown,
            [
                "{no such} {anyone} {at|on|in|by} ‥ {domain}", "{anyone} ‥ not a member of ‥ {domain}", "unknown error no valid recipient*",
                "{user} {unknown} command output", "{no such} {list|mailing list|group|distribution list|distribution group|newsgroup}",
                "{list|mailing list|distribution list} could {unknown}", "{list|mailing list|distribution list} not found",
            ],
            "550 jan is not an active address at this host (invalid username)", "Field use"),
    ];

    /// <summary>Rules whose words say just this, the first having precedence.</summary>
    public static Rule[] Clear { get; } =
    [
        new("mailbox-closed-for-now", Reason.MailboxDisabled,
            [
                .. Each(["{box}", "{account}", "{user}", "{recipient}"], "# … temporarily {disabled}", "# … temporarily locked", "# … temporarily closed", "# {is?} locked", "# ‥ locked"),
                "temporary suspension",
            ],
            "450 4.2.1 The account is temporarily suspended", "Field use: reopened by the owner, so low confidence") { Confidence = Confidence.Low },
        new("mailbox-disabled", Reason.MailboxDisabled,
            [
                .. Disabled("{box}"), "{box} ‥ blocked due to inactivity", "due to inactivity", "not currently being accepted",
                "not being accepted for this", "mailbox blocked", "mailbox is blocked", "mailbox unavailable … disabled",
            ],
            "550 5.2.1 This mailbox has been disabled", "RFC 3463, X.2.1"),
        new("account-disabled", Reason.MailboxDisabled,
            [
                .. Disabled("{account}"), "{user} suspend the service", "{recipient} suspend the service", "{user} suspended the service",
                "{recipient} suspended the service", "account … blocked", "account … deleted … inactiv*", "service … suspended",
                "deleted due to inactivity", "extended inactivity",
                "{mail|email|mailbox} service ‥ {discontinued|cancelled|canceled|terminated|turned off|cut off}",
                "service for this {customer|user|subscriber} ‥ {disabled}", "to a blocked account", "blocked for non payment", "{box} ‥ blocked for",
                "{account} ‥ blocked for",
            ],
            "550 The account jan has been suspended", "Field use: hosters, Zimbra, cPanel"),
        new("user-disabled", Reason.MailboxDisabled,
            [
                .. Disabled("{user}"), .. Disabled("{recipient}"), .. Disabled("{addr}"), "{address} is {disabled}", "{address} is a {a disabled}",
                "deactivated due to", "receiving ‥ disabled", "reception ‥ disabled", "incoming mail ‥ disabled", "inbound mail ‥ disabled",
                "user banned", "user is banned", "user … has been banned", "unable to deliver … disabled", "not accepting messages",
                "not accepting email", "not accepting mail", "not accepting any mail", "not accepting any email", "not currently accepting",
                "is no longer active", "is no longer in service", "no longer in use", "no longer accepts", "no longer accepting",
                "no longer monitored", "no longer receiving", "no longer receives", "no longer reads", "currently inactive", "employee … no longer",
                "no longer using", "{address} ‥ no longer", "no longer employed", "no longer works", "no longer an employee", "has been discontinued",
                "disabled or discontinued", "mail is disabled for", "{must|should|has to|needs to|need to} {log in|login|log on|logon|sign in}",
                "{user} ‥ barred", "{recipient} ‥ not paid", "contract ‥ ended", "no recipient activity", "no activity since", "user ‥ non payment",
                "recipient ‥ unpaid", "can not receive {mail|email|emails|messages}", "{user} cannot receive",
                "{mail|email} {service|delivery} for this {user|recipient|address|account|customer|mailbox} ‥ {disabled}", "no longer work",
                "has departed", "has resigned", "has graduated", "{user} ‥ not {entered|logged in|logged on|accessed} … {days|months|year|years}",
                "never logged {on|in|onto|into}", "no longer {have|has} an {account|email account}", "no longer {have|has} a {mailbox|user account}",
            ],
            "550 5.2.1 The user is suspended and takes no mail", "Field use"),
        new("user-unknown", Reason.MailboxUnknown,
            [
                .. Unknown("{user}"), "{user} ‥ not ok", "{recipient} ‥ not ok", "{addr} ‥ not ok", "no one with", "nobody with",
                "not found in ldap*", "not in ldap", "not exists that user", "not exist that user", "not user of", "is not user",
                "final email delivery point", "{not have} ‥ user by", "{not have} such a user", "{not have} that user", "no user", "no valid user",
                "no users here", "not our user", "not our customer", "user lookup … failed", "not found in user", "user not in", "not in user",
                "user in domain", "invalid final delivery userid", "no such id", "no such name", "no person", "no one at this", "no one by that name",
                "nobody by that name", "nobody here by", "nosuchuser", "unavailable user", "unavailable mail user", "there is no one", "no one here",
                "unknown virtual", "not listed in", "not in directory", "not found in directory", "not present in directory",
                "not found in the directory", "no such object in", "name is not recognized", "name not recognized", "has no mailbox", "user … has no",
                "do not know anyone", "do not know anybody", "do not know that", "never heard of", "{user} left", "{user} have no",
                "{user} ‥ not got", "{user} without {mail|email}", "no such local", "not one of our users", "we never had this user",
                "{user|recipient} database lookup failed no", "lookup of user failed",
                "has left {the|our} {company|organisation|organization|university|school|institute|college|firm|department|building}",
                "no longer {a|an} {user}", "nothing matches", "{user} ‥ not belong to",
            ],
            "550 5.1.1 <jan@example.nl>: Recipient address rejected: User unknown in local recipient table", "Postfix, sendmail, Exim, qmail and most others"),
        new("mailbox-not-found", Reason.MailboxUnknown,
            [
                .. Unknown("{box}"), "{not have} ‥ {box}", "mailbox not available", "mailbox is not available", "unavailable mailbox",
                "mailbox has moved", "mailbox name not allowed", "bad destination mailbox", "valid mailbox", "vmailbox … not",
                "valid notes mail file", "no more mailbox", "no {box}", "mailbox syntax",
            ],
            "550 Sorry, no mailbox here by that name (#5.1.1)", "qmail, vpopmail and others"),
        new("account-not-found", Reason.MailboxUnknown,
            [
                .. Unknown("{account}"), "{not have} ‥ {account}", "no account", "no valid account", "account not available",
                "account is not available", "account unavailable", "no email account", "account that you tried to reach",
                "account you tried to reach", "couldn't find any host … account", "account is unavailable",
            ],
            "550 There is no account by that name here", "Field use"),
        new("address-not-found", Reason.MailboxUnknown,
            [
                .. Unknown("{addr}"), "{address} ‥ {unknown}", "{address} is {invalid}", "{address} … not a valid", "{address} … unrouteable",
                "no longer valid", "no longer a valid", "does not exist at", "does not exist on", "does not exist here", "not exist anymore",
                "badly formatted address", "address syntax", "improperly formatted address", "address format", "syntax of the address",
                "email not found", "email … not exist", "email is invalid", "no such email", "wrong email", "invalid email", "no email address",
                "no valid address", "check if address is correct", "check the address", "recipient no longer", "bad destination email",
                "not found by", "validation failed for {address}", "address you entered", "unresolvable address", "check the spelling", "misspelled",
                "address ‥ not live here", "no redirect entry", "alias is not", "bogus ‥ {addr}", "does not exist in our",
                "not one of our ‥ {addresses|mailboxes|users|customers}", "is not available here", "{address} ‥ not used",
            ],
            "550 5.1.1 The address jan@example.nl is not valid here", "Field use"),
        new("recipient-unknown", Reason.MailboxUnknown,
            [
                .. Unknown("{recipient}"), "invalid destination", "{no such} destination address", "recipient not available",
                "recipient verify failed", "recipient verification failed", "recipient … could not be verified", "recipient cannot be verified",
                "recipient not on", "not in ‥ recipient list", "not in ‥ recipient table", "not in ‥ list of recipients",
                "unable to verify recipient", "can not verify recipient", "could not verify recipient", "unroutable recipient",
                "unrouteable recipient", "unknown or invalid", "not recognized", "valid-address-filter", "badrcptto", "validrcptto", "badrecipientto",
                "failed recipient validation", "recipient validation failed", "recipient {failed|did not pass} validation",
                "{recipient} ‥ not one of ours",
            ],
            "550 5.1.1 Unknown recipient jan@example.nl", "Field use: Exchange, Domino, GroupWise"),
        new("address-changed", Reason.MailboxUnknown,
            [
                "address has changed", "address has been changed", "address changed to", "my new email", "my new address", "new email address",
                "use my new", "user has moved", "recipient has moved", "address has moved", "has moved to", "mailbox has moved",
            ],
            "551 5.1.6 The address has changed, write to another", "RFC 3463, X.1.6: moved without forwarding"),
    ];

    /// <summary>Rules whose words have other uses too; they come after those of other reasons.</summary>
    public static Rule[] Vague { get; } =
    [
        new("mailbox-busy", Reason.RateLimited,
            ["mailbox unavailable", "mailbox … temporarily", "mailbox in use", "mailbox … locked", "mailbox … busy"],
            "450 Requested mail action not taken: mailbox unavailable", "RFC 5321, section 4.2.3: 450") { Confidence = Confidence.Medium, When = Circumstances.Transient },
        new("mailbox-unavailable", Reason.MailboxUnknown, ["mail box unavailable", "mailbox … unavailable", "mailbox unavaiable"],
            "550 Requested action not taken: mailbox unavailable", "RFC 5321, section 4.2.3: 550; Outlook.com") { Confidence = Confidence.Medium },
        new("recipient-rejected", Reason.MailboxUnknown, ["{address} recipient rejected", "recipient rejected"],
            "550 5.1.1 <jan@example.nl> recipient rejected", "Charter; field use") { Confidence = Confidence.Medium, When = Circumstances.Permanent },
        new("can-not-deliver-to-recipient", Reason.MailboxUnknown, ["I can not deliver mail for", "can not deliver mail for {address}"],
            "550 Sorry, I cannot deliver mail for jan@example.nl", "KumoMTA: InvalidRecipient; says not why, so low confidence")
            { Confidence = Confidence.Low, When = Circumstances.Permanent },
        new("no-recipients-left", Reason.MailboxUnknown,
            ["no valid recipient*", "no vaild recipient*", "no recipients", "all recipients were invalid", "recipients are invalid"],
            "554 5.5.1 Error: no valid recipients", "Postfix, sendmail: every RCPT TO was refused, for reasons said before or not at all")
            { Confidence = Confidence.Low },
        new("now-disabled", Reason.MailboxDisabled,
            ["is now disabled", "is now deactivated", "is now inactive", "is now closed", "has now been disabled"],
            "550 <jan> is now disabled with our service", "Field use: says not what, so low confidence") { Confidence = Confidence.Low, When = Circumstances.Permanent },
        new("does-not-exist", Reason.MailboxUnknown, ["not exist", "doesnt exist", "no such"],
            "550 jan does not exist", "Field use: says not what, so low confidence") { Confidence = Confidence.Low, When = Circumstances.Permanent },
    ];

    private static IEnumerable<string> Unknown(string noun) =>
        Each([noun], "# … {unknown}", "# ‥ {invalid}", "# … is {invalid}", "# … has been {invalid}", "{no such} #", "{not find} ‥ #",
            "no # {matching|with|by|called|named|for|like|found|under}");

    private static IEnumerable<string> Disabled(string noun) => Each([noun], "# ‥ {disabled}", "# … is {disabled}", "# … has been {disabled}", "{a disabled} #");

    // The templates with each noun in the place of #.
    private static IEnumerable<string> Each(string[] nouns, params string[] templates) =>
        nouns.SelectMany(noun => templates.Select(template => template.Replace("#", noun, StringComparison.Ordinal)));
}
