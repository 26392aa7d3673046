namespace FailureFunctions.Classification.Rules.Languages;

/// <summary>
/// What the rules of <see cref="Nordic"/> are composed of: nouns for the mailbox, the message and the sender in Swedish, Danish and Norwegian, and what is said of them.
/// </summary>
internal static class NordicWords
{
    /// <summary>The classes of words, as in <see cref="WordClasses"/>.</summary>
    public static Dictionary<string, string[]> Classes { get; } = new()
    {
        ["{postlåda}"] =
        [
            "mottagare", "mottagaren", "mottagarens", "användare", "användaren", "adress", "adressen", "e-postadress", "e-postadressen", "brevlåda",
            "brevlådan", "postlåda", "postlådan", "inkorg", "inkorgen", "konto", "kontot", "e-postkontot", "modtager", "modtageren", "modtagerens",
            "bruger", "brugeren", "adresse", "e-mailadresse", "mailadresse", "mailadressen", "postkasse", "postkassen", "indbakke", "indbakken",
            "kontoen", "mailkonto", "mottaker", "mottakeren", "mottakerens", "bruker", "brukeren", "e-postadresse", "e-postadressa", "postboks",
            "postboksen", "innboks", "innboksen", "personen", "person",
        ],
        ["{okänd}"] =
        [
            "okänd", "okänt", "finns inte", "existerar inte", "hittades inte", "hittas inte", "kunde inte hittas", "kan inte hittas",
            "kan inte hitta", "inte hittas", "saknas", "ogiltig", "ogiltigt", "är inte giltig", "inte giltig", "inte längre giltig", "borttagen",
            "borttaget", "felaktig", "fel", "ukendt", "findes ikke", "eksisterer ikke", "blev ikke fundet", "ikke fundet", "kunne ikke findes",
            "kan ikke findes", "ugyldig", "ugyldigt", "ikke gyldig", "slettet", "forkert", "nedlagt", "ikke oprettet", "ukjent", "finnes ikke",
            "ble ikke funnet", "ikke funnet", "kunne ikke finnes", "feil", "ikke registrert", "fjernet",
        ],
        ["{stängd}"] =
        [
            "inaktiv", "inaktivt", "inaktiverad", "inaktiverat", "avstängd", "avstängt", "spärrad", "spärrat", "stängd", "stängt", "avslutad",
            "avslutat", "används inte längre", "inte längre aktiv", "inte aktiv", "inte aktivt", "låst", "blockerad", "blockerat", "upphört",
            "deaktiveret", "lukket", "spærret", "suspenderet", "opsagt", "ikke aktiv", "ikke længere aktiv", "ikke længere i brug",
            "bruges ikke længere", "blokeret", "deaktivert", "stengt", "sperret", "suspendert", "avsluttet", "ikke lenger i bruk",
            "ikke lenger aktiv", "brukes ikke lenger", "blokkert",
        ],
        ["{fullt}"] =
        [
            "full", "fullt", "fuld", "fyldt", "överskriden", "överskrider", "överskridit", "överskridet", "slut", "overskredet", "overskrider",
            "oversteget", "nådd", "nået", "ingen plass", "ingen plads", "inget utrymme", "ikke mer plass", "ikke mere plads", "över kvoten",
        ],
        ["{meddelande}"] =
        [
            "meddelande", "meddelandet", "meddelanden", "mejl", "mejlet", "brevet", "e-post", "e-postmeddelandet", "e-posten", "meddelelse",
            "meddelelsen", "meddelelser", "besked", "beskeden", "beskeder", "mail", "mailen", "melding", "meldingen", "meldinger",
        ],
        ["{avsändare}"] =
        [
            "avsändare", "avsändaren", "avsändarens", "avsändaradress", "avsändaradressen", "afsender", "afsenderen", "afsenderens",
            "afsenderadressen", "avsender", "avsenderen", "avsenderens", "avsenderadressen", "ditt konto", "din konto", "kontoen din", "din adress",
            "din adresse",
        ],
        ["{avvisad}"] =
        [
            "avvisad", "avvisat", "avvisades", "avvisas", "nekad", "nekades", "blockerad", "blockerat", "inte tillåten", "inte tillåtet",
            "inte tillåtna", "tillåts inte", "tas inte emot", "accepteras inte", "ej tillåten", "spärrad", "afvist", "afvises", "nægtet",
            "blokeret", "ikke tilladt", "ikke accepteret", "accepteres ikke", "avvist", "nektet", "blokkert", "ikke tillatt", "ikke akseptert",
            "aksepteres ikke", "sperret",
        ],
    };
}
