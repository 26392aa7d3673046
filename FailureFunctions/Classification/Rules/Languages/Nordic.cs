namespace FailureFunctions.Classification.Rules.Languages;

/// <summary>Replies in Swedish, Danish and Norwegian, which share most of their words: Telia, Loopia, One.com, TDC, Telenor.</summary>
internal static class Nordic
{
    private const string Source = "Field use in Sweden, Denmark and Norway";

    /// <summary>The rules; <see cref="OtherLanguages"/> orders them by what they say.</summary>
    public static Rule[] Rows { get; } =
    [
        new("nordic-authentication", Reason.AuthFailed,
            [
                "SPF … {misslyckades|inte|mislykkedes|mislyktes|feilet|fejlede|ikke}",
                "{autentisering|inloggning|godkendelse} ‥ {misslyckades|mislykkedes|mislyktes|feilet|fejlede|avvisad|afvist}",
                "{pålogging|autentificering|login} ‥ {misslyckades|mislykkedes|mislyktes|feilet|fejlede|avvisad|afvist}",
                "{lösenord|lösenordet|adgangskode|adgangskoden|passord|passordet}",
            ],
            "535 Fel användarnamn eller lösenord", Source),
        new("nordic-rate", Reason.RateLimited,
            [
                "{för många|for mange} ‥ {meddelanden|mejl|anslutningar|mottagare|meddelelser|beskeder|mails}",
                "{för många|for mange} ‥ {forbindelser|modtagere|meldinger|tilkoblinger|mottakere|försök|forsøg|forsøk}",
                "{gränsen för|grænsen for|grensen for} ‥ {sända|skickade|afsendte|sendte|mottagare}",
                "{gränsen för|grænsen for|grensen for} ‥ {modtagere|mottakere|meddelanden|meddelelser|meldinger}",
                "{sändningsgräns|sendegrænse|sendegrense|grålistning|grålistad|greylisting}", "för snabbt", "for hurtigt",
            ],
            "450 För många anslutningar", Source),
        new("nordic-full", Reason.MailboxFull,
            [
                "{postlåda} ‥ {fullt}", "{lagringsutrymmet|lagringsutrymme|lagerplads|lagerpladsen|lagringsplass}",
                "{lagringsplassen|kvot|kvoten|kvota|kvoten|kvote}", "{full|fuld|överfull} {postlåda}",
            ],
            "552 Mottagarens brevlåda är full, försök igen senare", Source),
        new("nordic-recipient-refuses", Reason.RecipientRefused,
            [
                "{postlåda} {accepterar|tar|accepterer|modtager|aksepterer|mottar} ‥ {inte|bara|endast|ikke|kun|bare}",
                "{du har inte behörighet|du har inte tillåtelse|du har ikke tilladelse}",
                "{du har ikke tillatelse|ikke tilladelse til at sende|ikke tillatelse til å sende|inte behörighet att skicka}",
                "{postlåda} har blockerat", "{postlåda} har blokeret", "{postlåda} har blokkert",
                "{endast|bara|kun} {medlemmar|medlemmer|för medlemmar|for medlemmer}",
            ],
            "550 Du har inte behörighet att skicka till gruppen", Source),
        new("nordic-sender", Reason.SenderRejected,
            [
                "{avsändare} ‥ {okänd}", "{avsändare} ‥ {avvisad}", "{avsändare} ‥ {stängd}", "{okänd} {avsändare}",
                "{avsändarens|afsenderens|avsenderens} {domän|domäne|domæne|domene|adress|adresse}",
            ],
            "550 Avsändaren är okänd", Source),
        new("nordic-too-large", Reason.MessageTooLarge,
            [
                "{meddelande} … {för stort|för stor|för stora|større end|for stor|for stort|større enn|större än}",
                "{bilaga|bilagan|bilagor|vedhæftning|vedhæftet fil|vedlegg|vedlegget} ‥ {för stor|for stor|for stort}",
                "{maximal storlek|maximala storleken|tillåten storlek}",
                "{maksimale størrelse|tilladte størrelse|tillatt størrelse|maksimal størrelse}",
            ],
            "552 Meddelandet är större än tillåtet", Source),
        new("nordic-reputation", Reason.ReputationBlock,
            [
                "{svartlistad|svartlistat|svart lista|svarta listan|sortlistet|blacklistet}",
                "{sort liste|sortliste|svartelistet|svarteliste|blokeringsliste|blokkeringsliste|spärrlista}",
                "{IP-adress|IP-adressen|IP-adresse|IP|servern|serveren} ‥ {avvisad}", "{din IP|dit IP|IP-adressen din|rykte|omdømme}",
            ],
            "554 Servern 192.0.2.1 finns på en svart lista", Source),
        new("nordic-spam", Reason.SpamContent,
            [
                "{skräppost|skräpposten|som spam|uønsket post|uønsket mail}",
                "{uønsket e-post|søppelpost|spamfilter|spamfilteret|oönskad reklam|uopfordret reklame}", "{er|är} spam",
            ],
            "554 Meddelandet är skräppost", Source),
        new("nordic-content", Reason.ContentRejected,
            [
                "{bilaga|bilagan|bilagor|vedhæftning|vedhæftet fil} ‥ {avvisad}",
                "{vedhæftede filer|vedlegg|vedlegget|filtyp|filtype|filtypen} ‥ {avvisad}",
                "{skadlig kod|skadelig kode|skadeligt indhold|skadlig programvara|skadelig programvare}",
                "{innehåller|indeholder|inneholder} ‥ virus",
            ],
            "552 Bilagan är inte tillåten", Source),
        new("nordic-relay", Reason.RoutingError,
            [
                "{relä|vidarebefordran|videresending|videresendelse|videresending|relay|relaying} ‥ {avvisad}", "{loop|sløyfe|slinga|mailloop}",
            ],
            "550 Videresending er ikke tillatt", Source),
        new("nordic-expired", Reason.Expired,
            [
                "{tidsgränsen|tidsfristen|tidsgrænsen} ‥ {överskreds|överskridits|har gått ut|overskredet|udløbet|utløpt|passerats}",
                "{tidsgrensen|leveranstiden|leveringstiden} ‥ {överskreds|överskridits|har gått ut}",
                "{tidsgrensen|leveranstiden|leveringstiden} ‥ {overskredet|udløbet|utløpt|passerats}",
                "{slutat|sluttet|holdt op med|stoppat} ‥ {försöka|försöken|forsøge|forsøke}",
                "{efter|i|etter} ‥ {dagar|timmar|dage|timer|dager} … {leverera|levereras|levere|leveres|försök|forsøg|forsøk}",
                "{meddelande} ‥ {gått ut|utgått|udløbet|utløpt}", "{flera|gentagne|gjentatte} {försök|forsøg|forsøk}",
            ],
            "Leveringstiden er overskredet", Source),
        new("nordic-connection", Reason.ConnectionFailed,
            [
                "{anslutning|anslutningen|forbindelse} … {misslyckades|nekades|bröts|avbröts|stängdes|mislykkedes}",
                "{forbindelsen|tilkobling|tilkoblingen} … {misslyckades|nekades|bröts|avbröts|stängdes|mislykkedes}",
                "{anslutning|anslutningen|forbindelse} … {nægtet|afbrudt|mislyktes|brutt|avbrutt|nektet|timeout}",
                "{forbindelsen|tilkobling|tilkoblingen} … {nægtet|afbrudt|mislyktes|brutt|avbrutt|nektet|timeout}",
                "{kan inte ansluta|kunde inte ansluta|kan ikke oprette forbindelse}",
                "{kunne ikke oprette forbindelse|kan ikke koble|kunne ikke koble}",
                "{servern|serveren|värden|verten} … {svarar inte|svarer ikke|kan inte nås|ikke nås|ikke tilgængelig|utilgjengelig}",
            ],
            "Anslutningen till mx.example.se bröts", Source),
        new("nordic-protocol", Reason.ProtocolError,
            [
                "{syntaxfel|syntaksfejl|syntaksfeil}", "{kommando|kommandot|kommandoen} ‥ {okänd}", "{okänt|ukendt|ukjent} kommando",
            ],
            "500 Okänt kommando", Source),
        new("nordic-disabled", Reason.MailboxDisabled,
            [
                "{postlåda} … {stängd}", "{används|bruges|brukes} ‥ {inte längre|ikke længere|ikke lenger}", "{stängd} {postlåda}",
            ],
            "550 Kontot är inaktivt", Source),
        new("nordic-domain", Reason.DomainUnknown,
            [
                "{domän|domänen|domännamnet|domæne|domænet|domænenavnet|domene|domenet|domenenavnet} ‥ {okänd}",
                "{okänd|ukendt|ukjent|ogiltig|ugyldigt|ugyldig} {domän|domæne|domene}",
                "{ingen|inga} {e-postserver|mailserver|MX-post|MX-poster|MX}",
            ],
            "550 Domänen finns inte", Source),
        new("nordic-unknown", Reason.MailboxUnknown,
            [
                "{postlåda} … {okänd}", "{address} ‥ {okänd}", "{okänd|okänt|ogiltig|ogiltigt|felaktig|ingen|inget|ingen sådan} {postlåda}",
                "{ukendt|ugyldig|ugyldigt|ingen sådan|forkert|ukjent|ingen slik|feil} {postlåda}",
                "{hittar inte|hittade inte|kan inte hitta|kunde inte hitta} … {postlåda}",
                "{kan ikke finde|kunne ikke finde|finner ikke|fant ikke|kan ikke finne} … {postlåda}",
                "{arbetar|jobbar|arbejder|arbeider|jobber} ‥ {inte längre|ikke længere|ikke lenger}",
                "{slutat|sluttet} {hos|på|i} ‥ {företaget|firmaet|virksomheden|selskapet|oss|os}",
            ],
            "550 5.1.1 Okänd mottagare", Source),
        new("nordic-fault", Reason.ServerError,
            [
                "{tillfälligt|midlertidig|midlertidigt}", "{internt|intern|lokalt|tekniskt|teknisk} {fel|fejl|feil}",
                "{serverfel|serverfejl|serverfeil|systemfel|systemfejl|systemfeil|underhåll|vedligeholdelse|vedlikehold}",
                "{inte tillgänglig|otillgänglig|ikke tilgængelig|ikke tilgjengelig|utilgjengelig}",
            ],
            "451 Internt fel", Source) { Confidence = Confidence.Medium },
        new("nordic-later", Reason.RateLimited,
            [
                "{försök|prøv|forsøg|forsøk} ‥ {igen|senare|senere|på nytt|igjen}",
            ],
            "450 Försök igen om fem minuter", Source) { Confidence = Confidence.Medium },
        new("nordic-policy", Reason.PolicyBlock,
            [
                "{säkerhetspolicy|sikkerhetspolicy|sikkerhedspolitik|retningslinjer|riktlinjer|retningslinjene}", "{avvisad}",
                "{åtkomst nekad|adgang nægtet|ingen tilgang}",
            ],
            "554 Meddelandet nekades", Source) { Confidence = Confidence.Medium },
    ];
}
