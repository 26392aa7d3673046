namespace FailureFunctions.Classification.Rules.Languages;

/// <summary>Replies in Italian: Libero, Virgilio, Tiscali, Aruba, Register.it, certified mail (PEC), Exchange and Gmail in Italian.</summary>
internal static class Italian
{
    private const string Source = "Field use in Italy";

    /// <summary>The classes of words, as in <see cref="WordClasses"/>.</summary>
    public static Dictionary<string, string[]> Words { get; } = new()
    {
        ["{casella}"] =
        [
            "utente", "utenti", "destin", "destinatario", "destinatari", "indirizzo", "indirizzi", "casella", "caselle", "casella di posta",
            "casella postale", "cassetta", "cassetta postale", "account", "mailbox", "persona", "cliente", "dipendente", "abbonato",
            "indirizzo email", "indirizzo di posta", "nome utente", "alias",
        ],
        ["{sconosciuto}"] =
        [
            "sconosciuto", "sconosciuta", "sconosciuti", "non esiste", "non esistono", "non esistente", "non esiste più", "inesistente",
            "inesistenti", "non trovato", "non trovata", "non è stato trovato", "non è stata trovata", "non valido", "non valida", "non è valido",
            "non è valida", "non più valido", "invalido", "non riconosciuto", "non riconosciuta", "errato", "errata", "sbagliato", "rimosso",
            "rimossa", "cancellato", "cancellata", "eliminato", "eliminata", "non presente", "non è presente", "non risulta", "non corretto",
            "non corretta", "non registrato", "non registrata", "non è registrato", "non disponibile", "non censito", "non individuato",
            "irreperibile",
        ],
        ["{chiuso}"] =
        [
            "disabilitato", "disabilitata", "disattivato", "disattivata", "sospeso", "sospesa", "bloccato", "bloccata", "chiuso", "chiusa",
            "scaduto", "scaduta", "inattivo", "inattiva", "non attivo", "non attiva", "non è attivo", "non è attiva", "non più attivo",
            "non più attiva", "non è più attivo", "non è più attiva", "dismesso", "dismessa", "non è più in uso", "non più utilizzata",
            "non più utilizzato", "non è più utilizzato", "cessato", "cessata", "fuori servizio", "archiviata", "congelata", "revocata",
            "non abilitata", "non abilitato",
        ],
        ["{pieno}"] =
        [
            "piena", "pieno", "piene", "ha superato", "superato", "superata", "supera", "oltre quota", "over quota", "esaurita", "esaurito",
            "ha esaurito", "raggiunto", "ha raggiunto", "saturo", "satura", "spazio insufficiente", "non ha spazio", "senza spazio",
        ],
        ["{messaggio}"] = ["messaggio", "messaggi", "email", "mail", "posta"],
        ["{mittente}"] =
        [
            "mittente", "mittenti", "indirizzo mittente", "indirizzo del mittente", "dominio mittente", "dominio del mittente", "il tuo account",
            "il tuo indirizzo", "il suo account", "il vostro account", "il vostro dominio",
        ],
        ["{rifiutato}"] =
        [
            "rifiutato", "rifiutata", "rifiutati", "respinto", "respinta", "bloccato", "bloccata", "negato", "negata", "non consentito",
            "non consentita", "non consentiti", "non è consentito", "non è consentita", "non ammesso", "non ammessa", "non permesso",
            "non permessa", "non è permesso", "non autorizzato", "non autorizzata", "non è autorizzato", "non è autorizzata", "non accettato",
            "non accettata", "non accettati", "vietato", "vietata", "proibito", "non gradito",
        ],
    };

