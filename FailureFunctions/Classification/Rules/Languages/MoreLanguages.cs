namespace FailureFunctions.Classification.Rules.Languages;

/// <summary>The commonest replies in Polish, Czech, Swedish, Danish, Norwegian, Finnish, Hungarian, Turkish, Korean, Slovenian,
/// Croatian, Romanian and Ukrainian.</summary>
internal static class MoreLanguages
{
    private const string Source = "Field use";

    /// <summary>The rules, the first having precedence.</summary>
    public static Rule[] Rows { get; } =
    [
        new("more-full", Reason.MailboxFull,
            [
                "skrzynka … przepełniona", "skrzynka … pełna", "skrzynka pocztowa jest pełna", "przekroczono limit skrzynki",
                "przekroczony limit", "brak miejsca", "schránka je plná", "schránka … plná", "překročena kvóta", "brevlådan är full",
                "inkorgen är full", "postlådan är full", "postkassen er fuld", "postkassen er full", "indbakken er fuld",
                "innboksen er full", "postilaatikko on täynnä", "postilaatikko täynnä", "a postafiók megtelt", "postafiók megtelt",
                "posta kutusu dolu", "kota aşıldı", "kotası dolu", "메일함이 가득", "용량 초과", "용량을 초과", "용량이 초과",
            ],
            "552 Skrzynka odbiorcy jest pełna: skrzynka pocztowa jest pełna", Source),
        new("more-disabled", Reason.MailboxDisabled,
            ["naslov je ukinjen", "račun je onemogočen", "účet je neaktivní", "konto jest nieaktywne", "konto wyłączone", "felfüggesztve", "letiltva",
                "konto zablokowane", "konto … zablokowane", "konto nieaktywne", "konto zawieszone", "skrzynka zablokowana",
                "skrzynka … zablokowana", "účet je zablokován", "schránka je zablokována", "kontot är inaktiverat", "kontot är avstängt",
                "kontoen er deaktiveret", "kontoen er deaktivert", "kontoen er spærret", "hesap askıya alındı", "hesap devre dışı", "휴면",
                "정지된", "사용이 중지",
            ],
            "550 Konto zablokowane", Source),
        new("more-unknown", Reason.MailboxUnknown,
            ["nie istnieje", "nie znaleziono", "naslov ne obstaja", "uporabnik ne obstaja", "nepoznat korisnik", "korisnik ne postoji", "adresa ne postoji", "prejemnik ne obstaja", "mogoče najti … naslova", "neexistuje", "neexistující", "nem létezik", "ei ole olemassa", "eksisterer ikke", "existerar inte", "mevcut değil", "користувач не існує", "користувача не знайдено", "inexistent", "nu a fost găsit", "nu există",
                "nieznany użytkownik", "użytkownik nieznany", "użytkownik nie istnieje", "nie ma takiego użytkownika",
                "brak takiego użytkownika", "nie ma takiego konta", "adres nie istnieje", "adresat nieznany", "skrzynka nie istnieje",
                "konto nie istnieje", "taki użytkownik nie istnieje", "odbiorca nieznany", "nieznany odbiorca", "neznámý uživatel",
                "uživatel neexistuje", "schránka neexistuje", "adresa neexistuje", "neznámý příjemce", "okänd användare", "ogiltig mottagare", "ogiltig adress", "ogiltig användare", "ugyldig modtager", "ugyldig mottaker", "ugyldig adresse",
                "användaren finns inte", "användare finns inte", "mottagaren finns inte", "okänd mottagare", "adressen finns inte",
                "ukendt bruger", "bruger findes ikke", "modtager findes ikke", "adresse findes ikke", "postkasse findes ikke", "brugeren findes ikke", "modtageren findes ikke", "adressen findes ikke", "ukendt modtager",
                "ukjent bruker", "bruker finnes ikke", "mottaker finnes ikke", "adresse finnes ikke", "postboks finnes ikke", "brukeren finnes ikke", "ukjent mottaker", "adressen finnes ikke", "mottakeren finnes ikke",
                "tuntematon käyttäjä", "käyttäjää ei ole", "tuntematon vastaanottaja", "vastaanottajaa ei", "osoitetta ei ole",
                "ismeretlen felhasználó", "ismeretlen címzett", "nincs ilyen felhasználó", "nincs ilyen", "bilinmeyen kullanıcı",
                "kullanıcı bulunamadı", "kullanıcı yok", "böyle bir kullanıcı", "alıcı bulunamadı", "geçersiz alıcı",
                "utilizator necunoscut", "utilizatorul nu există", "άγνωστος", "존재하지 않", "없는 사용자", "없는 메일", "없는 계정", "찾을 수 없", "수신자를 찾을",
            ],
            "550 5.1.1 Nie ma takiego użytkownika", Source),
        new("more-spam", Reason.SpamContent,
            ["jako spam", "uznana za spam", "jako SPAM", "som spam", "skräppost", "uønsket post", "roskaposti*", "spam olarak", "스팸"],
            "554 Wiadomość uznana za spam", Source),
        new("more-policy", Reason.PolicyBlock,
            ["varnostnega pravilnika", "zasady bezpieczeństwa", "bezpečnostní politika", "säkerhetspolicy", "sikkerhetspolicy", "güvenlik politikası"],
            "Sporočila ni mogoče dostaviti zaradi varnostnega pravilnika", Source) { Confidence = Confidence.Medium },
        new("more-too-large", Reason.MessageTooLarge,
            [
                "wiadomość jest za duża", "wiadomość … zbyt duża", "zpráva je příliš velká", "meddelandet är för stort",
                "meddelelsen er for stor", "meldingen er for stor", "viesti on liian suuri", "ileti çok büyük",
            ],
            "552 Wiadomość jest za duża", Source),
    ];
}
