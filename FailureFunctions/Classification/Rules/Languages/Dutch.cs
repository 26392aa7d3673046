namespace FailureFunctions.Classification.Rules.Languages;

/// <summary>Replies in Dutch: KPN, Ziggo, Telenet, Proximus and hosters.</summary>
internal static class Dutch
{
    private const string Source = "Field use in the Netherlands and Belgium";
    private const string Who = "{gebruiker|gebruikers|ontvanger|geadresseerde|adres|e-mailadres|mailadres|emailadres|postvak|mailbox|account|gebruikersnaam|persoon|klant|bestemmeling|brievenbus}";
    private const string Gone = "{onbekend|niet worden gevonden|niet gevonden worden|niet te vinden|bestaat niet|bestaan niet|bestaat hier niet|bestaat niet meer|niet gevonden|niet bekend|ongeldig|niet geldig|niet aanwezig|niet langer geldig|niet meer geldig|verwijderd|niet geregistreerd|is opgeheven|niet meer beschikbaar}";

    /// <summary>The rules, the first having precedence.</summary>
    public static Rule[] Rows { get; } =
    [
        new("dutch-rate", Reason.RateLimited,
            [
                "te veel verbindingen", "te veel berichten", "te veel ontvangers", "te veel mails", "te veel e-mails", "probeer het later",
                "probeer later", "later opnieuw", "te snel", "limiet overschreden", "verzendlimiet",
            ],
            "450 Te veel verbindingen, probeer het later opnieuw", Source),
        new("dutch-sender", Reason.SenderRejected,
            [
                "afzender onbekend", "afzender bestaat niet", "afzender … bestaat niet", "afzender geweigerd", "afzender niet", "afzender … niet toegestaan", "afzender … geweigerd",
                "afzenderadres", "onbekende afzender", "ongeldige afzender", "afzender … ongeldig", "domein van de afzender",
            ],
            "550 De afzender is niet toegestaan", Source),
        new("dutch-too-large", Reason.MessageTooLarge,
            [
                "bericht te groot", "bericht is te groot", "bericht … te groot", "e-mail is te groot", "mail te groot",
                "bijlage … te groot", "maximale grootte", "maximale omvang", "berichtgrootte",
            ],
            "552 Het bericht is te groot", Source),
        new("dutch-full", Reason.MailboxFull,
            [$"{Who} ‥ {{vol|is vol|zit vol|overvol}}",
                "mailbox vol", "mailbox is vol", "mailbox … vol", "postvak vol", "postvak is vol", "postvak … vol", "postbus vol",
                "postbus is vol", "postbus … vol", "brievenbus … vol", "inbox is vol", "quotum overschreden", "quota overschreden",
                "quotum", "opslaglimiet", "opslagruimte", "schijfruimte", "schijfquotum",
            ],
            "552 5.2.2 De mailbox van de ontvanger is vol", Source),
        new("dutch-reputation", Reason.ReputationBlock,
            [
                "zwarte lijst", "blokkeerlijst", "blokkadelijst", "IP-adres … geblokkeerd", "uw IP-adres", "uw mailserver",
                "server is geblokkeerd", "slechte reputatie", "reputatie",
            ],
            "554 Uw IP-adres 192.0.2.1 staat op een zwarte lijst", Source),
        new("dutch-spam", Reason.SpamContent,
            [
                "aangemerkt als spam", "gemarkeerd als spam", "herkend als spam", "spamfilter", "ongewenste e-mail", "ongewenste mail",
                "ongewenste reclame", "gezien als spam", "spamverdacht",
            ],
            "554 Het bericht is gezien als ongewenste e-mail", Source),
        new("dutch-content", Reason.ContentRejected,
            [
                "virus gevonden", "bevat een virus", "bijlage … niet toegestaan", "bijlage geweigerd", "bestandstype",
                "inhoud … niet toegestaan", "inhoud … geweigerd",
            ],
            "552 Deze bijlage is niet toegestaan: bijlage geweigerd", Source),
        new("dutch-disabled", Reason.MailboxDisabled,
            [$"{Who} … {{geblokkeerd|uitgeschakeld|gedeactiveerd|inactief|niet actief|niet meer actief|niet langer actief|afgesloten|opgezegd|buiten gebruik|niet meer in gebruik|beëindigd}}",
                "mailbox geblokkeerd", "mailbox is geblokkeerd", "mailbox … geblokkeerd", "mailbox … uitgeschakeld",
                "mailbox … gedeactiveerd", "mailbox … opgeheven", "mailbox … gesloten", "account … geblokkeerd", "account … uitgeschakeld",
                "account … gedeactiveerd", "account … opgeschort", "account … opgeheven", "account … afgesloten", "postvak … geblokkeerd",
                "gebruiker … geblokkeerd", "gebruiker … gedeactiveerd", "adres … geblokkeerd", "adres … opgeheven",
                "adres is niet meer in gebruik", "niet meer actief", "niet langer actief", "niet meer in gebruik",
                "niet langer in gebruik", "opgeheven",
            ],
            "550 Deze mailbox is opgeheven", Source),
        new("dutch-unknown", Reason.MailboxUnknown,
            [$"{{address}} ‥ {Gone}", $"{Who} … {Gone}", $"{{onbekende|onbekend|ongeldige|ongeldig|geen|geen geldige|geen geldig|geen dergelijke|niet bestaande|niet-bestaande}} {Who}",
                "gebruiker onbekend", "gebruiker … onbekend", "onbekende gebruiker", "gebruiker bestaat niet", "gebruiker … bestaat niet",
                "gebruiker niet gevonden", "gebruiker … niet gevonden", "geen gebruiker", "ontvanger onbekend", "ontvanger … onbekend",
                "onbekende ontvanger", "ontvanger bestaat niet", "ontvanger … bestaat niet", "ontvanger niet gevonden",
                "ontvanger niet bekend", "geadresseerde onbekend", "geadresseerde … onbekend", "geadresseerde … bestaat niet",
                "geadresseerde … niet gevonden", "ongeldige ontvanger", "mailbox bestaat niet", "mailbox … bestaat niet",
                "mailbox niet gevonden", "mailbox onbekend", "onbekende mailbox", "geen mailbox", "postvak bestaat niet",
                "postvak … bestaat niet", "postvak niet gevonden", "postbus bestaat niet", "adres bestaat niet", "adres … bestaat niet",
                "adres onbekend", "adres … onbekend", "onbekend adres", "adres niet gevonden", "adres … niet gevonden", "ongeldig adres",
                "ongeldig e-mailadres", "e-mailadres ongeldig", "onbekend e-mailadres", "account bestaat niet", "account … bestaat niet",
                "account onbekend", "bestaat niet meer", "niet langer geldig", "niet meer geldig",
            ],
            "550 5.1.1 Gebruiker onbekend", Source),
        new("dutch-domain", Reason.DomainUnknown,
            [
                "domein bestaat niet", "domein … bestaat niet", "domein niet gevonden", "domein … niet gevonden", "onbekend domein",
                "domein onbekend", "domeinnaam … niet",
            ],
            "550 Het domein voorbeeld.invalid: domein niet gevonden", Source),
        new("dutch-policy", Reason.PolicyBlock,
            ["niet toegestaan", "geweigerd", "beleid", "om veiligheidsredenen", "niet geaccepteerd", "toegang geweigerd"],
            "554 Geweigerd op grond van ons beleid", Source) { Confidence = Confidence.Medium },
        new("dutch-fault", Reason.ServerError,
            [
                "tijdelijk niet", "tijdelijke fout", "tijdelijk probleem", "tijdelijke storing", "interne fout", "serverfout", "storing",
                "niet beschikbaar", "onderhoud", "technische fout",
            ],
            "451 Tijdelijke storing bij de verwerking", Source) { Confidence = Confidence.Medium },
    ];
}
