namespace FailureFunctions.Classification.Rules.Languages;

/// <summary>Replies in Hebrew: hosters and Exchange.</summary>
internal static class Hebrew
{
    private const string Source = "Field use in Israel; Microsoft's and Google's reports in Hebrew";
    private const string Who = "{המשתמש|משתמש|הנמען|נמען|הכתובת|כתובת|החשבון|חשבון|התיבה|תיבת הדואר|כתובת הדואר|כתובת הדואר האלקטרוני}";
    private const string Unknown =
        "{לא נמצא|לא נמצאה|לא קיים|לא קיימת|אינו קיים|אינה קיימת|לא ידוע|אינו מוכר|אינה חוקית|לא תקינה|אינה תקינה|לא חוקית|נמחק|נמחקה}";


    /// <summary>The rules, the first having precedence.</summary>
    public static Rule[] Rows { get; } =
    [
        new("hebrew-authentication", Reason.AuthFailed,
            ["{אימות|בדיקת} ‥ {spf|dkim|dmarc|נכשל*|נדרש}", "סיסמה שגויה"],
            "550 אימות SPF נכשל", Source),
        new("hebrew-rate", Reason.RateLimited, ["יותר מדי", "{מגבלת|מכסת} ‥ {שליחה|השליחה|הודעות|חיבורים}"], "421 יותר מדי חיבורים", Source),
        new("hebrew-sender", Reason.SenderRejected,
            ["{השולח|שולח|כתובת השולח} ‥ {לא קיים|נדחה|נדחתה|אינו|לא נמצא|לא מורשה|לא קיימת}"],
            "550 כתובת השולח נדחתה", Source),
        new("hebrew-full", Reason.MailboxFull,
            ["{תיבת|התיבה|תיבה} … {מלאה|חרגה}", "{חריגה|חרג} ‥ {מכסה|מהמכסה|ממכסת}", "אין מספיק מקום"],
            "552 תיבת הדואר מלאה", Source),
        new("hebrew-too-large", Reason.MessageTooLarge,
            ["{ההודעה|הודעה|גודל} … {גדולה מדי|גדול מדי|חורג|ההודעה|המרבי}"],
            "552 ההודעה גדולה מדי", Source),
        new("hebrew-not-wanted", Reason.RecipientRefused,
            ["אין לך {הרשאה|הרשאות}", "הנמען ‥ {חסם|דחה|אינו מקבל}"],
            "550 אין לך הרשאה לשלוח לנמען זה", Source),
        new("hebrew-reputation", Reason.ReputationBlock,
            ["{רשימה שחורה|ברשימה שחורה|ברשימה השחורה|רשימת החסימה}", "IP ‥ {נחסמ*|חסומ*}"],
            "554 הכתובת מופיעה ברשימה שחורה", Source),
        new("hebrew-spam", Reason.SpamContent, ["{ספאם|דואר זבל|כדואר זבל|כספאם}"], "554 ההודעה סווגה כספאם", Source),
        new("hebrew-content", Reason.ContentRejected, ["{וירוס|קובץ מצורף|קבצים מצורפים}"], "552 נמצא וירוס", Source),
        new("hebrew-expired", Reason.Expired, ["{פג|חלף|עבר} ‥ {תוקף|תוקפה|זמן|הזמן}"], "פג תוקף ההודעה", Source),
        new("hebrew-connection", Reason.ConnectionFailed,
            ["{החיבור|חיבור|להתחבר} ‥ {נכשל|לשרת|נדחה|נותק|הסתיים}", "{הזמן הקצוב|זמן קצוב}"],
            "החיבור נכשל", Source),
        new("hebrew-disabled", Reason.MailboxDisabled,
            [Who + " … {הושבת|הושעה|מושבת|מושעה|חסום|אינו פעיל|אינה פעילה|לא פעיל|לא פעילה|נעול|הושבתה}"],
            "550 החשבון הושבת", Source),
        new("hebrew-domain", Reason.DomainUnknown, ["{הדומיין|דומיין|התחום|תחום} ‥ " + Unknown], "550 הדומיין לא קיים", Source),
        new("hebrew-unknown", Reason.MailboxUnknown,
            [Who + " … " + Unknown, "{למצוא|לאתר} ‥ {כתובת|את כתובת|הנמען|המשתמש}"],
            "550 המשתמש לא קיים", Source),
        new("hebrew-policy", Reason.PolicyBlock,
            ["{מדיניות|נדחתה|נדחה|נחסמה|אסור}"],
            "554 ההודעה נדחתה", Source) { Confidence = Confidence.Medium },
        new("hebrew-fault", Reason.ServerError,
            ["{שגיאה|תקלה} ‥ {זמנית|פנימית|בשרת|שרת}", "באופן זמני"],
            "451 שגיאה זמנית", Source) { Confidence = Confidence.Medium },
        new("hebrew-later", Reason.RateLimited,
            ["נסה ‥ {שוב|מאוחר}", "נסו שוב"],
            "450 נסה שוב מאוחר יותר", Source) { Confidence = Confidence.Medium },
    ];
}
