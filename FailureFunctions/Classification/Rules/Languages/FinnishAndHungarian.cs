namespace FailureFunctions.Classification.Rules.Languages;

/// <summary>Replies in Finnish and Hungarian. Both decline their nouns, so that patterns stop at the stem.</summary>
internal static class FinnishAndHungarian
{
    private const string Source = "Field use in Finland and Hungary";

    /// <summary>The classes of words, as in <see cref="WordClasses"/>.</summary>
    public static Dictionary<string, string[]> Words { get; } = new()
    {
        ["{postilaatikko}"] =
        [
            "vastaanottaj*", "käyttäj*", "osoite*", "osoitet*", "sähköpostiosoit*", "postilaatik*", "sähköpostilaatik*", "tili", "tiliä",
            "sähköpostitili*", "saapuneet-kansio", "címzett*", "felhasználó*", "cím", "címe", "e-mail-cím*", "e-mail cím*", "postafiók*",
            "postaláda*", "postaládá*", "fiók", "fiókja",
        ],
        ["{tuntematon}"] =
        [
            "tuntematon", "ei löydy", "ei löytynyt", "ei löydetty", "ei ole olemassa", "ei voi löytää", "ei ole", "virheellinen", "poistettu",
            "ei tunneta", "ismeretlen", "nem található", "nem létezik", "nem talált*", "érvénytelen", "megszűnt", "törölt*", "nincs ilyen", "hibás",
        ],
        ["{suljettu}"] =
        [
            "suljettu", "poistettu käytöstä", "ei ole käytössä", "ei ole aktiivinen", "passivoitu", "estetty", "lukittu", "jäädytetty",
            "felfüggesztve", "felfüggesztett*", "letiltva", "letiltott*", "inaktív", "megszüntet*", "zárolva", "zárolt*", "nem aktív", "bezárva",
        ],
        ["{lähettäjä}"] =
        [
            "lähettäjä*", "feladó*", "a feladó*",
        ],
    };

