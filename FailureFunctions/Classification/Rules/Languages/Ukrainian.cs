namespace FailureFunctions.Classification.Rules.Languages;

/// <summary>Replies in Ukrainian: UKR.NET, I.UA, hosters and Exchange.</summary>
internal static class Ukrainian
{
    private const string Source = "Field use in Ukraine; Microsoft's and Google's reports in Ukrainian";
    private const string Who =
        "{користувач|користувача|одержувач|одержувача|отримувач|отримувача|адресат|адресата|скринька|скриньку|скриньки|адреса|адресу|" +
        "адреси|акаунт|обліковий запис|облікового запису}";
    private const string Unknown =
        "{не існує|не знайдено|не знайдений|не знайдена|невідомий|невідома|не зареєстрований|відсутній|відсутня|видалено|видалена|недійсна|" +
        "недійсний}";


    /// <summary>The rules, the first having precedence.</summary>
    public static Rule[] Rows { get; } =
    [
        new("ukrainian-authentication", Reason.AuthFailed,
            [
                "{перевірк*|політик*} ‥ {spf|dkim|dmarc}", "{spf|dkim|dmarc} ‥ {не пройден*|запис*|перевірк*}",
                "{невірний|неправильний} ‥ пароль", "{помилка|потрібна|необхідна} {автентифікаці*|авторизаці*}",
            ],
            "550 Не пройдено перевірку SPF", Source),
        new("ukrainian-rate", Reason.RateLimited,
            [
                "{занадто|надто|забагато} {багато|часто}",
                "перевищено {ліміт|кількість|частоту} ‥ {листів|повідомлень|з'єднань|відправлен*|одержувачів}",
            ],
            "421 Занадто багато з'єднань", Source),
        new("ukrainian-sender", Reason.SenderRejected,
            ["{відправник|відправника|відправником} ‥ {не існує|не знайдено|відхилено|заблоковано|невідомий|заборонен*}"],
            "550 Відправник не існує", Source),
        new("ukrainian-full", Reason.MailboxFull,
            [
                "{скринька|скриньку|скриньки} … {переповнена|заповнена|переповнено|повна}",
                "{квоту|квота|ліміт} ‥ {перевищено|перевищена|скриньки|вичерпано}", "{перевищено|вичерпано} ‥ {квоту|квота}",
                "недостатньо місця",
            ],
            "552 Скринька переповнена", Source),
        new("ukrainian-too-large", Reason.MessageTooLarge,
            [
                "{лист|повідомлення} … {завеликий|завелике|занадто великий|занадто велике|надто велике}",
                "{розмір|перевищує} ‥ {листа|повідомлення|розмір}",
            ],
            "552 Лист завеликий", Source),
        new("ukrainian-not-wanted", Reason.RecipientRefused,
            ["{немає|маєте} ‥ {дозволу|прав} ‥ надсил*", "{одержувач|отримувач} ‥ {відмовився|заблокував|не приймає}"],
            "550 Одержувач не приймає ваші листи", Source),
        new("ukrainian-reputation", Reason.ReputationBlock,
            ["{чорний список|чорному списку|чорних списках}", "IP ‥ {заблоковано|заблокована|внесено}", "репутаці*"],
            "554 Ваша IP-адреса у чорному списку", Source),
        new("ukrainian-content", Reason.ContentRejected,
            ["{вірус*|шкідлив*}", "вкладення ‥ {заборонен*|небезпечн*}"],
            "552 Виявлено вірус", Source),
        new("ukrainian-spam", Reason.SpamContent, ["як спам", "небажан*"], "554 Небажане повідомлення", Source),
        new("ukrainian-connection", Reason.ConnectionFailed,
            [
                "{з'єднання|з'єднатися|підключення} ‥ {сервером|відхилено|розірвано|встановити|втрачено}",
                "{встановити|втрачено|розірвано} ‥ з'єднання", "час очікування",
            ],
            "Не вдалося встановити з'єднання", Source),
        new("ukrainian-disabled", Reason.MailboxDisabled,
            [Who + " … {заблоковано|заблокована|заблокований|вимкнено|вимкнений|неактивна|неактивний|призупинено|деактивовано|закрито}"],
            "550 Скриньку заблоковано", Source),
        new("ukrainian-domain", Reason.DomainUnknown, ["{домен|домену|хост} ‥ " + Unknown], "550 Домен не існує", Source),
        new("ukrainian-unknown", Reason.MailboxUnknown,
            [Who + " … " + Unknown, "{невідомий|немає такого|немає такої|такого|неправильна|невірна} ‥ " + Who],
            "550 Користувача не знайдено", Source),
        new("ukrainian-policy", Reason.PolicyBlock,
            ["{відхилено|заборонено|відмовлено|політика безпеки|політики безпеки|політикою безпеки}"],
            "554 Лист відхилено", Source) { Confidence = Confidence.Medium },
        new("ukrainian-fault", Reason.ServerError,
            ["{тимчасов*|тимчасово}", "{внутрішня|серверна} помилка", "помилка сервера"],
            "451 Тимчасова помилка", Source) { Confidence = Confidence.Medium },
        new("ukrainian-later", Reason.RateLimited,
            ["{спробуйте|повторіть} ‥ {пізніше|спробу}"],
            "450 Спробуйте пізніше", Source) { Confidence = Confidence.Medium },
    ];
}
