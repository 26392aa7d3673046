namespace FailureFunctions.Classification.Rules.Languages;

/// <summary>Replies in Bulgarian: Abv.bg, hosters and Exchange.</summary>
internal static class Bulgarian
{
    private const string Source = "Field use in Bulgaria; Microsoft's and Google's reports in Bulgarian";
    private const string Who =
        "{потребител|потребителя|потребителят|получател|получателя|получателят|адрес|адреса|адресът|акаунт|акаунтът|кутия|кутията}";
    private const string Unknown = "{не съществува|не е намерен|не е намерена|не беше намерен|неизвестен|невалиден|невалидна|няма такъв|изтрит}";


    /// <summary>The rules, the first having precedence.</summary>
    public static Rule[] Rows { get; } =
    [
        new("bulgarian-authentication", Reason.AuthFailed,
            ["{проверка|проверката} ‥ {spf|dkim|dmarc}", "{грешна|невалидна} парола", "изисква се удостоверяване"],
            "535 Грешна парола", Source),
        new("bulgarian-rate", Reason.RateLimited,
            ["{твърде|прекалено} {много|често}", "{лимит|лимита|ограничение} ‥ {изпращане|писма|съобщения|връзки}"],
            "421 Твърде много връзки", Source),
        new("bulgarian-sender", Reason.SenderRejected,
            ["{подател|подателя|подателят|изпращач|изпращача} ‥ {не съществува|отхвърлен|забранен|блокиран|невалиден}"],
            "550 Подателят е отхвърлен", Source),
        new("bulgarian-full", Reason.MailboxFull,
            ["{кутия|кутията} … {пълна|препълнена}", "{надвишена|превишена|надхвърлена} ‥ квота*", "няма ‥ място"],
            "552 Пощенската кутия е пълна", Source),
        new("bulgarian-too-large", Reason.MessageTooLarge,
            ["{съобщението|писмото} … {твърде голямо|прекалено голямо}", "размер* ‥ {съобщението|писмото}"],
            "552 Съобщението е твърде голямо", Source),
        new("bulgarian-reputation", Reason.ReputationBlock,
            ["{черен списък|черния списък|черни списъци}", "IP ‥ {блокиран|забранен}"],
            "554 Вашият IP адрес е в черния списък", Source),
        new("bulgarian-spam", Reason.SpamContent, ["като спам", "нежелан*"], "554 Нежелано писмо", Source),
        new("bulgarian-disabled", Reason.MailboxDisabled,
            [Who + " … {блокиран|блокирана|деактивиран|деактивирана|спрян|спряна|неактивен|неактивна|закрит}"],
            "550 Акаунтът е деактивиран", Source),
        new("bulgarian-domain", Reason.DomainUnknown, ["{домейн|домейна|домейнът} ‥ " + Unknown], "550 Домейнът не съществува", Source),
        new("bulgarian-unknown", Reason.MailboxUnknown,
            [
                Who + " … " + Unknown,
                "{няма такъв|няма такава|няма такава пощенска|непознат|несъществуващ|неизвестен|невалиден|невалидна} ‥ " + Who,
            ],
            "550 Няма такъв потребител", Source),
        new("bulgarian-policy", Reason.PolicyBlock,
            ["{отхвърлено|отказан достъп|забранено}"],
            "554 Писмото е отхвърлено", Source) { Confidence = Confidence.Medium },
        new("bulgarian-fault", Reason.ServerError,
            ["{временна|вътрешна} грешка", "временно"],
            "451 Временна грешка", Source) { Confidence = Confidence.Medium },
        new("bulgarian-later", Reason.RateLimited,
            ["опитайте ‥ {по-късно|отново}"],
            "450 Опитайте по-късно", Source) { Confidence = Confidence.Medium },
    ];
}
