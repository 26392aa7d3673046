namespace FailureFunctions.Classification.Rules.Languages;

/// <summary>
/// What the rules of <see cref="German"/> are composed of: nouns for the mailbox, the message and the sender in German, and what is said of them.
/// </summary>
internal static class GermanWords
{
    /// <summary>The classes of words, as in <see cref="WordClasses"/>.</summary>
    public static Dictionary<string, string[]> Classes { get; } = new()
    {
        ["{postfach}"] =
        [
            "Empfänger", "Empfaenger", "Empfängers", "Empfaengers", "Adressat", "Benutzer", "Nutzer", "User", "Anwender", "Teilnehmer", "Kunde",
            "Kunden", "Person", "Mitarbeiter", "Mitarbeiterin", "Adresse", "Mailadresse", "Emailadresse", "Empfängeradresse", "Empfaengeradresse",
            "Zieladresse", "Postfach", "Postfachs", "Postfaches", "Postfächer", "Mailbox", "Konto", "Mailkonto", "Emailkonto", "Account",
            "Benutzername", "Benutzerkonto", "Alias",
        ],
        ["{unbekannt}"] =
        [
            "unbekannt", "existiert nicht", "existieren nicht", "existiert hier nicht", "existiert leider nicht", "existiert nicht mehr",
            "nicht existent", "nicht gefunden", "nicht auffindbar", "nicht zu finden", "nicht bekannt", "nicht vorhanden", "nicht mehr vorhanden",
            "ungültig", "ungueltig", "nicht gültig", "nicht gueltig", "nicht mehr gültig", "nicht mehr gueltig", "nicht mehr verfügbar",
            "nicht mehr verfuegbar", "nicht mehr erreichbar", "gelöscht", "geloescht", "entfernt", "gibt es nicht", "gibt es hier nicht",
            "gibt es nicht mehr", "nicht registriert", "nicht eingerichtet", "nicht angelegt", "nicht ermittelt", "nicht aufgeführt",
            "nicht eingetragen", "nicht zustellbar", "falsch", "fehlerhaft", "nicht korrekt", "nicht identifiziert", "nicht aufgelöst",
            "nicht zugeordnet", "nicht zugeteilt", "nicht vergeben", "nicht ermittelbar", "nicht mehr eingerichtet", "nicht hinterlegt",
            "nicht verzeichnet", "nicht mehr existent", "kennen wir nicht", "nicht identifizierbar", "nicht mehr zu erreichen", "stimmt nicht",
            "nicht angemeldet",
        ],
        ["{gesperrt}"] =
        [
            "gesperrt", "deaktiviert", "inaktiv", "stillgelegt", "abgeschaltet", "geschlossen", "gekündigt", "gekuendigt", "aufgelöst",
            "nicht mehr aktiv", "nicht aktiv", "nicht aktiviert", "nicht mehr genutzt", "nicht mehr benutzt", "nicht mehr verwendet",
            "nicht mehr abgerufen", "nicht mehr gelesen", "nicht mehr in Betrieb", "nicht mehr in Gebrauch", "nicht mehr in Verwendung",
            "außer Betrieb", "abgemeldet", "eingestellt", "ruht", "suspendiert", "ausgesetzt", "archiviert", "blockiert", "geblockt", "abgelaufen",
            "nicht freigeschaltet", "nicht freigegeben", "außer Dienst", "nicht mehr betreut", "nicht mehr bearbeitet", "beendet",
        ],
        ["{voll}"] =
        [
            "voll", "überfüllt", "ueberfuellt", "erschöpft", "erschoepft", "überschritten", "ueberschritten", "überschreitet", "aufgebraucht",
            "ausgeschöpft", "erreicht", "übersteigt", "belegt", "überlastet", "nicht genug Platz", "nicht genügend Platz",
            "nicht genügend Speicherplatz", "keinen Platz", "keinen Speicherplatz", "kein Platz", "kein Speicherplatz", "kein freier Speicherplatz",
            "kein Speicher", "keinen Speicherplatz mehr", "zu voll", "am Limit", "keinen freien Speicher", "keinen freien Speicherplatz",
        ],
        ["{nachricht}"] =
        [
            "Nachricht", "Nachrichten", "Mail", "Mails", "Email", "Emails", "Mitteilung", "Sendung", "Post",
        ],
        ["{absender}"] =
        [
            "Absender", "Absenders", "Absenderadresse", "Absenderdomain", "Absenderdomäne", "Versender", "Versenders", "Senderadresse",
            "Return-Path", "Absenderfeld", "Absenderkonto", "Absenderpostfach", "Senders",
        ],
        ["{abgelehnt}"] =
        [
            "abgelehnt", "verweigert", "zurückgewiesen", "zurueckgewiesen", "abgewiesen", "geblockt", "blockiert", "gesperrt", "nicht angenommen",
            "nicht akzeptiert", "nicht erlaubt", "nicht zulässig", "nicht zugelassen", "nicht gestattet", "nicht autorisiert", "nicht berechtigt",
            "untersagt", "unzulässig", "unerwünscht",
        ],
        ["{ihr konto}"] =
        [
            "Ihr Konto", "Ihres Kontos", "Ihr Account", "Ihr E-Mail-Konto", "Ihr Mailkonto", "Ihr Mail-Konto", "Ihr Benutzerkonto", "Ihr Postfach",
            "Ihre Mailbox", "Ihre E-Mail-Adresse", "Ihre Mailadresse", "Ihre Adresse", "Ihre Domain", "Dein Konto", "Dein Account",
            "Dein E-Mail-Konto", "Dein Postfach", "Deine E-Mail-Adresse",
        ],
    };
}
