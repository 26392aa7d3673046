namespace FailureFunctions.Classification.Rules.Languages;

/// <summary>Replies in Dutch: KPN, Ziggo, Telenet, Proximus, hosters, Exchange and Gmail in Dutch.</summary>
internal static class Dutch
{
    private const string Source = "Field use in the Netherlands and Belgium";

    /// <summary>The classes of words, as in <see cref="WordClasses"/>.</summary>
    public static Dictionary<string, string[]> Words { get; } = new()
    {
        ["{postvak}"] =
        [
            "gebruiker", "gebruikers", "gebruikersnaam", "ontvanger", "ontvangers", "geadresseerde", "geadresseerden", "persoon", "klant",
            "medewerker", "werknemer", "bestemmeling", "abonnee", "adres", "mailadres", "emailadres", "ontvangstadres", "postvak", "postvakken",
            "postbus", "brievenbus", "mailbox", "mailboxen", "account", "mailaccount", "alias",
        ],
        ["{onbekend}"] =
        [
            "onbekend", "bestaat niet", "bestaan niet", "bestaat hier niet", "bestaat niet meer", "bestaat helaas niet", "niet gevonden",
            "niet worden gevonden", "niet kan worden gevonden", "niet gevonden worden", "niet te vinden", "niet vinden", "niet bekend", "ongeldig",
            "niet geldig", "niet langer geldig", "niet meer geldig", "niet aanwezig", "niet correct", "onjuist", "foutief", "verkeerd",
            "verwijderd", "niet geregistreerd", "niet aangemaakt", "opgeheven", "niet meer beschikbaar", "niet langer beschikbaar", "niet herkend",
            "vervallen", "niet vermeld", "onbestelbaar",
        ],
        ["{geblokkeerd}"] =
        [
            "geblokkeerd", "uitgeschakeld", "gedeactiveerd", "inactief", "gesloten", "afgesloten", "opgezegd", "opgeschort", "stopgezet", "gestopt",
            "beëindigd", "buiten gebruik", "buiten werking", "niet actief", "niet meer actief", "niet langer actief", "niet meer in gebruik",
            "niet langer in gebruik", "niet meer gebruikt", "niet langer gebruikt", "niet meer gelezen", "niet geactiveerd", "bevroren",
            "gearchiveerd",
        ],
        ["{vol}"] =
        [
            "vol", "overvol", "overschreden", "overschrijdt", "bereikt", "te vol", "geen ruimte", "onvoldoende ruimte", "niet genoeg ruimte",
            "niet voldoende ruimte", "onvoldoende opslag", "onvoldoende opslagruimte", "over quota",
        ],
        ["{bericht}"] = ["bericht", "berichten", "mail", "mails", "email", "emails", "e-mailberichten", "e-mailbericht", "post"],
        ["{afzender}"] =
        [
            "afzender", "afzenders", "afzenderadres", "afzenderdomein", "verzender", "verzendadres", "uw account", "uw e-mailadres", "uw mailadres",
            "uw domein", "je account",
        ],
        ["{geweigerd}"] =
        [
            "geweigerd", "afgewezen", "geblokkeerd", "niet toegestaan", "niet geaccepteerd", "niet toegelaten", "verboden", "niet gemachtigd",
            "niet geautoriseerd", "niet bevoegd", "ontoelaatbaar", "tegengehouden",
        ],
    };

