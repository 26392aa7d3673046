namespace FailureFunctions.Classification.Rules.Languages;

/// <summary>Replies in German: GMX, Web.de, T-Online, Freenet, IONOS, Strato, Exchange and Gmail in German. Umlauts also as ae, oe, ue.</summary>
internal static class German
{
    private const string Source = "Field use in Germany, Austria and Switzerland";

    /// <summary>The classes of words, as in <see cref="WordClasses"/>.</summary>
    public static Dictionary<string, string[]> Words { get; } = new()
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
            "nicht zugeordnet",
        ],
        ["{gesperrt}"] =
        [
            "gesperrt", "deaktiviert", "inaktiv", "stillgelegt", "abgeschaltet", "geschlossen", "gekündigt", "gekuendigt", "aufgelöst",
            "nicht mehr aktiv", "nicht aktiv", "nicht aktiviert", "nicht mehr genutzt", "nicht mehr benutzt", "nicht mehr verwendet",
            "nicht mehr abgerufen", "nicht mehr gelesen", "nicht mehr in Betrieb", "nicht mehr in Gebrauch", "nicht mehr in Verwendung",
            "außer Betrieb", "abgemeldet", "eingestellt", "ruht", "suspendiert", "ausgesetzt", "archiviert",
        ],
        ["{voll}"] =
        [
            "voll", "überfüllt", "ueberfuellt", "erschöpft", "erschoepft", "überschritten", "ueberschritten", "überschreitet", "aufgebraucht",
            "ausgeschöpft", "erreicht", "übersteigt", "belegt", "überlastet", "nicht genug Platz", "nicht genügend Platz",
            "nicht genügend Speicherplatz", "keinen Platz", "keinen Speicherplatz",
        ],
        ["{nachricht}"] = ["Nachricht", "Nachrichten", "Mail", "Mails", "Email", "Emails", "Mitteilung", "Sendung", "Post"],
        ["{absender}"] =
        [
            "Absender", "Absenders", "Absenderadresse", "Absenderdomain", "Absenderdomäne", "Versender", "Versenders", "Senderadresse", "Return-Path",
            "Ihr Konto", "Ihr Account", "Ihre E-Mail-Adresse", "Ihre Mailadresse", "Ihr Postfach", "Ihre Domain",
        ],
        ["{abgelehnt}"] =
        [
            "abgelehnt", "verweigert", "zurückgewiesen", "zurueckgewiesen", "abgewiesen", "geblockt", "blockiert", "gesperrt", "nicht angenommen",
            "nicht akzeptiert", "nicht erlaubt", "nicht zulässig", "nicht zugelassen", "nicht gestattet", "nicht autorisiert", "nicht berechtigt",
            "untersagt", "unzulässig", "unerwünscht",
        ],
    };

    /// <summary>The rules; <see cref="OtherLanguages"/> orders them by what they say.</summary>
    public static Rule[] Rows { get; } =
    [
        new("german-recipient-refuses", Reason.RecipientRefused,
            [
                "nicht berechtigt … {postfach}", "keine Berechtigung … {postfach}", "nicht erlaubt … an {diesen|diese|dieses|den} {postfach}",
                "{postfach} {akzeptiert|nimmt} ‥ keine {nachricht}", "{postfach} {akzeptiert|nimmt} ‥ nur {nachricht}",
                "{postfach} hat ‥ blockiert", "{postfach} hat ‥ gesperrt", "{postfach} möchte ‥ keine", "{postfach} wünscht keine",
                "{vom Empfänger|vom Benutzer|von der Empfängerin|durch den Empfänger} ‥ {abgelehnt}",
                "{nur|ausschließlich} {Mitglieder|für Mitglieder|interne Absender}",
                "{nur|ausschließlich} {von internen|bestimmte Absender|authentifizierte Absender|Abonnenten}", "kein Mitglied", "nicht Mitglied",
                "{Übermittlung|Zustellung} an diese Adresse ‥ eingeschränkt", "zulässigen Absender",
            ],
            "550 5.7.1 Sie sind nicht berechtigt, an diesen Empfänger zu schreiben", Source),
        new("german-authentication", Reason.AuthFailed,
            [
                "SPF … {fehlgeschlagen|nicht|negativ|fehlerhaft|darf nicht|verletzt|abgelehnt}", "SPF-Prüfung", "SPF-Eintrag", "Rückwärtsauflösung",
                "Reverse-Eintrag", "Reverse-Lookup",
                "{Authentifizierung|Authentisierung|Anmeldung|Autorisierung|Login} ‥ {fehlgeschlagen|gescheitert|nicht erfolgreich}",
                "{Authentifizierung|Authentisierung|Anmeldung|Autorisierung|Login} ‥ {ungültig|abgelehnt|verweigert}",
                "{Passwort|Kennwort|Zugangsdaten|Anmeldedaten} ‥ {falsch|ungültig|nicht korrekt|fehlerhaft}",
                "{falsches|ungültiges|falsche|ungültige} {Passwort|Kennwort|Zugangsdaten|Anmeldedaten}", "nicht authentifiziert",
            ],
            "550 SPF-Prüfung fehlgeschlagen für example.com", Source),
        new("german-full", Reason.MailboxFull,
            [
                "{postfach} ‥ {voll}", "{Posteingang|Briefkasten|Inbox|Eingangsfach} ‥ {voll}", "{volles|volle|überfülltes|überfüllte} {postfach}",
                "{Speicher|Speicherplatz|Speichervolumen|Speicherlimit|Speicherkapazität|Speichergrenze} ‥ {voll}",
                "{Kontingent|Quota|Quote|Mailquota|Postfachgröße|Postfachgrenze} ‥ {voll}", "Speichervolumen", "Speicherlimit", "Speicherkapazität",
                "Speicherplatz", "Kontingent", "zuviele Mails auf", "zu viele Nachrichten im Postfach",
            ],
            "552 Das Postfach des Empfängers ist voll, bitte versuchen Sie es später erneut", Source),
        new("german-rate", Reason.RateLimited,
            [
                "{zu viele|zuviele} {nachricht}",
                "{zu viele|zuviele} ‥ {Verbindungen|Empfänger|Empfaenger|Anfragen|Sitzungen|Versuche|Fehler|Zustellversuche}",
                "Limit ‥ {überschritten|erreicht}", "{Sendelimit|Versandlimit|Sendekontingent|Versandkontingent}",
                "{Maillimit|Ratenlimit|Ratenbegrenzung|Nachrichtenlimit|Empfängerlimit}", "zu schnell hintereinander",
                "{nachricht} pro {Stunde|Tag|Minute}", "{Greylisting|Grauliste|Graylisting}",
            ],
            "450 Zu viele Verbindungen, bitte versuchen Sie es später erneut", Source),
        new("german-sender", Reason.SenderRejected,
            [
                "{absender} ‥ {unbekannt}", "{absender} ‥ {abgelehnt}", "{absender} nicht", "Absender ist nicht", "Absenderadresse … nicht",
                "Domain des Absenders", "Domäne des Absenders", "{unbekannter|unbekannte|ungültiger|ungültige|ungueltige} {absender}",
                "{falsche|falscher|unzulässiger|unzulässige|kein gültiger|keine gültige} {absender}", "nicht als gültiger Absender",
                "{nachricht} von {address} ‥ {abgelehnt}",
            ],
            "550 Absenderadresse wird nicht angenommen: Domain nicht gefunden", Source),
        new("german-too-large", Reason.MessageTooLarge,
            [
                "{nachricht} … {zu groß|zu gross|größer als|groesser als|zu umfangreich|zu lang}",
                "{Anhang|Anhänge|Anlage|Anlagen|Datei} … {zu groß|zu gross}",
                "{Nachrichtengröße|Nachrichtengroesse|Mailgröße|Größenbegrenzung|Größenbeschränkung|Größenlimit}",
                "{maximale|maximal|zulässige|zulässigen|erlaubte|erlaubten|maximal erlaubte} {Größe|Groesse}",
                "überschreitet … {Größe|Groesse|MB|Megabyte}",
            ],
            "552 Die Nachricht ist zu groß", Source),
        new("german-reputation", Reason.ReputationBlock,
            [
                "{schwarze|schwarzen} Liste", "{Sperrliste|Blockliste|Negativliste}", "{Ihre IP|Ihrer IP|Reputation}",
                "{IP|IP-Adresse|Server|Mailserver} … {gesperrt|geblockt|blockiert|gelistet|abgewiesen|zurückgewiesen}",
                "{Host|Rechner|Netz|Netzwerk|Provider} … {gesperrt|geblockt|blockiert|gelistet|abgewiesen|zurückgewiesen}",
                "{wegen|aufgrund von} {Spamversand|Spamversands|Spam-Versand|Missbrauch}",
            ],
            "554 Ihre IP-Adresse 192.0.2.1 steht auf unserer Sperrliste", Source),
        new("german-spam", Reason.SpamContent,
            [
                "{Spamverdacht|Spam-Verdacht|als Spam|Spamfilter|Spam-Filter|Spamerkennung}",
                "{Spamschutz|Spaminhalt|Werbemail|Werbe-Mail|Junk-Mail|Spampunkte}",
                "{unerwünschte|unerwuenschte|unerwünschter|unverlangte} {Werbung|nachricht|Massenmail}", "enthält Spam", "als unerwünscht",
            ],
            "554 Die Nachricht wurde als Spam eingestuft und abgelehnt", Source),
        new("german-content", Reason.ContentRejected,
            [
                "Virus gefunden", "{Schadsoftware|Viren|Schadcode|virenverseucht|infiziert}",
                "{Anhang|Anhänge|Dateianhang|Dateianhänge|Anlage|Anlagen} … {abgelehnt}", "{Dateityp|Dateiendung|Anhangstyp}",
                "Inhalt ‥ {abgelehnt}", "{unzulässiger|unerlaubter|verbotener} {Inhalt|Anhang}",
                "{Kopfzeile|Header|Betreff} ‥ {fehlt|ungültig|fehlerhaft}", "Betreff ‥ {abgelehnt}",
            ],
            "552 Der Anhang ist nicht zulässig", Source),
        new("german-relay", Reason.RoutingError,
            [
                "{Weiterleiten|Weiterleitung|Relaying|Relay} … {abgelehnt}", "{kein|keine} {Relay|Relaying|Weiterleitung}",
                "{Endlosschleife|Mailschleife|Schleife|Mail-Loop}", "zu viele {Hops|Zwischenstationen|Weiterleitungen}", "nicht zuständig für",
                "nicht für ‥ zuständig",
            ],
            "550 Weiterleiten ist nicht gestattet", Source),
        new("german-expired", Reason.Expired,
            [
                "{Zustellversuche|Zustellversuch|Versuche|Versuch|Zustellung} … {eingestellt|aufgegeben|abgebrochen}",
                "{Zustellfrist|Zustellzeit|Wartezeit|Gültigkeitsdauer} … {abgelaufen|überschritten}", "{nachricht} ‥ abgelaufen",
                "{Tage|Tagen|Stunden} {nicht|lang nicht|hinweg nicht} ‥ {zugestellt|ausgeliefert}", "{Warteschlange|Queue} ‥ {entfernt|gelöscht}",
                "zu lange in der {Warteschlange|Queue}", "{mehrfach|wiederholt|mehrmals} ‥ versucht", "nach … {Zustellversuchen|Versuchen}",
                "{Stunden|Tagen|Tage} … erfolglos", "erfolglos … {Stunden|Tagen|Tage}",
            ],
            "Zustellfrist von 5 Tagen abgelaufen", Source),
        new("german-connection", Reason.ConnectionFailed,
            [
                "{Verbindung|Verbindungsaufbau|Verbindungsversuch} … {abgelehnt|verweigert|fehlgeschlagen}",
                "{Verbindung|Verbindungsaufbau|Verbindungsversuch} … {gescheitert|unterbrochen|getrennt}",
                "{Verbindung|Verbindungsaufbau|Verbindungsversuch} … {verloren|abgebrochen|beendet}",
                "{Verbindung|Verbindungsaufbau|Verbindungsversuch} … {geschlossen|nicht möglich|nicht hergestellt|nicht aufgebaut}",
                "{Zeitüberschreitung|Zeitueberschreitung|Verbindungsfehler|Verbindungsabbruch}", "keine Verbindung",
                "{Server|Mailserver|Zielserver|Host|Zielsystem} ‥ {nicht erreichbar|antwortet nicht|reagiert nicht|nicht erreicht}",
                "keine Antwort {vom|von}", "{TLS|SSL|Zertifikat} … {fehlgeschlagen|ungültig|abgelaufen|nicht}",
            ],
            "Verbindung zum Zielserver fehlgeschlagen", Source),
        new("german-protocol", Reason.ProtocolError,
            [
                "Syntaxfehler", "{Befehl|Kommando|Befehls|Parameter} ‥ {nicht erkannt|unbekannt|nicht implementiert|ungültig|nicht unterstützt}",
                "{unbekannter|unbekanntes|ungültiger|ungültiges} {Befehl|Kommando|Parameter}",
                "{falsche|fehlerhafte|ungültige} {Befehlsreihenfolge|Befehlsfolge|Reihenfolge}",
            ],
            "500 Befehl nicht erkannt", Source),
        new("german-disabled", Reason.MailboxDisabled,
            [
                "{postfach} … {gesperrt}", "{gesperrtes|gesperrter|deaktiviertes|deaktivierter|inaktives|inaktiver} {postfach}",
                "{postfach} nimmt derzeit keine",
            ],
            "550 Das Postfach wurde gesperrt", Source),
        new("german-domain", Reason.DomainUnknown,
            [
                "{Domain|Domäne|Domaene|Domainname|Domänenname|Empfängerdomain} ‥ {unbekannt}",
                "{Empfängerdomäne|Zieldomain|Zieldomäne|Zielhost|Zielrechner|Hostname} ‥ {unbekannt}",
                "{unbekannte|ungültige|keine gültige|nicht existierende} {Domain|Domäne|Empfängerdomain|Zieldomain}",
                "{unbekannter|ungültiger} {Host|Hostname|Rechner}",
                "{kein|keinen|keine} {Mailserver|Mailexchanger|MX|MX-Eintrag|MX-Record|MX-Einträge|Mail-Server}",
            ],
            "550 Die Domain voorbeeld.invalid: Domain existiert nicht", Source),
        new("german-unknown", Reason.MailboxUnknown,
            [
                "{postfach} … {unbekannt}", "{postfach} gibt es ‥ nicht", "{address} ‥ {unbekannt}", "{address} … nicht gefunden",
                "niemand mit diesem Namen", "niemanden mit diesem Namen", "zugestellt werden ‥ wurde nicht ‥ gefunden",
                "{kein|keinen|keine|kein solcher|kein solches|keine solche} {postfach}",
                "{kein gültiger|kein gültiges|keine gültige|unbekannter|unbekannte|unbekanntes} {postfach}",
                "{ungültiger|ungültige|ungültiges|ungueltiger|ungueltige|falsche} {postfach}",
                "{falscher|nicht existierende|nicht existierender|nicht existierendes|nicht vorhandene|nicht vorhandener} {postfach}",
                "{arbeitet|beschäftigt|tätig} nicht mehr", "nicht mehr {bei uns|beschäftigt|tätig|im Unternehmen|im Hause|für uns}",
                "{Unternehmen|Firma|Haus} verlassen", "ausgeschieden",
            ],
            "550 5.1.1 Empfänger unbekannt", Source),
        new("german-fault", Reason.ServerError,
            [
                "{vorübergehend|voruebergehend|zeitweise|momentan nicht|derzeit nicht|zur Zeit nicht|zurzeit nicht}",
                "{interner|lokaler|temporärer|technischer} {Fehler|Serverfehler|Systemfehler}",
                "{Serverfehler|Systemfehler|Wartungsarbeiten|Wartung|Störung|Konfigurationsfehler}", "nicht verfügbar",
                "{technische|technisches|technischer|technischen} {Probleme|Problem|Problemen|Störung|Gründen}",
                "{Fehler|Problem} bei der {Verarbeitung|Zustellung}", "{Systemspeicher|Festplatte|Datenbank}", "überlastet",
            ],
            "451 Interner Fehler, Dienst gestört", Source) { Confidence = Confidence.Medium },
        new("german-later", Reason.RateLimited,
            [
                "{später|spaeter} {erneut|noch einmal|nochmals|nochmal|wieder}", "versuchen Sie es {später|spaeter|erneut|nochmals}",
                "{in|nach} ‥ {Minuten|Sekunden|Stunden} {erneut|noch einmal|nochmals|wieder}",
            ],
            "450 Bitte versuchen Sie es später noch einmal", Source) { Confidence = Confidence.Medium },
        new("german-policy", Reason.PolicyBlock,
            [
                "{Richtlinie|Richtlinien|Sicherheitsrichtlinie|Sicherheitsrichtlinien|Richtliniengründen|Sicherheitsgründen}", "{abgelehnt}",
                "{Annahme|Zugriff|Zugang} verweigert", "{Authentifizierung|Anmeldung} {erforderlich|notwendig}",
            ],
            "554 Annahme verweigert", Source) { Confidence = Confidence.Medium },
    ];
}