    /// <summary>The rules; <see cref="OtherLanguages"/> orders them by what they say.</summary>
    public static Rule[] Rows { get; } =
    [
        new("finnish-hungarian-rate", Reason.RateLimited,
            [
                "{liian monta|liian paljon} {viesti*|yhteys*|yhteyt*|vastaanottaj*}", "lähetysraja*",
                "túl sok {üzenet*|kapcsolat*|címzett*|levél*|e-mail*}", "{küldési korlát*|küldési limit*}",
            ],
            "450 Liian monta yhteyttä", Source),
        new("finnish-hungarian-full", Reason.MailboxFull,
            [
                "{postilaatikko} ‥ {täynnä|täysi|ylittynyt|ylittänyt|megtelt|tele|betelt|túllépte|túllépett}",
                "{tallennustila*|kiintiö*|tárhely*|kvóta*|kvótá*}",
            ],
            "552 Postilaatikko on täynnä", Source),
        new("finnish-hungarian-sender", Reason.SenderRejected,
            [
                "{lähettäjä} ‥ {tuntematon}", "{lähettäjä} ‥ {hylätty|hylättiin|ei sallittu|estetty|elutasít*|nem engedélyezett|letiltva}",
                "{tuntematon|virheellinen|ismeretlen|érvénytelen} {lähettäjä}",
            ],
            "550 Tuntematon lähettäjä", Source),
        new("finnish-hungarian-too-large", Reason.MessageTooLarge,
            [
                "{viesti*|liite*|liitteet} ‥ {liian suuri|liian iso|liian suuria}", "{enimmäiskoko*|enimmäiskoon}",
                "{üzenet*|levél|melléklet*} ‥ túl nagy", "{maximális méret*|méretkorlát*}",
            ],
            "552 Viesti on liian suuri", Source),
        new("finnish-hungarian-reputation", Reason.ReputationBlock,
            [
                "{estolista*|mustalla listalla|mustalle listalle|feketelist*|tiltólist*}", "IP-osoit* ‥ estetty",
                "IP cím* ‥ {letiltva|tiltva|blokkolva}",
            ],
            "554 Palvelin on estolistalla", Source),
        new("finnish-hungarian-spam", Reason.SpamContent,
            [
                "{roskaposti*|roskapostiksi|kéretlen levél*|kéretlen|levélszemét*|spamnek|spamként}",
            ], "554 Viesti tunnistettiin roskapostiksi", Source),
        new("finnish-hungarian-content", Reason.ContentRejected,
            [
                "{haittaohjelma*|sisältää viruksen|kártevő*|vírus*|vírust}",
                "{liitetiedosto*|liitteen tyyppi|melléklet*} ‥ {ei sallittu|estetty|kielletty|nem engedélyezett|tiltott|letiltva}",
            ],
            "554 Viestissä on haittaohjelma", Source),
        new("finnish-hungarian-connection", Reason.ConnectionFailed,
            [
                "{yhteys|yhteyden|yhteyttä} ‥ {katkesi|epäonnistui|evättiin|ei saatu|muodostaminen}", "palvelin ei vastaa",
                "kapcsolat* ‥ {megszakadt|sikertelen|elutasítva|időtúllépés}", "{szerver|kiszolgáló} ‥ {nem válaszol|nem elérhető}",
            ],
            "Yhteys katkesi", Source),
        new("finnish-hungarian-expired", Reason.Expired,
            [
                "{toimitusaika|toimitusyritykset} ‥ {ylittyi|päättyi|umpeutui|lopetettu}",
                "{kézbesítési idő|kézbesítési kísérlet*} ‥ {lejárt|sikertelen|leállt}",
            ],
            "Toimitusaika umpeutui", Source),
        new("finnish-hungarian-disabled", Reason.MailboxDisabled,
            [
                "{postilaatikko} ‥ {suljettu}",
            ], "550 A felhasználó fiókja letiltva", Source),
        new("finnish-hungarian-domain", Reason.DomainUnknown,
            [
                "{verkkotunnus|verkkotunnusta|toimialue|toimialuetta} ‥ {tuntematon}",
                "{domain|tartomány|domén} {nem található|nem létezik|ismeretlen|érvénytelen}",
                "{tuntematon|ismeretlen} {verkkotunnus|toimialue|domain|tartomány}",
            ],
            "550 A domain nem található", Source),
        new("finnish-hungarian-unknown", Reason.MailboxUnknown,
            [
                "{postilaatikko} ‥ {tuntematon}", "{tuntematon|virheellinen|ismeretlen|érvénytelen|nincs ilyen|ei ole} {postilaatikko}",
                "{address} {tuntematon}",
            ],
            "550 5.1.1 Tuntematon vastaanottaja", Source),
        new("finnish-hungarian-fault", Reason.ServerError,
            [
                "{tilapäinen|tilapäisesti|väliaikainen|sisäinen virhe|palvelinvirhe|huoltokatko|ei käytettävissä}",
                "{átmeneti*|ideiglenes*|belső hiba|szerverhiba|karbantartás*|nem elérhető}",
            ],
            "451 Sisäinen virhe", Source) { Confidence = Confidence.Medium },
        new("finnish-hungarian-later", Reason.RateLimited,
            [
                "{yritä|yrittäkää} ‥ {myöhemmin|uudelleen}", "{próbálja|próbálkozzon|kérjük próbálja} ‥ {később|újra|ismét}",
            ],
            "450 Yritä myöhemmin uudelleen", Source) { Confidence = Confidence.Medium },
        new("finnish-hungarian-policy", Reason.PolicyBlock,
            [
                "{hylätty|hylättiin|evätty|ei sallittu|estetty}",
                "{tietoturvakäytän*|elutasít*|visszautasít*|nem engedélyezett|biztonsági házirend*}",
            ],
            "554 Viesti hylättiin", Source) { Confidence = Confidence.Medium },
    ];
}
