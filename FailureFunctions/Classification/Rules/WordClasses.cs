using FailureFunctions.Classification.Rules.Languages;

namespace FailureFunctions.Classification.Rules;

/// <summary>
/// Classes of words and phrases that mean the same to a rule, by the name that patterns call them by: nouns of which
/// something can be said, and what can be said of them. Common misspellings are among them. Apostrophes and hyphens need
/// no entry of their own: texts are folded (<c>can't</c> is <c>can not</c>, <c>e-mail</c> is <c>email</c>).
/// </summary>
internal static class WordClasses
{
    private static readonly Dictionary<string, string[]> English = new()
    {
        ["{user}"] =
        [
            "user", "users", "username", "usernames", "user name", "userid", "user id", "user account", "user email", "email name", "local user",
            "virtual user", "remote user", "login", "login name", "person", "customer", "subscriber", "member", "employee", "email id", "mail id",
            "emailid", "net id", "netid", "crsid", "staff member", "student", "colleague", "mail user", "email user", "mailuser", "system user",
            "ulid",
        ],
        ["{box}"] =
        [
            "mailbox", "mailboxes", "mail box", "mailbox name", "maildrop", "mail drop", "inbox", "vmailbox", "maildir", "mail file",
            "mailbox account", "mail spool", "mbox", "post box", "postbox", "mailstore",
        ],
        ["{account}"] = ["account", "accounts", "account name", "mail account", "email account", "emailaccount", "unix account", "shell account", "student account"],
        ["{addr}"] =
        [
            "address", "addresses", "adress", "addr", "address es", "email address", "email addresses", "mailaddress", "emailaddress", "mail address",
            "recipient address", "receiver address", "destination address", "local part", "localpart", "alias", "adres", "delivery address",
            "rcpt address", "recipients address", "recipient s address",
        ],
        ["{recipient}"] =
        [
            "recipient", "recipients", "recipient s", "recepient", "reciepient", "recipent", "receipient", "receiver", "receivers", "addressee",
            "addressees", "rcpt", "rcpts", "email recipient", "adressee", "addresse", "reciever", "recipiant", "reciepent", "recpient", "recieptent",
            "recip",
        ],
        ["{domain}"] =
        [
            "domain", "domain name", "domainname", "mail domain", "email domain", "recipient domain", "recipients domain", "destination domain",
            "target domain", "domain part", "host", "host name", "hostname", "destination host", "recipient host", "mail host",
        ],
        ["{mx}"] =
        [
            "MX", "MX record", "MX records", "MX host", "MX hosts", "MX entry", "mail server", "mail servers", "mail exchanger", "mail exchange",
            "mail host", "DNS entry", "DNS entries", "DNS record", "DNS records", "nameserver", "name server", "nameserver entry", "A record",
            "address record", "IP address", "MX or A",
        ],
        ["{sender}"] =
        [
            "sender", "senders", "sender address", "senders address", "sender email address", "sender email", "sender mailbox", "from address",
            "mailfrom", "envelope from", "envelope sender", "return path", "return address", "reverse path", "originator", "originating address",
            "originating user", "sending user", "sending address", "source address", "your address", "your email address", "your account",
            "sending identity", "from identity", "sending email address", "sending mailbox",
        ],
        // Where a server looks recipients up.
        ["{directory}"] =
        [
            "directory", "ldap directory", "company directory", "database", "user database", "user list", "recipient list", "address list",
            "global address list", "address book", "list of users", "list of recipients", "list of valid recipients", "list of known users",
            "user table", "recipient table", "local recipient table", "recipient map", "recipient maps", "aliases", "alias file", "aliases file",
            "alias map", "aliases map", "password file", "passwd", "passwd file", "local list", "users file", "system", "records", "mail system",
            "files", "rcpttable", "valid recipients", "validrcptto", "mailbox list", "list of mailboxes", "list of valid addresses",
            "list of addresses",
        ],
        ["{is}"] =
        [
            "is", "was", "are", "were", "be", "has been", "have been", "had been", "being", "as", "is currently", "is now", "it",
        ],
        ["{refused}"] =
        [
            "rejected", "refused", "denied", "blocked", "not allowed", "not permitted", "not accepted", "not authorized", "not authorised",
            "unauthorized", "prohibited", "forbidden", "disallowed", "declined", "not acceptable", "not welcome",
        ],
        // Said of a noun that comes before.
        ["{unknown}"] =
        [
            "unknown", "unkown", "unknow", "uknown", "not known", "not found", "not be found", "not exist", "not exists", "not exit", "no exist",
            "not existing", "not existent", "not exsist", "nonexistent", "non existent", "non existant", "non existing", "doesnt exist",
            "dosnt exist", "dosn't exist", "didnt exist", "not be located", "not located", "not recognized", "not recognised", "not be recognized",
            "never existed", "may not exist", "not seem to exist", "not appear to exist", "no longer exists", "no longer exist", "not exits",
            "not exsit", "not existed", "not exsists", "no exists", "is gone", "not match any", "unkn", "never created", "never been created",
            "never set up", "not belong to", "does not ring a bell",
        ],
        // Said of a noun that comes just before: words with more uses.
        ["{invalid}"] =
        [
            "invalid", "not valid", "isnt valid", "not a valid", "unrecognized", "unrecognised", "not registered", "unregistered", "not listed",
            "not correct", "undefined", "not defined", "not present", "not local", "not here", "deleted", "removed", "erased", "missing", "incorrect",
            "wrong", "not a known", "not a registered", "not on file", "not on this server", "not on server", "not reachable here", "no longer valid",
            "no longer exists", "no longer exist", "no longer available", "no longer on", "no longer here", "no longer with", "no longer works",
            "no longer working", "no longer employed", "no longer at", "no longer a", "left the company", "left the organization", "has left",
            "illegal", "undeliverable", "not configured", "not provisioned", "not assigned", "not allocated", "not created", "fake", "bogus",
            "made up", "nonsense", "gone", "not one of ours", "not one of our", "not ours", "not in use here", "never activated", "never signed up",
            "not there", "misspelt", "not used",
        ],
        // Said of a noun that comes after.
        ["{no such}"] =
        [
            "unknown", "unkown", "unknow", "uknown", "unknown or illegal", "unknown or invalid", "invalid or unknown", "invalid", "unvalid",
            "not valid", "not a valid", "not valid a", "not an existing", "nonexistent", "non existent", "non existant", "non existing", "no such",
            "no such a", "not such", "there is no", "there is no such", "no local", "no matching", "unrecognized", "unrecognised", "unregistered",
            "undefined", "illegal", "bad", "wrong", "incorrect", "malformed", "not a known", "not known", "not a", "not a mail", "not an email",
            "not a current", "not an active", "not a registered", "not a local", "not a recognized", "undeliverable", "mistyped", "misspelled",
            "so such", "no such local", "there is not any", "there is no longer a", "theres no", "bogus", "fake", "made up", "deleted", "removed",
            "former", "not any", "no known", "unassigned", "unallocated", "nonexistant", "inexistent", "inexistant", "nonexisting", "inexisting",
        ],
        ["{not find}"] =
        [
            "can not find", "could not find", "unable to find", "not able to find", "failed to find", "did not find", "cant find", "can not locate",
            "could not locate", "unable to locate", "failed to locate", "can not identify", "unable to identify", "could not recognize",
            "can not recognize", "do not recognize", "does not recognize", "do not know", "does not know", "unable to recognize", "unable to look up",
            "unable to lookup", "can not look up",
        ],
        ["{not have}"] = ["do not have", "does not have", "not have", "has no", "have no"],
        ["{disabled}"] =
        [
            "disabled", "deactivated", "de activated", "inactive", "inactivated", "suspended", "closed", "terminated", "cancelled", "canceled",
            "frozen", "archived", "retired", "discontinued", "expired", "not active", "not activated", "not enabled", "no longer active",
            "no longer in use", "no longer used", "not in use", "out of use", "shut down", "on hold", "blocked for inactivity", "dormant",
            "no longer in service", "out of service", "unsubscribed", "no longer accepts", "no longer accepting", "no longer monitored",
            "not currently active", "not longer active", "temporarily inactive", "stopped", "revoked", "withdrawn", "obsolete", "decommissioned",
            "deprovisioned", "de provisioned", "abandoned", "lapsed", "parked", "turned off", "switched off", "cut off", "barred", "wound up",
            "locked out", "not longer in use", "no longer maintained", "no longer being used", "no longer read", "no longer operational",
        ],
        ["{a disabled}"] =
        [
            "disabled", "deactivated", "inactive", "suspended", "closed", "terminated", "cancelled", "canceled", "frozen", "archived", "retired",
            "expired", "dormant", "discontinued", "obsolete", "abandoned", "parked", "decommissioned", "no longer an active",
        ],
        ["{full}"] =
        [
            "full", "over quota", "overquota", "over its quota", "over their quota", "over the quota", "over his quota", "over capacity", "overfull",
            "exceeded its quota", "exceeded quota", "exceeded the quota", "out of space", "out of quota", "out of storage", "quota exceeded",
            "is exceeding", "over disk quota", "over allocated", "over limit", "over the limit", "over its limit", "too full", "out of disk space",
            "quota full", "reached its limit", "reached quota", "reached its quota", "storage full", "no space left", "no more space",
            "not have enough space", "not have enough disk space", "not have enough storage", "exhausted", "oversized", "exceeds allowed",
            "exceeded its storage", "exceeds its quota", "exceeds quota", "not able to receive more", "can not receive more", "can not accept more",
            "used up", "has used up", "filled up", "exceeded their quota", "exceeded his quota", "no more room", "no free space",
            "no space available", "no space", "no room", "not have room", "hold no more", "can not hold", "not take any more",
            "can not take any more", "exceeded storage", "exceeded the storage", "exceeded its limit", "reached the limit", "reached the quota",
            "storage limit", "bursting", "at capacity", "stuffed", "crammed", "reached its maximum", "reached the maximum", "reached maximum",
            "hit its limit", "hit its ceiling", "at its limit", "insufficient space", "100 full", "completely full", "reached 100",
        ],
    };

    // Whatever may stand for who is written to, for rules that say the same of all of them.
    private static KeyValuePair<string, string[]> Anyone =>
        new("{anyone}", [.. English["{user}"], .. English["{box}"], .. English["{account}"], .. English["{addr}"], .. English["{recipient}"]]);

    /// <summary>The classes of all languages.</summary>
    public static IReadOnlyDictionary<string, string[]> All { get; } = new[]
    {
        English, StandardReplies.Words, GermanWords.Classes, DutchWords.Classes, FrenchWords.Classes, SpanishWords.Classes, ItalianWords.Classes,
        PortugueseWords.Classes, NordicWords.Classes, FinnishAndHungarian.Words, RomanianAndCatalan.Words,
    }.SelectMany(words => words).Append(Anyone).ToDictionary();
}
