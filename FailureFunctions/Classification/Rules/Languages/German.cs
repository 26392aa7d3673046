namespace FailureFunctions.Classification.Rules.Languages;

/// <summary>Replies in German: GMX, Web.de, T-Online, Freenet and many small hosters. Umlauts also as ae, oe, ue.</summary>
internal static class German
{
    private const string Source = "Field use in Germany, Austria and Switzerland";
    private const string Who = "{Empfänger|Empfaenger|Benutzer|Nutzer|User|Anwender|Teilnehmer|Kunde|Person|Adressat|Adresse|Mailadresse|Emailadresse|E-Mail-Adresse|Empfängeradresse|Empfaengeradresse|Zieladresse|Postfach|Mailbox|Konto|Mailkonto|Account|Benutzername|Benutzerkonto|Postfachs}";
    private const string Gone = "{unbekannt|existiert nicht|existieren nicht|existiert hier nicht|nicht gefunden|nicht bekannt|nicht vorhanden|ungültig|ungueltig|nicht gültig|nicht gueltig|nicht mehr gültig|nicht mehr vorhanden|nicht mehr verfügbar|nicht mehr verfuegbar|existiert nicht mehr|existiert leider nicht|nicht existent|gelöscht|geloescht|gibt es nicht|nicht registriert|nicht eingerichtet|nicht ermittelt}";

