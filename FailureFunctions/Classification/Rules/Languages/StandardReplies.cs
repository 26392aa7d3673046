namespace FailureFunctions.Classification.Rules.Languages;

/// <summary>
/// The sentences of RFC 5321 itself ("Requested action not taken: mailbox unavailable", "insufficient system storage") as servers
/// and programs translate them. They come before what the languages' own rules make of single words.
/// </summary>
internal static class StandardReplies
{
    private const string Source = "RFC 5321, section 4.2.3, translated";

    /// <summary>The classes of words, as in <see cref="WordClasses"/>.</summary>
    public static Dictionary<string, string[]> Words { get; } = new()
    {
        ["{mailbox, translated}"] =
        [
            "Postfach", "Mailbox", "Briefkasten", "postvak", "postbus", "boîte", "boîte aux lettres", "buzón", "buzón de correo", "casilla",
            "casella", "casella di posta", "casella postale", "cassetta postale", "caixa de correio", "caixa postal",
        ],
        ["{unavailable, translated}"] =
        [
            "nicht verfügbar", "nicht verfuegbar", "nicht erreichbar", "niet beschikbaar", "onbeschikbaar", "indisponible", "non disponible",
            "pas disponible", "no disponible", "no está disponible", "non disponibile", "indisponível", "não disponível", "não está disponível",
        ],
    };

    /// <summary>The rules; <see cref="OtherLanguages"/> orders them by what they say.</summary>
    public static Rule[] Rows { get; } =
    [
        new("translated-system-storage", Reason.ServerError,
            [
                "Systemspeicher", "systeemopslag", "{ressources système|manque de ressources}", "almacenamiento del sistema",
                "{spazio di sistema|memoria di sistema|spazio nel sistema}",
                "{insuficiente no sistema|armazenamento do sistema|armazenamento no sistema}",
            ],
            "452 Nicht genügend Systemspeicher vorhanden", Source),
        new("ip-address-and-spam", Reason.ReputationBlock,
            [
                "{ip} … {spam|spams|Spamversand|Spammer|spammer}", "{spam|spams} ‥ {ip}",
            ],
            "554 192.0.2.1 a été signalée: envois de spam", "Field use: what is said of an address is no verdict on the message"),
        new("translated-mailbox-busy", Reason.RateLimited,
            [
                "{mailbox, translated} ‥ {unavailable, translated}",
            ],
            "450 Le message n'est pas remis: boîte aux lettres non disponible", Source)
            { Confidence = Confidence.Medium, When = Circumstances.Transient },
        new("translated-mailbox-unavailable", Reason.MailboxUnknown,
            [
                "{mailbox, translated} ‥ {unavailable, translated}",
            ],
            "550 Postfach nicht verfügbar", Source) { Confidence = Confidence.Medium },
    ];
}
