namespace FailureFunctions.Classification.Rules.Languages;

/// <summary>Replies in Polish: WP, Onet, Interia, home.pl, nazwa.pl, hosters and Exchange.</summary>
internal static class Polish
{
    private const string Source = "Field use in Poland; Microsoft's and Google's reports in Polish";
    private const string Who =
        "{użytkownik|użytkownika|odbiorca|odbiorcy|adresat|adresata|konto|konta|skrzynka|skrzynki|adres|adresu|adres e-mail|alias|login}";
    private const string Box = "{skrzynka|skrzynki|skrzynkę|skrzynce|konto|konta|kontem}";
    private const string Sender = "{nadawca|nadawcy|nadawcę|adres zwrotny}";
    private const string Unknown =
        "{nie istnieje|nie istnieją|nie został znaleziony|nie znaleziono|nie został odnaleziony|nieznany|nieznana|nieznane|nieprawidłowy|" +
        "nieprawidłowa|niepoprawny|niepoprawna|błędny|usunięte|usunięta|usunięty|skasowane|nie jest zarejestrowany}";
    private const string NoSuch =
        "{nie ma takiego|nie ma takiej|brak takiego|brak takiej|taki|takie|taka|nieznany|nieistniejący|nieistniejące|nieistniejąca|" +
        "nieprawidłowy|niepoprawny|niewłaściwy|błędny|nie znaleziono|nie można znaleźć|nie odnaleziono|nie udało się znaleźć}";
    private const string Disabled =
        "{nieaktywne|nieaktywna|nieaktywny|zablokowane|zablokowana|zablokowany|wyłączone|wyłączona|zawieszone|zawieszona|zamknięte|" +
        "zamknięta|dezaktywowane|dezaktywowana|wygasło|wygasła}";