    /// <summary>The rules; <see cref="OtherLanguages"/> orders them by what they say.</summary>
    public static Rule[] Rows { get; } =
    [
        new("dutch-recipient-refuses", Reason.RecipientRefused,
            [
                "{niet gemachtigd|niet bevoegd|geen toestemming|geen rechten|niet toegestaan} … {aan|naar} {deze|dit|de} {postvak}",
                "{postvak} {accepteert|ontvangt} ‥ {geen|alleen} {bericht}", "{postvak} wil ‥ geen {bericht}", "{postvak} heeft ‥ geblokkeerd",
                "{door de ontvanger|door ontvanger|door de gebruiker|door de geadresseerde} ‥ {geweigerd}",
                "{alleen|uitsluitend} {leden|voor leden|interne afzenders|bepaalde afzenders|abonnees}", "geen lid",
            ],
            "550 5.7.1 U hebt geen toestemming om te mailen naar deze ontvanger", Source),
        new("dutch-authentication", Reason.AuthFailed,
            [
                "SPF … {mislukt|niet|faalt|gefaald|onjuist}", "SPF-controle", "SPF controle",
                "{geen|ontbrekende|ongeldige} {PTR|reverse DNS|omgekeerde DNS}",
                "{authenticatie|verificatie|aanmelding|aanmelden|inloggen|login} ‥ {mislukt|niet gelukt|geweigerd}",
                "{wachtwoord|inloggegevens} ‥ {onjuist|ongeldig|incorrect|verkeerd|fout}", "{onjuist|verkeerd|ongeldig} wachtwoord",
                "gebruikersnaam of wachtwoord",
            ],
            "550 SPF-controle mislukt voor example.com", Source),
        new("dutch-full", Reason.MailboxFull,
            [
                "{postvak} ‥ {vol}", "{inbox|postvak in} ‥ vol", "{volle|overvolle} {postvak}",
                "{quotum|quota|opslaglimiet|opslagruimte|schijfruimte|opslagquotum|schijfquotum|mailboxlimiet} ‥ {vol}",
                "{opslaglimiet|opslagruimte|schijfruimte|schijfquotum|quotum}", "{maximale|maximum} {opslag|opslagcapaciteit|capaciteit}",
            ],
            "552 5.2.2 De mailbox van de ontvanger is vol, probeer het later opnieuw", Source),
        new("dutch-rate", Reason.RateLimited,
            [
                "{te veel|teveel} {bericht}",
                "{te veel|teveel} ‥ {verbindingen|ontvangers|geadresseerden|aanvragen|verzoeken|sessies|fouten|pogingen}", "te snel",
                "limiet ‥ {overschreden|bereikt}", "{verzendlimiet|maillimiet|verzendquotum}", "{bericht} per {uur|dag|minuut}",
                "{greylisting|grijze lijst}",
            ],
            "450 Te veel verbindingen, probeer het later opnieuw", Source),
        new("dutch-sender", Reason.SenderRejected,
            [
                "{afzender} ‥ {onbekend}", "{afzender} ‥ {geweigerd}", "{afzender} niet", "afzenderadres",
                "{domein|domeinnaam} van {de afzender|afzender}", "{onbekende|ongeldige|onbekend|ongeldig|onjuist} {afzender}",
                "geen geldige afzender", "{bericht} van {address} ‥ {geweigerd}",
            ],
            "550 De afzender is niet toegestaan", Source),
        new("dutch-too-large", Reason.MessageTooLarge,
            [
                "{bericht} … {te groot|groter dan|te lang}", "{bijlage|bijlagen|bestand} … te groot",
                "{maximale|maximaal toegestane|toegestane|maximum} {grootte|omvang|berichtgrootte}", "{berichtgrootte|groottelimiet|berichtlimiet}",
                "overschrijdt … {grootte|MB|megabyte}",
            ],
            "552 Het bericht is te groot", Source),
        new("dutch-reputation", Reason.ReputationBlock,
            [
                "zwarte lijst", "{blokkeerlijst|blokkadelijst|reputatie}",
                "{IP|IP-adres|server|mailserver|netwerk|host} … {geblokkeerd|geblokt|geweigerd|op de blacklist|vermeld}",
                "{uw IP|uw IP-adres|uw mailserver}", "{wegens|vanwege} {spam|het versturen van spam|het verzenden van spam|misbruik}",
            ],
            "554 Uw IP-adres 192.0.2.1 staat op een zwarte lijst", Source),
        new("dutch-spam", Reason.SpamContent,
            [
                "{als spam|spamfilter|spamverdacht|is spam|bevat spam|spaminhoud}", "{ongewenste|ongevraagde} {bericht}", "ongewenste reclame",
                "{verdacht van|verdenking van|vermoeden van} spam",
            ],
            "554 Het bericht is gezien als ongewenste e-mail", Source),
        new("dutch-content", Reason.ContentRejected,
            [
                "virus gevonden", "bevat een virus", "{bijlage|bijlagen} … {geweigerd}",
                "{bestandstype|bestandsextensie|schadelijke software|geïnfecteerd}", "inhoud … {geweigerd}",
                "{onderwerp|header|koptekst} ‥ {ontbreekt|ongeldig}",
            ],
            "552 Deze bijlage is niet toegestaan: bijlage geweigerd", Source),
        new("dutch-relay", Reason.RoutingError,
            ["{relayen|relay|relaying|doorsturen|doorzenden} … {geweigerd}", "{maillus|mailloop|lus}", "te veel hops", "niet verantwoordelijk voor"],
            "550 Doorsturen niet toegestaan", Source),
        new("dutch-expired", Reason.Expired,
            [
                "{gestopt|opgehouden} met {proberen|pogingen}",
                "{bezorging|bezorgpoging|bezorgpogingen|pogingen|poging|aflevering} … {gestaakt|opgegeven|gestopt}",
                "{wachtrij|queue} {verwijderd|gehaald}", "te lang in de {wachtrij|queue}",
                "{dagen|uur|uren} {lang niet|niet} ‥ {afgeleverd|bezorgd}",
                "{niet binnen|na} … {dagen|uur|uren} … {afgeleverd|bezorgd|proberen|opgegeven}", "{bericht} ‥ verlopen",
                "{bezorgtijd|bezorgtermijn|levertijd} ‥ {verlopen|verstreken|overschreden}", "meerdere pogingen", "herhaalde pogingen",
                "na … pogingen",
            ],
            "De server is na vijf dagen gestopt met proberen", Source),
        new("dutch-connection", Reason.ConnectionFailed,
            [
                "verbinding … {verbroken|geweigerd|mislukt|verloren|gesloten|niet mogelijk|onderbroken|afgebroken}",
                "{geen|kan geen|kon geen} verbinding", "{time-out|tijdslimiet|verbindingsfout}",
                "{server|mailserver|host} ‥ {niet bereikbaar|onbereikbaar|reageert niet|antwoordt niet|niet bereiken}", "geen antwoord van",
                "certificaat",
            ],
            "De verbinding met mx.example.nl is verbroken", Source),
        new("dutch-protocol", Reason.ProtocolError,
            [
                "syntaxisfout", "syntaxfout", "{opdracht|commando} ‥ {niet herkend|onbekend|ongeldig|niet geïmplementeerd|niet ondersteund}",
                "{onbekende|ongeldige} {opdracht|commando}", "onbekend commando", "{verkeerde|onjuiste|slechte} {volgorde|reeks}",
            ],
            "500 Opdracht niet herkend", Source),
        new("dutch-disabled", Reason.MailboxDisabled,
            ["{postvak} … {geblokkeerd}", "niet {meer|langer} {actief|in gebruik}", "{postvak} … opgeheven"],
            "550 Deze mailbox is opgeheven", Source),
        new("dutch-domain", Reason.DomainUnknown,
            [
                "{domein|domeinnaam|ontvangerdomein|doeldomein|hostnaam} ‥ {onbekend}",
                "{onbekend|ongeldig|niet bestaand} {domein|domeinnaam|host|hostnaam}", "onbekende host",
                "geen {mailserver|MX-record|MX record|MX-records|MX}",
            ],
            "550 Het domein voorbeeld.invalid: domein niet gevonden", Source),
        new("dutch-unknown", Reason.MailboxUnknown,
            [
                "{postvak} … {onbekend}", "{address} ‥ {onbekend}", "{onbekende|onbekend|ongeldige|ongeldig|onjuist|geen|geen geldige} {postvak}",
                "{geen geldig|geen dergelijke|geen dergelijk|geen zulke} {postvak}",
                "{niet bestaande|niet-bestaande|niet bestaand|verkeerd} {postvak}",
                "niet {langer|meer} {werkzaam|in dienst|bij ons|in ons bedrijf}", "werkt ‥ niet {meer|langer}",
                "{uit dienst|organisatie verlaten|bedrijf verlaten}", "wij kennen ‥ niet", "niemand met ‥ naam", "bestaat niet meer",
                "{niet langer|niet meer} geldig", "{niet|wordt niet} gevonden {op|in|bij} {host}", "niet gevonden {op|in|bij}",
            ],
            "550 5.1.1 Gebruiker onbekend", Source),
        new("dutch-fault", Reason.ServerError,
            [
                "tijdelijk {niet|probleem|onbereikbaar|buiten|een}", "tijdelijke {fout|storing|problemen}",
                "{interne|lokale|technische} {fout|serverfout|storing|problemen}", "{serverfout|systeemfout|storing|onderhoud|configuratiefout}",
                "niet beschikbaar", "{systeemopslag|overbelast|database}", "fout bij {de verwerking|verwerken}",
            ],
            "451 Tijdelijke storing bij de verwerking", Source) { Confidence = Confidence.Medium },
        new("dutch-later", Reason.RateLimited,
            [
                "later {opnieuw|nog eens|nogmaals|weer}", "probeer {het later|later}", "over ‥ {minuten|seconden|uur} {opnieuw|nogmaals}",
                "{probeer|probeert} ‥ {opnieuw|nogmaals} over",
            ],
            "450 Probeer het later opnieuw", Source) { Confidence = Confidence.Medium },
        new("dutch-policy", Reason.PolicyBlock,
            [
                "{geweigerd}", "{beleid|beleidsregels|beveiligingsbeleid}", "om veiligheidsredenen", "om beveiligingsredenen", "toegang geweigerd",
                "{authenticatie|verificatie} {vereist|verplicht}",
            ],
            "554 Tegengehouden op grond van ons beleid", Source) { Confidence = Confidence.Medium },
    ];
}