    /// <summary>The rules, the first having precedence.</summary>
    public static Rule[] Rows { get; } =
    [
        new("german-rate", Reason.RateLimited,
            [
                "zu viele Verbindungen", "zu viele Nachrichten", "zu viele Empfänger", "zu viele Empfaenger", "zu viele E-Mails",
                "zu viele Mails", "später erneut", "spaeter erneut", "später noch einmal", "später nochmal", "später wieder",
                "spaeter noch einmal", "versuchen Sie es später", "Limit überschritten", "Sendelimit",
            ],
            "450 Zu viele Verbindungen, bitte versuchen Sie es später erneut", Source),
        new("german-sender", Reason.SenderRejected,
            [
                "Absender unbekannt", "Absender abgelehnt", "Absender nicht", "Absender ungültig", "Absenderadresse … ungültig",
                "Absenderadresse … abgelehnt", "Absenderadresse … nicht", "Absender-Domain", "Absenderdomain", "ungültiger Absender",
                "unbekannter Absender",
            ],
            "550 Absenderadresse wird nicht angenommen: Domain nicht gefunden", Source),
        new("german-too-large", Reason.MessageTooLarge,
            [
                "Nachricht … zu gross", "Nachricht … zu groß", "Nachricht ist zu gross", "E-Mail … zu groß", "Mail ist zu gross",
                "Nachrichtengröße", "Nachrichtengroesse", "maximale Größe", "überschreitet die maximal*", "überschreitet … Größe",
                "Anhang … zu gross",
            ],
            "552 Die Nachricht ist zu groß", Source),
        new("german-full", Reason.MailboxFull,
            [$"{Who} ‥ {{voll|überfüllt|ueberfuellt|erschöpft}}", "Speichervolumen", "Speicherlimit", "Speicherkapazität", "Kontingent überschritten", "Speicherplatz überschritten",
                "Postfach voll", "Postfach ist voll", "Postfach … voll", "Postfach … überfüllt", "Mailbox voll", "Mailbox ist voll",
                "Mailbox … voll", "Speicherplatz", "Speicher … voll", "Quota überschritten", "Quota ueberschritten", "Quote überschritten",
                "Posteingang … voll", "Briefkasten … voll", "Kontingent",
            ],
            "552 Das Postfach des Empfängers ist voll", Source),
        new("german-reputation", Reason.ReputationBlock,
            [
                "schwarze Liste", "schwarzen Liste", "Sperrliste", "Blockliste", "Ihre IP", "IP-Adresse … gesperrt",
                "IP-Adresse … blockiert", "Reputation", "Server … gesperrt", "Server … blockiert",
            ],
            "554 Ihre IP-Adresse 192.0.2.1 steht auf unserer Sperrliste", Source),
        new("german-spam", Reason.SpamContent,
            ["Spamverdacht", "Spam-Verdacht", "als Spam", "Spamfilter", "unerwünschte Werbung", "unerwünschte E-Mail", "Werbemail"],
            "554 Die Nachricht wurde als Spam eingestuft und abgelehnt", Source),
        new("german-content", Reason.ContentRejected,
            [
                "Virus gefunden", "Schadsoftware", "Anhang … nicht erlaubt", "Anhang … nicht zulässig", "Dateityp", "Inhalt … abgelehnt",
                "unzulässiger Inhalt",
            ],
            "552 Der Anhang ist nicht zulässig", Source),
        new("german-disabled", Reason.MailboxDisabled,
            [$"{Who} … {{gesperrt|deaktiviert|inaktiv|stillgelegt|abgeschaltet|geschlossen|gekündigt|gekuendigt|nicht mehr aktiv|nicht aktiv|nicht mehr genutzt|abgemeldet|nicht mehr benutzt|nicht mehr in Betrieb}}",
                "Postfach … gesperrt", "Postfach … deaktiviert", "Postfach gesperrt", "Postfach … inaktiv", "Mailbox gesperrt",
                "Mailbox … gesperrt", "Mailbox … deaktiviert", "Konto … gesperrt", "Konto … deaktiviert", "Konto gesperrt",
                "Benutzer … gesperrt", "Benutzer … deaktiviert", "Empfänger … gesperrt", "Empfänger … deaktiviert",
                "Adresse … deaktiviert", "Adresse … gesperrt", "Account … gesperrt", "Account … deaktiviert", "stillgelegt",
            ],
            "550 Das Postfach wurde gesperrt", Source),
        new("german-unknown", Reason.MailboxUnknown,
            [$"{Who} gibt es ‥ nicht", $"{{address}} ‥ {Gone}", $"{Who} … {Gone}", $"{{unbekannter|unbekannte|unbekanntes|ungültiger|ungültige|ungültiges|ungueltiger|ungueltige|kein|keine|keinen|kein solcher|keine solche|falsche|falscher|nicht existierende|nicht existierender}} {Who}", "niemand mit diesem Namen", "zugestellt werden ‥ wurde nicht ‥ gefunden",
                "Empfänger unbekannt", "Empfaenger unbekannt", "Empfänger … unbekannt", "Empfänger existiert nicht",
                "Empfaenger existiert nicht", "Empfänger … existiert nicht", "Empfänger nicht gefunden", "Empfänger … nicht gefunden",
                "Empfänger nicht bekannt", "unbekannter Empfänger", "unbekannter Empfaenger", "ungültiger Empfänger", "Empfänger ungültig",
                "kein solcher Empfänger", "Benutzer unbekannt", "Benutzer … unbekannt", "unbekannter Benutzer", "Benutzer existiert nicht",
                "Benutzer … existiert nicht", "Benutzer nicht gefunden", "kein Benutzer", "Nutzer unbekannt", "Nutzer existiert nicht",
                "unbekannter Nutzer", "Adresse existiert nicht", "Adresse … existiert nicht", "Adresse unbekannt", "Adresse … unbekannt",
                "unbekannte Adresse", "Adresse nicht gefunden", "Adresse … nicht gefunden", "Adresse nicht bekannt", "ungültige Adresse",
                "ungültige E-Mail*", "Adresse ungültig", "Empfängeradresse … ungültig", "Empfängeradresse … existiert nicht",
                "Postfach existiert nicht", "Postfach … existiert nicht", "Postfach nicht gefunden", "Postfach nicht vorhanden",
                "kein Postfach", "Postfach unbekannt", "Mailbox existiert nicht", "Mailbox nicht gefunden", "Mailbox unbekannt",
                "Mailbox nicht vorhanden", "kein solches Postfach", "Konto existiert nicht", "Konto … existiert nicht",
                "nicht mehr gültig", "Adresse … nicht vorhanden", "Empfänger … nicht vorhanden", "Benutzer … nicht vorhanden",
            ],
            "550 5.1.1 Empfänger unbekannt", Source),
        new("german-domain", Reason.DomainUnknown,
            ["Domain existiert nicht", "Domain nicht gefunden", "Domain … nicht gefunden", "Domäne … nicht", "unbekannte Domain", "Domain unbekannt"],
            "550 Die Domain voorbeeld.invalid: Domain existiert nicht", Source),
        new("german-policy", Reason.PolicyBlock,
            ["Richtlinie*", "aus Sicherheitsgründen", "nicht erlaubt", "verweigert", "abgelehnt", "Annahme verweigert", "nicht akzeptiert"],
            "554 Annahme verweigert", Source) { Confidence = Confidence.Medium },
        new("german-fault", Reason.ServerError,
            [
                "vorübergehend", "voruebergehend", "interner Fehler", "Serverfehler", "Systemfehler", "Wartungsarbeiten",
                "nicht verfügbar", "technischer Fehler",
            ],
            "451 Interner Fehler, Dienst vorübergehend gestört", Source) { Confidence = Confidence.Medium },
    ];
}
