namespace FailureFunctions.Classification.Rules.Languages;

/// <summary>Replies in Czech and Slovak, which share most of their words: Seznam, Centrum, Forpsi, Azet, hosters and Exchange.</summary>
internal static class CzechAndSlovak
{
    private const string Source = "Field use in Czechia and Slovakia; Microsoft's and Google's reports";
    private const string Who =
        "{uživatel|uživatele|používateľ|používateľa|příjemce|príjemca|príjemcu|adresát|adresáta|adresa|adresu|adresy|schránka|schránku|" +
        "účet|konto|adresa příjemce}";
    private const string Box = "{schránka|schránky|schránku|schránke|účet|úložiště}";
    private const string Sender = "{odesílatel|odesílatele|odosielateľ|odosielateľa|adresa odesílatele|doména odesílatele}";
    private const string Unknown =
        "{neexistuje|neexistujú|není zaregistrována|není registrována|není registrován|nie je registrovaný|nenalezen|nenalezena|nenájdený|" +
        "nenájdená|nebyla nalezena|nebyl nalezen|nebylo nalezeno|nebolo nájdené|nebolo možné nájsť|nebylo možné najít|neznámý|neznámá|" +
        "neznámy|neplatná|neplatný|neplatné|zrušena|zrušen|zrušená|zrušený|smazána|smazán|nelze najít|nelze nalézt}";
    private const string NoSuch =
        "{neexistující|neexistujúci|neznámý|neznámy|neznámá|neplatný|neplatná|chybná|chybný|nenalezen|takový|takový|žádný takový|" +
        "nelze najít|nelze nalézt}";
    private const string Disabled =
        "{zablokován|zablokována|zablokovaná|zablokovaný|neaktivní|neaktívny|neaktívna|deaktivován|deaktivovaná|pozastaven|pozastavena|" +
        "zakázán|zakázána|uzamčen|vypnuta|vypnutý|expirovala|blokován|blokována}";

