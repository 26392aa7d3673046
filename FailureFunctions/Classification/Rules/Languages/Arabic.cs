namespace FailureFunctions.Classification.Rules.Languages;

/// <summary>Replies in Arabic and Persian: Exchange, hosters. Alef, yeh and kaf are folded to one form.</summary>
internal static class Arabic
{
    private const string Source = "Field use; Microsoft's and Google's reports in Arabic and Persian";
    private const string Who =
        "{المستخدم|مستخدم|المستلم|مستلم|العنوان|عنوان|الحساب|حساب|البريد|صندوق البريد|علبة بريد|کاربر|گیرنده|آدرس|نشانی|حساب کاربری|" +
        "صندوق پستی}";
    private const string Unknown =
        "{غير موجود|غير موجودة|غير معروف|غير صحيح|غير صالح|لا يوجد|لم يتم العثور|تعذر العثور|محذوف|یافت نشد|پیدا نشد|وجود ندارد|معتبر نیست|" +
        "نامعتبر|ناشناخته|حذف شده}";


    /// <summary>The rules, the first having precedence.</summary>
    public static Rule[] Rows { get; } =
    [
        new("arabic-authentication", Reason.AuthFailed,
            [
                "{مصادقة|المصادقة|التحقق|احراز هویت|اعتبارسنجی} ‥ {فشل*|فشلت|مطلوبة|spf|dkim|dmarc|ناموفق}",
                "{فشل|فشلت} ‥ {مصادقة|المصادقة|التحقق}", "{كلمة المرور|رمز عبور} ‥ {غير صحيحة|خاطئة|اشتباه|نادرست}",
            ],
            "550 فشل التحقق من SPF", Source),
        new("arabic-rate", Reason.RateLimited,
            ["{عدد كبير|الكثير|كثيرة جدا|بیش از حد|تعداد زیاد} … {الاتصالات|الرسائل|المستلمين|اتصال|پیام|ایمیل}", "{حد|الحد} ‥ {الإرسال|ارسال}"],
            "421 عدد كبير جدا من الاتصالات", Source),
        new("arabic-sender", Reason.SenderRejected,
            ["{المرسل|مرسل|فرستنده} ‥ {مرفوض|غير موجود|غير مسموح|غير صالح|رد شد|معتبر نیست|وجود ندارد|مسدود}"],
            "550 عنوان المرسل مرفوض", Source),
        new("arabic-full", Reason.MailboxFull,
            [
                "{صندوق|علبة|بريد|البريد|صندوق پستی|صندوق ورودی} … {ممتلئ|ممتلئة|پر است|پر شده|مملوء}",
                "{تجاوز|تجاوزت} ‥ {الحصة|حصة|المساحة|مساحة}", "{فضای|سهمیه} ‥ {پر|تمام|کافی}",
            ],
            "552 صندوق بريد المستلم ممتلئ", Source),
        new("arabic-too-large", Reason.MessageTooLarge,
            ["{الرسالة|رسالة|حجم|پیام|اندازه} … {كبيرة جدا|كبير جدا|الرسالة|خیلی بزرگ|بیش از حد بزرگ|پیام}"],
            "552 الرسالة كبيرة جدا", Source),
        new("arabic-not-wanted", Reason.RecipientRefused,
            ["{ليس|ليست} ‥ {إذن|صلاحية|أذونات}", "{المستلم|گیرنده} ‥ {رفض|حظر|نمی پذیرد}"],
            "550 ليس لديك إذن للإرسال إلى هذا المستلم", Source),
        new("arabic-reputation", Reason.ReputationBlock,
            ["{القائمة السوداء|قائمة سوداء|قائمة الحظر|لیست سیاه|فهرست سیاه}", "IP ‥ {محظور|مسدود|حظر}"],
            "554 العنوان في القائمة السوداء", Source),
        new("arabic-spam", Reason.SpamContent,
            ["{بريد عشوائي|البريد العشوائي|بريد مزعج|رسائل مزعجة|غير مرغوب|هرزنامه|اسپم}"],
            "554 تم تصنيف الرسالة بريد عشوائي", Source),
        new("arabic-content", Reason.ContentRejected, ["{فيروس|فيروسات|ویروس|مرفق|المرفق|پیوست}"], "552 الرسالة تحتوي على فيروس", Source),
        new("arabic-expired", Reason.Expired, ["{انتهت|انتهى} ‥ {صلاحية|مهلة|المهلة}"], "انتهت صلاحية الرسالة", Source),
        new("arabic-connection", Reason.ConnectionFailed,
            ["{الاتصال|اتصال} ‥ {بالخادم|رفض|فشل|انقطع|سرور|برقرار|ناموفق|قطع}", "{مهلة الاتصال|خادم لا يستجيب}"],
            "تعذر الاتصال بالخادم", Source),
        new("arabic-disabled", Reason.MailboxDisabled,
            [
                Who + " … {معطل|معطلة|موقوف|موقوفة|متوقف|مغلق|غير نشط|غير نشطة|محظور|مسدود شده|غیرفعال|معلق|غیر فعال|تم تعطيل|تم إيقاف}",
                "{تم تعطيل|تم إيقاف|تعطيل} ‥ {الحساب|حساب|المستخدم}",
            ],
            "550 الحساب معطل", Source),
        new("arabic-domain", Reason.DomainUnknown,
            ["{النطاق|نطاق|المجال|مجال|دامنه} ‥ " + Unknown, Unknown + " ‥ {النطاق|نطاق|المجال}"],
            "550 النطاق غير موجود", Source),
        new("arabic-unknown", Reason.MailboxUnknown,
            [Who + " … " + Unknown, Unknown + " ‥ {المستخدم|مستخدم|المستلم|العنوان|عنوان|الحساب|حساب|صندوق}"],
            "550 المستخدم غير موجود", Source),
        new("arabic-policy", Reason.PolicyBlock,
            ["{سياسة|سياسات|خط مشی} ‥ {الأمان|أمان|امنیتی|المؤسسة}", "{مرفوض|مرفوضة|تم رفض|رد شد|محظور}"],
            "554 تم رفض الرسالة", Source) { Confidence = Confidence.Medium },
        new("arabic-fault", Reason.ServerError,
            ["{خطأ|مشكلة|خطای} ‥ {مؤقت|مؤقتة|داخلي|الخادم|موقت|داخلی|سرور}"],
            "451 خطأ مؤقت", Source) { Confidence = Confidence.Medium },
        new("arabic-later", Reason.RateLimited,
            ["{المحاولة|حاول|حاولوا} ‥ {لاحقا|مرة أخرى}", "{دوباره|بعدا} ‥ {تلاش|امتحان}"],
            "450 حاول مرة أخرى لاحقا", Source) { Confidence = Confidence.Medium },
    ];
}
