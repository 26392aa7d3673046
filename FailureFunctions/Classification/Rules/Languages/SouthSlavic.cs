namespace FailureFunctions.Classification.Rules.Languages;

/// <summary>Replies in Serbian (in both scripts), Croatian, Bosnian and Slovenian, which share most of their words.</summary>
internal static class SouthSlavic
{
    private const string Source = "Field use in the countries of former Yugoslavia; Microsoft's and Google's reports";
    private const string Who =
        "{korisnik|korisnika|korisnički račun|primatelj|primatelja|primalac|primaoca|adresa|adresu|adrese|račun|nalog|sandučić|pretinac|" +
        "uporabnik|uporabnika|prejemnik|prejemnika|naslovnik|naslov|naslova|nabiralnik|predal|poštni predal|корисник|корисника|прималац|" +
        "примаоца|адреса|налог|сандуче}";
    private const string Unknown =
        "{ne postoji|nije pronađen|nije pronađena|nije pronađeno|nepoznat|nepoznata|nepoznato|nevažeća|neispravna|neispravan|ne obstaja|" +
        "ni bilo mogoče najti|ni najden|ni bil najden|neznan|neveljaven|ne obstajajo|mogoče najti|obrisan|izbrisan|не постоји|" +
        "није пронађен|непознат|није пронађена}";


    /// <summary>The rules, the first having precedence.</summary>
    public static Rule[] Rows { get; } =
    [
        new("south-slavic-authentication", Reason.AuthFailed,
            [
                "{provjera|provera|preverjanje|pravilnik*} ‥ {spf|dkim|dmarc}",
                "{autentifikacija|overjanje|prijava} ‥ {uspela|uspjela|uspelo|neuspešna|zahtevano}",
            ],
            "550 Provjera SPF nije uspjela", Source),
        new("south-slavic-rate", Reason.RateLimited,
            [
                "{previše|preveč|превише} {veza|poruka|povezav|sporočil|primatelja|primalaca|prejemnikov|веза|порука}",
                "{ograničenje|omejitev} ‥ {slanja|pošiljanja}",
            ],
            "421 Previše veza", Source),
        new("south-slavic-sender", Reason.SenderRejected,
            [
                "{pošiljatelj|pošiljatelja|pošiljalac|pošiljaoca|пошиљалац} ‥ " + Unknown,
                "{pošiljatelj|pošiljatelja|pošiljalac|pošiljaoca|пошиљалац|пошиљаоца} ‥ {odbijen|odbijena|zavrnjen|nije dozvoljen|одбијен}",
            ],
            "550 Pošiljatelj je odbijen", Source),
        new("south-slavic-full", Reason.MailboxFull,
            [
                "{sandučić|sanduče|pretinac|nabiralnik|predal|сандуче|poštni predal} … {pun|puno|poln|prepunjen|prepun|пуно|prepoln}",
                "{prekoračena|presežena|premašena} ‥ {kvota|kvote}", "kvota ‥ {prekoračena|presežena|premašena}",
            ],
            "552 Poštanski sandučić je pun", Source),
        new("south-slavic-too-large", Reason.MessageTooLarge,
            ["{poruka|sporočilo|порука} … {prevelika|preveliko|превелика}", "{veličina|velikost} ‥ {poruke|sporočila}"],
            "552 Poruka je prevelika", Source),
        new("south-slavic-not-wanted", Reason.RecipientRefused,
            ["nimate ‥ {dovoljenja|pravic}", "nemate {dozvolu|dopuštenje|ovlasti}", "{primatelj|primalac|prejemnik} ‥ {odbio|blokirao|zavrača}"],
            "550 Nemate dopuštenje za slanje ovom primatelju", Source),
        new("south-slavic-reputation", Reason.ReputationBlock,
            ["{crnoj listi|crna lista|crnem seznamu|črnem seznamu|црној листи}", "IP ‥ {blokiran*|odbijen*}"],
            "554 IP adresa je na crnoj listi", Source),
        new("south-slavic-spam", Reason.SpamContent,
            ["kao spam", "neželjen*", "neželen*", "нежељен*", "kot {spam|neželena}"],
            "554 Poruka je označena kao spam", Source),
        new("south-slavic-content", Reason.ContentRejected,
            ["{virus|вирус}", "{privitak|prilog|priponka|priloga} ‥ {zabranjen*|dozvoljen*|ni dovoljen*|dopušten*}"],
            "552 Prilog nije dozvoljen", Source),
        new("south-slavic-disabled", Reason.MailboxDisabled,
            [
                Who + " … {ukinjen|onemogočen|onemogućen|blokiran|suspendovan|suspendiran|deaktiviran|neaktivan|neaktiven|ugašen|zaključan}",
                Who + " … {zaklenjen|onemogoćen|деактивиран|суспендован|блокиран}",
            ],
            "550 Račun je onemogućen", Source),
        new("south-slavic-domain", Reason.DomainUnknown,
            ["{domena|domene|domen|domena primatelja|домен} ‥ " + Unknown],
            "550 Domena ne postoji", Source),
        new("south-slavic-unknown", Reason.MailboxUnknown, [Who + " … " + Unknown, Unknown + " ‥ " + Who], "550 Korisnik ne postoji", Source),
        new("south-slavic-policy", Reason.PolicyBlock,
            ["{varnostnega pravilnika|sigurnosna pravila|bezbednosne politike|odbijeno|zavrnjeno|odbijena}"],
            "554 Zavrnjeno zaradi varnostnega pravilnika", Source) { Confidence = Confidence.Medium },
        new("south-slavic-fault", Reason.ServerError,
            ["{privremena|privremeno|začasna|začasno|привремена|interna} {greška|napaka|pogreška|nedostupan|грешка}"],
            "451 Privremena greška", Source) { Confidence = Confidence.Medium },
        new("south-slavic-later", Reason.RateLimited,
            ["{pokušajte|poskusite|покушајте} ‥ {kasnije|ponovo|ponovno|znova|pozneje|касније}"],
            "450 Pokušajte kasnije", Source) { Confidence = Confidence.Medium },
    ];
}
