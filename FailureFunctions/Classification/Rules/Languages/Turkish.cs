namespace FailureFunctions.Classification.Rules.Languages;

/// <summary>Replies in Turkish. Endings are written onto their noun, so that most nouns end in a star.</summary>
internal static class Turkish
{
    private const string Source = "Field use in Turkey; Microsoft's and Google's reports in Turkish";
    private const string Who =
        "{kullanıcı|kullanıcısı|kullanıcı adı|alıcı|alıcının|hesap|hesabı|hesabınız|adres|adresi|adresiniz|posta kutusu|e-posta adresi}";
    private const string Unknown =
        "{bulunamadı|bulunamıyor|bulunmamaktadır|bulunmuyor|yok|yoktur|mevcut değil|mevcut değildir|geçersiz|geçerli değil|tanımlı değil|" +
        "kayıtlı değil|bilinmiyor|silinmiş|silinmiştir}";

    /// <summary>The rules, the first having precedence.</summary>
    public static Rule[] Rows { get; } =
    [
        new("turkish-authentication", Reason.AuthFailed,
            [
                "{spf|dkim|dmarc} ‥ {doğrula*|kontrol*|başarısız*|kayd*|hata*}", "kimlik doğrula*", "{parola|şifre} ‥ {yanlış|hatalı|geçersiz}",
                "{yanlış|hatalı} ‥ {parola|şifre}",
            ],
            "550 SPF doğrulaması başarısız", Source),
        new("turkish-rate", Reason.RateLimited,
            ["çok {fazla|sık}", "{gönderim|bağlantı|gönderme|alıcı|ileti} {limit*|sınır*|sayı*|kota*}", "gri liste*"],
            "421 Çok fazla bağlantı", Source),
        new("turkish-sender", Reason.SenderRejected,
            ["{gönderen|gönderici|gönderenin|göndericinin} … {reddedil*|bulunama*|geçersiz|yok|kabul edil*|engellen*|doğrulanama*}"],
            "550 Gönderen adresi reddedildi", Source),
        new("turkish-full", Reason.MailboxFull,
            [
                "{posta kutusu|gelen kutusu|kutu|kutusu} … {dolu|doldu|dolmuş|doludur}", "kota* {aşıl*|dolu|doldu|dolmuş|aşım*}",
                "{yeterli|boş} {alan|yer} ‥ {yok|bulunm*|kalma*}", "depolama ‥ {alan*|kota*|sınır*}",
            ],
            "552 Posta kutusu dolu", Source),
        new("turkish-too-large", Reason.MessageTooLarge,
            ["{ileti|mesaj|e-posta|ek} ‥ çok büyük", "{ileti|mesaj|e-posta|dosya|ek} boyut*", "boyut* ‥ {aş*|sınır*|limit*}"],
            "552 İleti çok büyük", Source),
        new("turkish-not-wanted", Reason.RecipientRefused,
            ["{gönderme|göndermek|gönderim} ‥ {izniniz|yetkiniz} ‥ yok*", "izniniz {yok|bulunm*}", "alıcı ‥ {reddet*|engelle*|kabul etm*}"],
            "550 Bu alıcıya ileti gönderme izniniz yok", Source),
        new("turkish-reputation", Reason.ReputationBlock,
            ["kara liste*", "engelleme listesi*", "IP ‥ {engellen*|kara|reddedil*|itibar*}", "itibar*"],
            "554 IP adresiniz kara listede", Source),
        new("turkish-spam", Reason.SpamContent,
            ["spam olarak", "istenmeyen {posta*|e-posta*|ileti*}", "önemsiz posta"],
            "554 İleti spam olarak işaretlendi", Source),
        new("turkish-content", Reason.ContentRejected,
            ["virüs*", "zararlı*", "kötü amaçlı*", "{ek|dosya|eklenti} ‥ {izin verilm*|yasak*|engellen*}"],
            "552 Zararlı dosya", Source),
        new("turkish-expired", Reason.Expired, ["{süresi|süre} ‥ {doldu|geçti|aşıldı}", "teslim ‥ süre*"], "İletinin süresi doldu", Source),
        new("turkish-connection", Reason.ConnectionFailed,
            [
                "{bağlantı|bağlanıl*|sunucuya} ‥ {kurulama*|zaman aşım*|reddedil*|kesil*|bağlanılama*|kapatıl*}", "zaman aşımı*",
                "sunucu* ‥ yanıt verm*",
            ],
            "Sunucuya bağlantı kurulamadı", Source),
        new("turkish-routing", Reason.RoutingError,
            ["{aktarma|relay|röle|iletme} ‥ {izin*|redded*|engel*}", "posta döngüsü"],
            "550 Aktarma izni reddedildi", Source),
        new("turkish-disabled", Reason.MailboxDisabled,
            [Who + " … {askıya|devre dışı|kapalı|kapatıl*|pasif|dondurul*|kilit*|aktif değil|etkin değil|kullanım dışı|engellenmiş}"],
            "550 Hesap askıya alındı", Source),
        new("turkish-domain", Reason.DomainUnknown,
            ["{alan adı|etki alanı|alan adının|domain|sunucu adı} … " + Unknown, "MX kaydı"],
            "550 Alan adı bulunamadı", Source),
        new("turkish-unknown", Reason.MailboxUnknown,
            [
                $"{Who} … {Unknown}", "{böyle bir|bilinmeyen|geçersiz|hatalı} ‥ {kullanıcı*|alıcı*|hesap*|adres*|hesabı*|posta*}",
                "mevcut değil", "bulunamadı",
            ],
            "550 Böyle bir kullanıcı yok", Source),
        new("turkish-policy", Reason.PolicyBlock,
            ["güvenlik {politika*|ilke*}", "ilke*", "{reddedildi|engellendi|yasaklandı}", "erişim ‥ engellen*"],
            "554 İleti reddedildi", Source) { Confidence = Confidence.Medium },
        new("turkish-fault", Reason.ServerError,
            ["{geçici|dahili} ‥ {hata|sorun|arıza}", "{sunucu|sistem} hatası", "geçici olarak", "bakım çalışması"],
            "451 Geçici bir hata oluştu", Source) { Confidence = Confidence.Medium },
        new("turkish-later", Reason.RateLimited,
            ["daha sonra ‥ {deneyin*|dene*}", "tekrar deneyin*"],
            "450 Daha sonra deneyin", Source) { Confidence = Confidence.Medium },
    ];
}
