namespace FailureFunctions.Classification.Rules.Languages;

/// <summary>Replies in Romanian and Catalan, as far as their words are not those of the larger Romance languages.</summary>
internal static class RomanianAndCatalan
{
    private const string Source = "Field use in Romania, Moldova and Catalonia";

    /// <summary>The classes of words, as in <see cref="WordClasses"/>.</summary>
    public static Dictionary<string, string[]> Words { get; } = new()
    {
        ["{căsuță}"] =
        [
            "destinatar", "destinatarul", "destinatarului", "utilizator", "utilizatorul", "utilizatorului", "adresa", "adresă", "adresa de e-mail",
            "căsuța", "căsuța poștală", "căsuță poștală", "cutia poștală", "contul", "cont", "persoana", "usuari", "usuaris", "destinatari",
            "destinataris", "adreça", "bústia", "compte", "compte de correu",
        ],
        ["{necunoscut}"] =
        [
            "necunoscut", "necunoscută", "nu există", "nu a fost găsit", "nu a fost găsită", "nu a putut fi găsit", "nu a putut fi găsită",
            "nu poate fi găsit", "inexistent", "inexistentă", "invalid", "invalidă", "nu este validă", "nu este valid", "nevalidă", "greșită",
            "șters", "ștearsă", "eliminată", "desconegut", "desconeguda", "no existeix", "no s'ha trobat", "no trobat", "no trobada", "no vàlida",
            "no vàlid", "no és vàlida", "eliminada", "incorrecta",
        ],
        ["{închis}"] =
        [
            "suspendat", "suspendată", "dezactivat", "dezactivată", "blocat", "blocată", "inactiv", "inactivă", "închis", "închisă", "expirat",
            "suspès", "suspesa", "desactivat", "desactivada", "bloquejat", "bloquejada", "inactiu", "inactiva", "tancat", "tancada", "deshabilitat",
            "donada de baixa", "donat de baixa",
        ],
    };

    /// <summary>The rules; <see cref="OtherLanguages"/> orders them by what they say.</summary>
    public static Rule[] Rows { get; } =
    [
        new("romanian-catalan-rate", Reason.RateLimited,
            [
                "prea {multe|mulți} {mesaje|conexiuni|destinatari|e-mailuri}", "limita de trimitere",
                "massa {missatges|connexions|destinataris|correus}", "{massa|límit} d'enviament*",
            ],
            "450 Prea multe mesaje", Source),
        new("romanian-catalan-full", Reason.MailboxFull,
            [
                "{căsuță} ‥ {plină|plin|depășit|depășită|plena|ple|excedit|superat|supera}", "{spațiu insuficient|spațiu de stocare|cota depășită}",
                "{cota a fost depășită|espai insuficient|espai en disc|quota superada}", "{sense|fără} {espai|spațiu}",
            ],
            "552 Căsuța poștală este plină", Source),
        new("romanian-catalan-sender", Reason.SenderRejected,
            [
                "{expeditor|expeditorul|expeditorului|remitent|remitents} ‥ {necunoscut}",
                "{expeditor|expeditorul|remitent} ‥ {respins|refuzat|neautorizat|rebutjat|no autoritzat|no permès|bloquejat|blocat}",
                "{domeniul expeditorului|adresa expeditorului|domini del remitent|adreça del remitent}",
            ],
            "550 Remitent desconegut", Source),
        new("romanian-catalan-too-large", Reason.MessageTooLarge,
            [
                "{mesajul|atașamentul|mesaj} ‥ prea mare", "{dimensiunea maximă|dimensiunea mesajului}",
                "{missatge|correu|fitxer adjunt} ‥ massa gran", "{mida màxima|mida del missatge}",
            ],
            "552 Mesajul este prea mare", Source),
        new("romanian-catalan-reputation", Reason.ReputationBlock,
            [
                "{lista neagră|listă neagră|llista negra|llistes negres|reputație|reputația|reputació}",
                "{adresa IP|adreça IP|IP-ul} ‥ {blocat|blocată|bloquejada|bloquejat|respinsă|rebutjada}",
            ],
            "554 El servidor és en una llista negra", Source),
        new("romanian-catalan-spam", Reason.SpamContent,
            [
                "{ca spam|drept spam|considerat spam|com a spam|correu brossa|nesolicitat|nesolicitate|no sol·licitat}",
            ], "554 Mesaj marcat ca spam", Source),
        new("romanian-catalan-content", Reason.ContentRejected,
            [
                "{conține un virus|conține viruși|conté un virus|conté virus}",
                "{atașament|atașamentul|adjunt|fitxer} ‥ {nu este permis|interzis|blocat|no permès|no està permès|bloquejat}",
            ],
            "552 Atașament interzis", Source),
        new("romanian-catalan-connection", Reason.ConnectionFailed,
            [
                "{conexiunea|conexiune|connexió} ‥ {respinsă|refuzată|eșuat|întreruptă|pierdută|rebutjada|perduda|tancada|fallida}",
                "{serverul nu răspunde|nu s-a putut conecta|el servidor no respon|no s'ha pogut connectar}",
            ],
            "Conexiunea a fost respinsă", Source),
        new("romanian-catalan-disabled", Reason.MailboxDisabled,
            [
                "{căsuță} ‥ {închis}",
            ], "550 Contul este suspendat", Source),
        new("romanian-catalan-domain", Reason.DomainUnknown,
            [
                "{domeniul|domeniu|domini|nume de domeniu} ‥ {necunoscut}",
            ], "550 El domini no existeix", Source),
        new("romanian-catalan-unknown", Reason.MailboxUnknown,
            [
                "{căsuță} ‥ {necunoscut}", "{nu există|niciun|nici un|nu s-a găsit|no existeix|cap|no s'ha trobat|no hi ha cap} ‥ {căsuță}",
                "{address} {necunoscut}",
            ],
            "550 5.1.1 Utilizator necunoscut: nu există", Source),
        new("romanian-catalan-fault", Reason.ServerError,
            [
                "{temporar|eroare internă|eroare de server|indisponibil|mentenanță}", "{temporalment|error intern|no disponible|manteniment}",
            ],
            "451 Eroare internă", Source) { Confidence = Confidence.Medium },
        new("romanian-catalan-later", Reason.RateLimited,
            [
                "{încercați|reîncercați|încearcă} ‥ {mai târziu|din nou}", "{torneu-ho|torna-ho|proveu} ‥ {més tard|provar|nou}",
            ],
            "450 Încercați mai târziu", Source) { Confidence = Confidence.Medium },
        new("romanian-catalan-policy", Reason.PolicyBlock,
            [
                "{respins|respinsă|refuzat|refuzată|politica de securitate|acces interzis|rebutjat|rebutjada|denegat|accés denegat}",
            ],
            "554 Mesajul a fost respins", Source) { Confidence = Confidence.Medium },
    ];
}
