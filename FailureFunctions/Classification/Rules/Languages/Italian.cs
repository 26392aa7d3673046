namespace FailureFunctions.Classification.Rules.Languages;

/// <summary>Replies in Italian: Libero, Virgilio, Tiscali, Aruba.</summary>
internal static class Italian
{
    private const string Source = "Field use in Italy";
    private const string Who = "{utente|utenti|destin|destinatario|destinatari|indirizzo|casella|casella di posta|casella postale|account|mailbox|persona|cliente|indirizzo email|indirizzo e-mail}";
    private const string Gone = "{sconosciuto|sconosciuta|non esiste|non esistente|inesistente|non trovato|non trovata|non valido|non valida|non riconosciuto|errato|errata|rimosso|rimossa|cancellato|cancellata|non presente|non corretto|non registrato|non è valido|non più valido|non disponibile}";

    /// <summary>The rules, the first having precedence.</summary>
    public static Rule[] Rows { get; } =
    [
        new("italian-rate", Reason.RateLimited,
            [
                "troppe connessioni", "troppi messaggi", "troppi destinatari", "riprovare più tardi", "riprova più tardi",
                "riprovare piu tardi", "più tardi", "limite di invio", "limite di invii", "troppe email",
            ],
            "421 Troppe connessioni, riprovare più tardi", Source),
        new("italian-sender", Reason.SenderRejected,
            [
                "mittente sconosciuto", "mittente rifiutato", "mittente non valido", "mittente non autorizzato", "mittente non consentito",
                "mittente … non valido", "mittente … rifiutato", "mittente … non autorizzato", "indirizzo del mittente",
                "dominio del mittente", "dominio mittente",
            ],
            "550 Mittente rifiutato: dominio inesistente", Source),
        new("italian-too-large", Reason.MessageTooLarge,
            [
                "messaggio troppo grande", "messaggio è troppo grande", "dimensione del messaggio", "dimensioni del messaggio",
                "dimensione massima", "troppo grande", "supera la dimensione",
            ],
            "552 Messaggio troppo grande", Source),
        new("italian-full", Reason.MailboxFull,
            [$"{Who} ‥ {{piena|pieno|ha superato|oltre quota|esaurita|esaurito|supera}}", "spazio esaurito",
                "casella piena", "casella è piena", "casella di posta piena", "casella … piena", "casella … esaurit*", "mailbox piena",
                "quota superata", "superata la quota", "superato … quota", "quota … superata", "spazio esaurito", "spazio insufficiente",
                "spazio disponibile", "spazio su disco", "limite di spazio",
            ],
            "552 La casella di posta è piena: casella piena", Source),
        new("italian-reputation", Reason.ReputationBlock,
            [
                "lista nera", "liste nere", "il tuo indirizzo IP", "indirizzo IP … bloccato", "vostro IP", "tuo IP", "IP bloccato",
                "cattiva reputazione", "reputazione", "vostro server",
            ],
            "554 Indirizzo IP 192.0.2.1 in lista nera", Source),
        new("italian-spam", Reason.SpamContent,
            [
                "come spam", "posta indesiderata", "considerato spam", "messaggio indesiderato", "indesiderata", "identificato come spam",
                "sospetto spam",
            ],
            "554 Messaggio identificato come spam", Source),
        new("italian-content", Reason.ContentRejected,
            [
                "virus rilevato", "contiene un virus", "contiene virus", "allegato non consentito", "allegato … non consentito",
                "allegato … non ammesso", "allegato … bloccato", "tipo di file", "contenuto … rifiutato", "contenuto non consentito",
            ],
            "552 Allegato non consentito", Source),
        new("italian-disabled", Reason.MailboxDisabled,
            [$"{Who} … {{disabilitato|disabilitata|disattivato|disattivata|sospeso|sospesa|bloccato|bloccata|chiuso|chiusa|scaduto|scaduta|inattivo|inattiva|non attivo|non attiva|non è attiva|dismesso|dismessa}}",
                "casella disabilitata", "casella … disabilitata", "casella disattivata", "casella … disattivata", "casella sospesa",
                "casella … sospesa", "casella bloccata", "casella … bloccata", "casella inattiva", "casella … inattiva",
                "casella … chiusa", "account disabilitato", "account … disabilitato", "account disattivato", "account … disattivato",
                "account sospeso", "account … sospeso", "account bloccato", "account … bloccato", "utente disabilitato",
                "utente … disabilitato", "utente disattivato", "utente sospeso", "utente … sospeso", "utente bloccato", "utente inattivo",
                "indirizzo disattivato", "indirizzo … disattivato", "non più attiva", "non più attivo", "non è più attivo",
                "non è più attiva", "non è attiva", "non è più in uso",
            ],
            "550 La casella è disabilitata", Source),
        new("italian-unknown", Reason.MailboxUnknown,
            [$"{{address}} ‥ {Gone}", $"{Who} … {Gone}", $"{{nessun|nessuna|nessun utente|non esiste l|non esiste}} {Who}", "nessun utente",
                "utente sconosciuto", "utente … sconosciuto", "utente inesistente", "utente … inesistente", "utente non trovato",
                "utente … non trovato", "utente non esiste", "utente … non esiste", "utente non valido", "utente non presente",
                "utente non riconosciuto", "destinatario sconosciuto", "destinatario … sconosciuto", "destinatario inesistente",
                "destinatario … inesistente", "destinatario non trovato", "destinatario non esiste", "destinatario … non esiste",
                "destinatario non valido", "destinatario … non valido", "casella inesistente", "casella … inesistente",
                "casella non esiste", "casella … non esiste", "casella sconosciuta", "casella non trovata", "casella … non trovata",
                "casella di posta inesistente", "indirizzo inesistente", "indirizzo … inesistente", "indirizzo sconosciuto",
                "indirizzo … sconosciuto", "indirizzo non valido", "indirizzo … non valido", "indirizzo non esiste",
                "indirizzo … non esiste", "indirizzo non trovato", "indirizzo … non trovato", "indirizzo errato", "account inesistente",
                "account … inesistente", "account non trovato", "account non esiste", "non esiste più",
            ],
            "550 5.1.1 Utente sconosciuto", Source),
        new("italian-domain", Reason.DomainUnknown,
            ["dominio inesistente", "dominio non trovato", "dominio … non esiste", "dominio non esiste", "dominio sconosciuto", "dominio non valido"],
            "550 Dominio inesistente", Source),
        new("italian-policy", Reason.PolicyBlock,
            [
                "politiche", "politica di", "motivi di sicurezza", "ragioni di sicurezza", "non consentito", "non autorizzato",
                "accesso negato", "rifiutato", "respinto", "bloccato",
            ],
            "554 Messaggio rifiutato per motivi di sicurezza", Source) { Confidence = Confidence.Medium },
        new("italian-fault", Reason.ServerError,
            ["temporaneamente", "errore interno", "errore temporaneo", "errore di sistema", "non disponibile", "problemi tecnici", "manutenzione"],
            "451 Servizio temporaneamente non disponibile", Source) { Confidence = Confidence.Medium },
    ];
}