    /// <summary>The rules; <see cref="OtherLanguages"/> orders them by what they say.</summary>
    public static Rule[] Rows { get; } =
    [
        new("italian-recipient-refuses", Reason.RecipientRefused,
            [
                "{non si dispone delle autorizzazioni|non si dispone dell'autorizzazione} … {a|ad|al|alla|questo|questa} ‥ {casella}",
                "{non si è autorizzati|non sei autorizzato} … {a|ad|al|alla|questo|questa} ‥ {casella}",
                "{non è autorizzato|non autorizzato} … {a|ad|al|alla|questo|questa} ‥ {casella}",
                "{non hai il permesso|non si dispone del permesso} … {a|ad|al|alla|questo|questa} ‥ {casella}",
                "{casella} {non accetta|non desidera|non vuole|non riceve} ‥ {messaggio}",
                "{casella} {accetta|riceve|può ricevere} {solo|soltanto|esclusivamente|unicamente}", "{casella} ha bloccato",
                "{rifiutato} {dal destinatario|dall'utente}", "{solo|soltanto|riservato} {ai membri|i membri|per i membri}",
                "{solo|soltanto|riservato} {mittenti interni|agli iscritti|gli iscritti|mittenti autorizzati}", "non è ‥ membro",
            ],
            "550 5.7.1 Non è autorizzato a scrivere a questo destinatario", Source),
        new("italian-authentication", Reason.AuthFailed,
            [
                "SPF … {fallita|fallito|non superato|non superata|non valido}", "SPF … {negativo|rifiutato|non autorizzato|errore|non corrisponde}",
                "{verifica SPF|controllo SPF|record SPF}", "{DNS inverso|reverse DNS|record PTR|risoluzione inversa}",
                "{autenticazione|accesso|login} ‥ {fallita|fallito|non riuscita|non riuscito|errata|negata}",
                "{errore di autenticazione|autenticazione fallita}", "password ‥ {errata|errati|non valida|non validi|non corretta|sbagliata}",
                "{non corrisponde all'utente autenticato|diverso dall'utente autenticato}",
            ],
            "550 Verifica SPF fallita per example.com", Source),
        new("italian-full", Reason.MailboxFull,
            [
                "{casella} ‥ {pieno}", "{casella} … {piena|pieno|over quota|capienza|spazio disponibile}", "{posta in arrivo|inbox} … piena",
                "{quota|capienza|spazio} ‥ {pieno}", "{superata|superato|supera|esaurito|esaurita} ‥ {quota|capienza|spazio}",
                "{spazio insufficiente|spazio disponibile|spazio su disco|limite di spazio|spazio di archiviazione|capienza massima}",
                "quota … superata",
            ],
            "552 La casella di posta è piena: riprovare più tardi", Source),
        new("italian-rate", Reason.RateLimited,
            [
                "{troppi|troppe|numero eccessivo di|eccessivo numero di} {messaggio}",
                "{troppi|troppe} ‥ {connessioni|destinatari|tentativi|errori|richieste|sessioni}",
                "{limite di invio|limite di invii|limite invii|limite orario|limite giornaliero}",
                "{messaggi|email|e-mail|mail|invii} {all'ora|al giorno|al minuto|per ora}", "{greylisting|lista grigia}",
                "{numero massimo di|limite di|limite massimo di} {messaggi|email|invii|destinatari|connessioni}", "{inviabili|troppo velocemente}",
            ],
            "421 Troppe connessioni, riprovare più tardi", Source),
        new("italian-sender", Reason.SenderRejected,
            [
                "{mittente} ‥ {sconosciuto}", "{mittente} ‥ {rifiutato}", "{mittente} … {non valido|rifiutato|non autorizzato|non esiste}",
                "indirizzo {del mittente|mittente}", "dominio {del mittente|mittente}", "{posta|messaggi|email} da {address} ‥ {rifiutato}",
            ],
            "550 Mittente rifiutato: dominio inesistente", Source),
        new("italian-too-large", Reason.MessageTooLarge,
            [
                "{messaggio} … {troppo grande|troppo grandi|troppo lungo|troppo pesante}",
                "{allegato|allegati|file} … {troppo grande|troppo grandi}", "troppo grande", "{dimensione del|dimensioni del} messaggio",
                "{dimensione massima|dimensioni massime|limite di dimensione|limite di dimensioni|dimensione consentita}",
                "{supera|eccede} ‥ {dimensione|dimensioni|MB}", "{messaggio} {supera|eccede} ‥ {limite|massimo}",
            ],
            "552 Messaggio troppo grande", Source),
        new("italian-reputation", Reason.ReputationBlock,
            [
                "{lista nera|liste nere|lista di blocco}",
                "{il tuo indirizzo IP|il suo indirizzo IP|vostro IP|tuo IP|suo IP|vostro server|reputazione}",
                "{IP|indirizzo IP|server|rete} … {bloccato|bloccata|rifiutato|respinto|in blacklist|elencato}", "{invio di spam|inviare spam}",
            ],
            "554 Indirizzo IP 192.0.2.1 in lista nera", Source),
        new("italian-spam", Reason.SpamContent,
            [
                "{come spam|considerato spam|ritenuto spam|è spam|sospetto spam}",
                "{contiene spam|possibile spam|probabile spam|filtro antispam|antispam|anti-spam}",
                "{posta indesiderata|posta non desiderata|messaggio indesiderato}",
                "{messaggi indesiderati|indesiderata|non sollecitata|pubblicità indesiderata}",
            ],
            "554 Messaggio identificato come spam", Source),
        new("italian-content", Reason.ContentRejected,
            [
                "virus rilevato", "{contiene un virus|contiene virus|presenza di virus|infetto|malevolo|contenuto dannoso}",
                "{allegato|allegati} … {rifiutato}", "{tipo di file|tipo di allegato|estensione del file|file eseguibili}",
                "contenuto ‥ {rifiutato}", "{intestazione|intestazioni|oggetto} ‥ {mancante|non valida|non valido|errata}",
            ],
            "552 Allegato non consentito", Source),
        new("italian-relay", Reason.RoutingError,
            ["{relay|inoltro|relaying} ‥ {rifiutato}", "{loop|ciclo} di posta", "numero ‥ salti", "dominio non gestito"],
            "550 Inoltro non consentito", Source),
        new("italian-expired", Reason.Expired,
            [
                "{interrotto|cessato|abbandonato|sospeso} ‥ {tentativi|tentativo}", "{smesso|cessato} di {provare|tentare}",
                "{tempo|termine} ‥ {consegna|recapito} ‥ {scaduto|superato|trascorso}", "{messaggio} ‥ scaduto",
                "{non è stato|stato|non} {consegnato|recapitato} {entro|per|nelle|dopo|in}",
                "{dopo|per} … {giorni|ore|tentativi} … {consegna|consegnato|recapitato|consegnare|recapitare|tentativi}",
                "{numerosi|vari|ripetuti|diversi} tentativi", "{rimosso|eliminato} dalla coda", "troppo tempo in coda",
            ],
            "Tempo massimo di consegna superato", Source),
        new("italian-connection", Reason.ConnectionFailed,
            [
                "connessione ‥ {rifiutata|fallita|persa|interrotta|chiusa|non riuscita|scaduta|caduta|terminata}",
                "{impossibile|non è stato possibile} {connettersi|stabilire|contattare|collegarsi|raggiungere}",
                "{non è possibile|impossibilità di} {connettersi|stabilire|contattare|collegarsi|raggiungere}",
                "{errore di connessione|tempo scaduto|timeout scaduto|tempo di attesa}",
                "{server|host} ‥ {non raggiungibile|irraggiungibile|non risponde}", "nessuna risposta", "certificato",
            ],
            "Connessione rifiutata da mx.example.it", Source),
        new("italian-protocol", Reason.ProtocolError,
            [
                "errore di sintassi", "comando ‥ {non riconosciuto|sconosciuto|non valido|non implementato|non supportato}",
                "sequenza ‥ {errata|non valida|non corretta}",
            ],
            "500 Comando non riconosciuto", Source),
        new("italian-disabled", Reason.MailboxDisabled,
            ["{casella} … {chiuso}", "non {è più|più|è} {attivo|attiva|in uso|utilizzata|utilizzato}"],
            "550 La casella è disabilitata", Source),
        new("italian-domain", Reason.DomainUnknown,
            [
                "{dominio|nome di dominio|domini} ‥ {sconosciuto}",
                "{impossibile trovare|non trovato|nessun|non esiste il|non è stato trovato il} ‥ dominio", "host sconosciuto",
                "{nessun|nessuno|manca il|privo di} {server di posta|record MX|MX|mail server}",
            ],
            "550 Dominio inesistente", Source),
        new("italian-unknown", Reason.MailboxUnknown,
            [
                "{casella} … {sconosciuto}", "{address} ‥ {sconosciuto}",
                "{impossibile trovare|non è stato possibile trovare|non si trova|non trovo} … {casella}",
                "{nessun|nessuna|non esiste l'|non esiste} {casella}",
                "{non esiste la|non esiste nessun|non c'è nessun|non è un|non è una} {casella}",
                "{non lavora più|non fa più parte|non è più dipendente|non collabora più|ha lasciato|non è più in servizio}",
                "email {inesistente|non esiste|non valida|sconosciuta}", "non è stato trovato {in|su|presso|a}", "non esiste più",
                "nessuno con questo nome",
            ],
            "550 5.1.1 Utente sconosciuto", Source),
        new("italian-fault", Reason.ServerError,
            [
                "temporaneamente", "errore {interno|temporaneo|di sistema|locale|del server|del sistema|tecnico|di configurazione}",
                "{non disponibile|problemi tecnici|problema tecnico|manutenzione|problema temporaneo}",
                "{spazio di sistema|sovraccarico|base dati}", "errore ‥ elaborazione",
            ],
            "451 Servizio temporaneamente non disponibile", Source) { Confidence = Confidence.Medium },
        new("italian-later", Reason.RateLimited,
            [
                "{riprovare|riprova|riprovate} ‥ {più tardi|tra|fra|dopo|secondo momento|in seguito}",
                "{ritentare|provare|inviare di nuovo} ‥ {più tardi|tra|fra|dopo|secondo momento|in seguito}", "più tardi", "in un secondo momento",
            ],
            "450 Riprovare tra qualche minuto", Source) { Confidence = Confidence.Medium },
        new("italian-policy", Reason.PolicyBlock,
            [
                "{politiche|politica di|policy aziendali|policy aziendale|criteri di sicurezza}", "{motivi di sicurezza|ragioni di sicurezza}",
                "accesso negato", "{rifiutato}", "autenticazione {richiesta|necessaria|obbligatoria}",
            ],
            "554 Messaggio rifiutato per motivi di sicurezza", Source) { Confidence = Confidence.Medium },
    ];
}