    /// <summary>The rules, the first having precedence.</summary>
    public static Rule[] Rows { get; } =
    [
        new("polish-authentication", Reason.AuthFailed,
            [
                "{błąd|weryfikacj*|niepoprawn*|polityk*} ‥ {spf|dkim|dmarc}",
                "{spf|dkim|dmarc} ‥ {błąd|weryfikacj*|niepoprawn*|rekord*|odrzucon*|nie}",
                "{błąd|wymagane|wymagana|nieudane} {uwierzytelniani*|autoryzacj*|uwierzytelnienie}", "{niepoprawne|nieprawidłowe|błędne} hasło",
                "{rekord|rekordu} PTR", "{odwrotny|odwrotnego} DNS",
            ],
            "550 Błąd weryfikacji SPF", Source),
        new("polish-rate", Reason.RateLimited,
            [
                "zbyt {wiele|dużo|często}", "za {dużo|wiele} {połączeń|wiadomości|odbiorców}",
                "{limit|limitu|limity} ‥ {wysył*|wiadomości|połączeń|odbiorców|wysyłan*}", "szara lista", "szarej liście",
            ],
            "421 Zbyt wiele połączeń", Source),
        new("polish-routing", Reason.RoutingError,
            ["{przekazywanie|przekaz|relay} ‥ {zabronione|niedozwolone|odrzucone}", "pętla poczt*", "zapętl*"],
            "550 Przekazywanie zabronione", Source),
        new("polish-sender", Reason.SenderRejected,
            [$"{Sender} ‥ {Unknown}", $"{NoSuch} ‥ {Sender}", Sender + " ‥ {odrzucony|zablokowany|odrzucona}", "domena nadawcy"],
            "550 Niewłaściwy adres nadawcy", Source),
        new("polish-full", Reason.MailboxFull,
            [
                Box + " … {pełna|pełne|przepełniona|przepełnione|zapełniona|zapełnione}", "{przepełniona|pełna} skrzynka",
                "brak {miejsca|wolnego miejsca}", "{limit|limitu|limit pojemności|pojemność|pojemności|quota} ‥ {skrzynki|konta}",
                "przekroczona {powierzchnia|pojemność|quota}", "za mało miejsca",
            ],
            "552 Skrzynka odbiorcy jest pełna", Source),
        new("polish-too-large", Reason.MessageTooLarge,
            [
                "{wiadomość|wiadomości|załącznik|załączniki} … {za duża|zbyt duża|zbyt duży|zbyt długa|za długa|zbyt duże}",
                "rozmiar {wiadomości|załącznika|listu}", "{przekracza|przekroczono} … rozmiar*",
            ],
            "552 Wiadomość jest za duża", Source),
        new("polish-not-wanted", Reason.RecipientRefused,
            ["nie {masz|posiadasz} uprawnień", "{odbiorca|adresat} ‥ {odrzucił|zablokował|nie przyjmuje}", "tylko ‥ wewnętrzn*"],
            "550 Nie masz uprawnień do wysyłania wiadomości do tego adresata", Source),
        new("polish-reputation", Reason.ReputationBlock,
            ["{czarnej liście|czarna lista|czarnych listach|czarną listę|spamliście|RBL}", "IP ‥ {zablokowan*|odrzucon*|znajduje}", "reputacj*"],
            "554 Adres IP znajduje się na czarnej liście", Source),
        new("polish-spam", Reason.SpamContent,
            ["jako {spam|niechcian*}", "za spam", "{antyspam*|niechciana poczta|niechcianej poczty|phishing*}", "wiadomość ‥ spam*"],
            "554 Wiadomość uznana za spam", Source),
        new("polish-content", Reason.ContentRejected,
            [
                "wirus*", "złośliw*", "{niedozwolon*|zabronion*} ‥ załącznik*",
                "{załącznik|załączniki|załącznika} ‥ {niedozwolon*|zabronion*|zablokowan*}", "treść wiadomości",
            ],
            "552 Wykryto wirusa", Source),
        new("polish-expired", Reason.Expired,
            [
                "upłynął ‥ {czas|termin}", "{wiadomość|ważność} ‥ wygasła", "nie udało się dostarczyć ‥ {czasie|ciągu|dni|godzin}",
                "po wielu próbach",
            ],
            "Upłynął czas dostarczenia", Source),
        new("polish-connection", Reason.ConnectionFailed,
            [
                "{połączenie|połączenia|połączyć|połączeniem} ‥ {serwerem|odrzucone|przerwane|limit|utracone|nawiązać}",
                "{przekroczono|przekroczony} ‥ {czas|czasu}", "serwer ‥ nie odpowiada",
            ],
            "Nie można nawiązać połączenia z serwerem", Source),
        new("polish-disabled", Reason.MailboxDisabled,
            [$"{Who} … {Disabled}", Disabled + " ‥ {konto|skrzynka|skrzynka pocztowa|użytkownik|adres}"],
            "550 Konto zablokowane", Source),
        new("polish-domain", Reason.DomainUnknown,
            ["{domena|domeny|host} ‥ " + Unknown, NoSuch + " ‥ {domeny|domena|domenę}", "brak rekordu MX"],
            "550 Nie ma takiej domeny", Source),
        new("polish-unknown", Reason.MailboxUnknown,
            [
                $"{Who} … {Unknown}",
                NoSuch + " ‥ {użytkownik|użytkownika|odbiorca|odbiorcy|adresat|adresata|konto|konta|skrzynka|skrzynki|adres|adresu|wprowadzonego adresu}",
                "nie istnieje", "nie znaleziono",
            ],
            "550 5.1.1 Nie ma takiego użytkownika", Source),
        new("polish-policy", Reason.PolicyBlock,
            ["{zasad|zasady|zasadami|polityka|polityki|polityką} bezpieczeństwa", "odmowa dostępu", "odrzucon*", "zabronion*", "niedozwolon*"],
            "554 Odmowa dostępu", Source) { Confidence = Confidence.Medium },
        new("polish-fault", Reason.ServerError,
            ["{błąd|awaria} {serwera|systemu|wewnętrzny|lokalny}", "tymczasow*", "chwilowo", "przerwa techniczna"],
            "451 Tymczasowy błąd", Source) { Confidence = Confidence.Medium },
        new("polish-later", Reason.RateLimited,
            ["spróbuj ‥ {ponownie|później}", "ponów ‥ próbę"],
            "450 Spróbuj ponownie później", Source) { Confidence = Confidence.Medium },
    ];
}