    /// <summary>The rules, the first having precedence.</summary>
    public static Rule[] Rows { get; } =
    [
        new("czech-authentication", Reason.AuthFailed,
            [
                "{kontrol*|ověřen*|selhal*|porušen*|politik*|overeni*} ‥ {spf|dkim|dmarc}",
                "{spf|dkim|dmarc} ‥ {kontrol*|ověřen*|selhal*|záznam*|nepovol*|neprošl*}", "{chybné|nesprávné|neplatné} heslo",
                "{ověření|autentizace|autentifikace|přihlášení} ‥ {selhal*|vyžadován*|vyžadovan*}", "reverzní {záznam|dns}",
                "{vyžadováno|vyžadované} ‥ {ověření|autentizac*}",
            ],
            "550 Kontrola SPF selhala", Source),
        new("czech-rate", Reason.RateLimited,
            [
                "příliš {mnoho|často}", "príliš {veľa|často|mnoho}",
                "{limit|limitu|počet|počtu} ‥ {odeslan*|zpráv|správ|příjemců|spojení|připojení|odosielan*}", "greylisting*",
            ],
            "421 Příliš mnoho spojení", Source),
        new("czech-routing", Reason.RoutingError,
            ["{předávání|přeposílání|relay} ‥ {zakázáno|povoleno|odmítnuto}", "nelze přeposlat", "{smyčka|zacyklen*}"],
            "550 Předávání zakázáno", Source),
        new("czech-sender", Reason.SenderRejected,
            [$"{Sender} ‥ {Unknown}", Sender + " ‥ {odmítnut|odmietnut|zablokován|zamítnut|není povolen|odmítnuta}", $"{NoSuch} ‥ {Sender}"],
            "550 Adresa odesílatele neexistuje", Source),
        new("czech-full", Reason.MailboxFull,
            [
                Box + " … {plná|plný|přeplněna|přeplněná|preplnená|zaplněna|plné}", "{překročena|prekročená|překročení} ‥ kvóta",
                "{kvóta|kvóty|kapacita} ‥ {překročena|prekročená|schránky|vyčerpána}", "nedostatek místa", "nedostatok miesta", "není místo",
            ],
            "552 Schránka příjemce je plná", Source),
        new("czech-too-large", Reason.MessageTooLarge,
            [
                "{zpráva|správa|příloha|zprávy|správy|email} … {příliš velká|príliš veľká|velikost|veľkosť|příliš dlouhá}",
                "{velikost|veľkosť} {zprávy|správy|přílohy}", "{maximální|povolen*} ‥ {velikost|veľkosť}",
            ],
            "552 Zpráva je příliš velká", Source),
        new("czech-not-wanted", Reason.RecipientRefused,
            [
                "nemáte ‥ {oprávnění|oprávnenie}", "{příjemce|príjemca|adresát} ‥ {odmítl|odmítá|zablokoval|blokuje|nepřijímá}",
                "pouze od ‥ odesílatelů",
            ],
            "550 Nemáte oprávnění odesílat tomuto příjemci", Source),
        new("czech-reputation", Reason.ReputationBlock,
            [
                "{blacklistu|černé listině|černý seznam|černém seznamu|čiernej listine|blackliste}",
                "IP ‥ {blokována|blokovaná|zablokována|odmítnuta|blacklist*}", "reputac*",
            ],
            "554 IP adresa je na černé listině", Source),
        new("czech-spam", Reason.SpamContent,
            ["jako spam", "ako spam", "za spam", "{nevyžádan*|nevyžiadan*}", "antispam*"],
            "554 Nevyžádaná pošta", Source),
        new("czech-content", Reason.ContentRejected,
            [
                "{vir|virus|viru|vírus}", "škodliv*", "{nepovolen*|zakázan*|nebezpečn*} ‥ {příloh*|príloh*|soubor*}",
                "{příloha|přílohy} ‥ {nepovolen*|zakázan*|blokov*}",
            ],
            "552 Zpráva obsahuje škodlivý kód", Source),
        new("czech-expired", Reason.Expired,
            [
                "{vypršel*|uplynul*} ‥ {doba|čas|platnost|lhůta|platnosť}", "{platnost|platnosť} ‥ {vypršela|zprávy|správy}",
                "nepodařilo ‥ doručit ‥ {během|dní|hodin}",
            ],
            "Platnost zprávy vypršela", Source),
        new("czech-connection", Reason.ConnectionFailed,
            [
                "{spojení|připojení|spojenie|pripojenie} ‥ {odmítnuto|přerušeno|selhalo|navázat|serverem|serveru|zlyhalo}", "časový limit",
                "server ‥ {neodpovídá|neodpovedá}", "nelze ‥ {spojit|připojit}",
            ],
            "Spojení se serverem selhalo", Source),
        new("czech-disabled", Reason.MailboxDisabled,
            [
                "{pro|kvůli|důvodu|pre} {neaktivitu|neaktivity|nečinnost}", $"{Who} … {Disabled}",
                Disabled + " ‥ {účet|schránka|uživatel|používateľ}",
            ],
            "550 Účet je zablokován", Source),
        new("czech-domain", Reason.DomainUnknown,
            ["{doména|domény|doménu|server|host} ‥ " + Unknown, NoSuch + " {doména|domény}", "nemá ‥ MX"],
            "550 Doména neexistuje", Source),
        new("czech-unknown", Reason.MailboxUnknown,
            [
                $"{Who} … {Unknown}", NoSuch + " ‥ {uživatel|používateľ|příjemce|príjemca|adresa|adresát|schránka|účet}", "neexistuje",
                "neexistujúc*", "neexistující",
            ],
            "550 Uživatel neexistuje", Source),
        new("czech-policy", Reason.PolicyBlock,
            [
                "{bezpečnostní|bezpečnostná|bezpečnostným} politik*", "{odmítnuto|odmítnuta|odmietnut*|zamítnut*|zakázáno|zamietnut*}",
                "přístup odepřen",
            ],
            "554 Zpráva byla odmítnuta", Source) { Confidence = Confidence.Medium },
        new("czech-fault", Reason.ServerError,
            ["{dočasn*|dočasne}", "{chyba|porucha} {serveru|servera|systému}", "{vnitřní|interní|interná} chyba", "údržb*", "přetížen*"],
            "451 Dočasná chyba serveru", Source) { Confidence = Confidence.Medium },
        new("czech-later", Reason.RateLimited,
            ["{zkuste|skúste} … {později|znovu|neskôr|znova}"],
            "450 Zkuste to prosím později", Source) { Confidence = Confidence.Medium },
    ];
}
