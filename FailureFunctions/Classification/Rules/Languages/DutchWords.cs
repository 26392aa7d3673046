namespace FailureFunctions.Classification.Rules.Languages;

/// <summary>
/// What the rules of <see cref="Dutch"/> are composed of: nouns for the mailbox, the message and the sender in Dutch, and what is said of them.
/// </summary>
internal static class DutchWords
{
    /// <summary>The classes of words, as in <see cref="WordClasses"/>.</summary>
    public static Dictionary<string, string[]> Classes { get; } = new()
    {
        ["{postvak}"] =
        [
            "gebruiker", "gebruikers", "gebruikersnaam", "ontvanger", "ontvangers", "geadresseerde", "geadresseerden", "persoon", "klant",
            "medewerker", "werknemer", "bestemmeling", "abonnee", "adres", "mailadres", "emailadres", "ontvangstadres", "postvak", "postvakken",
            "postbus", "brievenbus", "mailbox", "mailboxen", "account", "mailaccount", "alias",
        ],
        ["{onbekend}"] =
        [
            "onbekend", "bestaat niet", "bestaan niet", "bestaat hier niet", "bestaat niet meer", "bestaat helaas niet", "niet gevonden",
            "niet worden gevonden", "niet kan worden gevonden", "niet gevonden worden", "niet te vinden", "niet vinden", "niet bekend", "ongeldig",
            "niet geldig", "niet langer geldig", "niet meer geldig", "niet aanwezig", "niet correct", "onjuist", "foutief", "verkeerd",
            "verwijderd", "niet geregistreerd", "niet aangemaakt", "opgeheven", "niet meer beschikbaar", "niet langer beschikbaar", "niet herkend",
            "vervallen", "niet vermeld", "onbestelbaar", "komt niet voor", "komen niet voor", "kennen wij niet", "niet bij ons bekend",
            "niet meer aanwezig", "niet opgenomen", "niet toegewezen", "niet ingesteld", "niet langer bekend", "klopt niet", "bestaat niet (meer)",
        ],
        ["{geblokkeerd}"] =
        [
            "geblokkeerd", "uitgeschakeld", "gedeactiveerd", "inactief", "gesloten", "afgesloten", "opgezegd", "opgeschort", "stopgezet", "gestopt",
            "beëindigd", "buiten gebruik", "buiten werking", "niet actief", "niet meer actief", "niet langer actief", "niet meer in gebruik",
            "niet langer in gebruik", "niet meer gebruikt", "niet langer gebruikt", "niet meer gelezen", "niet geactiveerd", "bevroren",
            "gearchiveerd", "geschorst", "tijdelijk gesloten", "verlopen", "niet meer bereikbaar",
        ],
        ["{vol}"] =
        [
            "vol", "overvol", "overschreden", "overschrijdt", "bereikt", "te vol", "geen ruimte", "onvoldoende ruimte", "niet genoeg ruimte",
            "niet voldoende ruimte", "onvoldoende opslag", "onvoldoende opslagruimte", "over quota", "geen plaats", "te weinig ruimte",
            "geen opslagruimte", "geen vrije ruimte", "opgebruikt", "limiet bereikt", "volledig vol",
        ],
        ["{bericht}"] =
        [
            "bericht", "berichten", "mail", "mails", "email", "emails", "e-mailberichten", "e-mailbericht", "post",
        ],
        ["{afzender}"] =
        [
            "afzender", "afzenders", "afzenderadres", "afzenderdomein", "verzender", "verzendadres",
        ],
        ["{geweigerd}"] =
        [
            "geweigerd", "afgewezen", "geblokkeerd", "niet toegestaan", "niet geaccepteerd", "niet toegelaten", "verboden", "niet gemachtigd",
            "niet geautoriseerd", "niet bevoegd", "ontoelaatbaar", "tegengehouden",
        ],
        ["{uw account}"] =
        [
            "uw account", "uw mailaccount", "uw e-mailaccount", "uw mailbox", "uw postvak", "uw e-mailadres", "uw mailadres", "uw adres",
            "uw domein", "je account", "je mailbox", "je e-mailadres", "jouw account",
        ],
    };
}
