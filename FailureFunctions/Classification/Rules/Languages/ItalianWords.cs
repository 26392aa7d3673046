namespace FailureFunctions.Classification.Rules.Languages;

/// <summary>
/// What the rules of <see cref="Italian"/> are composed of: nouns for the mailbox, the message and the sender in Italian, and what is said of them.
/// </summary>
internal static class ItalianWords
{
    /// <summary>The classes of words, as in <see cref="WordClasses"/>.</summary>
    public static Dictionary<string, string[]> Classes { get; } = new()
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
            "non corretta", "non registrato", "non registrata", "non è registrato", "non censito", "non individuato", "irreperibile", "non figura",
            "non figurano", "non è conosciuto", "non conosciuto", "non è censito", "non è configurato", "non è configurata", "non configurato",
            "non è più valido", "non è più valida", "non assegnato", "non corrisponde", "non riconosce", "non esatto", "errati", "malformato",
            "non identificato", "soppresso",
        ],
        ["{chiuso}"] =
        [
            "disabilitato", "disabilitata", "disattivato", "disattivata", "sospeso", "sospesa", "bloccato", "bloccata", "chiuso", "chiusa",
            "scaduto", "scaduta", "inattivo", "inattiva", "non attivo", "non attiva", "non è attivo", "non è attiva", "non più attivo",
            "non più attiva", "non è più attivo", "non è più attiva", "dismesso", "dismessa", "non è più in uso", "non più utilizzata",
            "non più utilizzato", "non è più utilizzato", "cessato", "cessata", "fuori servizio", "archiviata", "congelata", "revocata",
            "non abilitata", "non abilitato", "inibita", "inibito", "cessati", "non operativa", "non operativo", "temporaneamente chiusa",
            "non più consultata", "non più letta", "non rinnovata",
        ],
        ["{pieno}"] =
        [
            "piena", "pieno", "piene", "ha superato", "superato", "superata", "supera", "oltre quota", "over quota", "esaurita", "esaurito",
            "ha esaurito", "raggiunto", "ha raggiunto", "saturo", "satura", "spazio insufficiente", "non ha spazio", "senza spazio", "al completo",
            "al limite", "esaurite", "satura di messaggi", "non ha più spazio", "oltre il limite", "oltre la quota",
        ],
        ["{messaggio}"] =
        [
            "messaggio", "messaggi", "email", "mail", "posta",
        ],
        ["{mittente}"] =
        [
            "mittente", "mittenti", "indirizzo mittente", "indirizzo del mittente", "dominio mittente", "dominio del mittente",
        ],
        ["{rifiutato}"] =
        [
            "rifiutato", "rifiutata", "rifiutati", "respinto", "respinta", "bloccato", "bloccata", "negato", "negata", "non consentito",
            "non consentita", "non consentiti", "non è consentito", "non è consentita", "non ammesso", "non ammessa", "non permesso",
            "non permessa", "non è permesso", "non autorizzato", "non autorizzata", "non è autorizzato", "non è autorizzata", "non accettato",
            "non accettata", "non accettati", "vietato", "vietata", "proibito", "non gradito",
        ],
        ["{il vostro account}"] =
        [
            "vostro account", "tuo account", "suo account", "vostra casella", "tua casella", "sua casella", "vostro indirizzo", "tuo indirizzo",
            "suo indirizzo", "vostro indirizzo email", "vostro utente", "vostro dominio", "tuo dominio",
        ],
    };
}
