namespace FailureFunctions.Classification.Rules.Languages;

/// <summary>Replies in Thai, which is written without blanks between its words.</summary>
internal static class Thai
{
    private const string Source = "Field use in Thailand; Microsoft's and Google's reports in Thai";
    private const string Who = "{ผู้ใช้|ผู้รับ|ที่อยู่|ที่อยู่อีเมล|บัญชี|กล่องจดหมาย|อีเมล}";
    private const string NotFound = "{ไม่พบ|ไม่มี|ไม่รู้จัก|หาไม่พบ|ค้นหาไม่พบ}";


    /// <summary>The rules, the first having precedence.</summary>
    public static Rule[] Rows { get; } =
    [
        new("thai-rate", Reason.RateLimited, ["{มากเกินไป|บ่อยเกินไป}", "เกินจำนวน"], "421 การเชื่อมต่อมากเกินไป", Source),
        new("thai-sender", Reason.SenderRejected, ["ผู้ส่ง…{ไม่พบ|ไม่มี|ไม่ถูกต้อง|ปฏิเสธ|ไม่ได้รับอนุญาต}"], "550 ผู้ส่งไม่ถูกต้อง", Source),
        new("thai-full", Reason.MailboxFull,
            ["{กล่องจดหมาย|กล่องขาเข้า|เมลบ็อกซ์|พื้นที่|โควต้า|โควตา}…{เต็ม|ไม่เพียงพอ|เกิน|หมด}"],
            "552 กล่องจดหมายเต็ม", Source),
        new("thai-too-large", Reason.MessageTooLarge, ["{ข้อความ|อีเมล|ไฟล์}…ใหญ่เกินไป", "ขนาด…เกิน"], "552 ข้อความมีขนาดใหญ่เกินไป", Source),
        new("thai-reputation", Reason.ReputationBlock, ["{บัญชีดำ|แบล็คลิสต์|แบล็กลิสต์}"], "554 ไอพีอยู่ในบัญชีดำ", Source),
        new("thai-spam", Reason.SpamContent, ["{สแปม|จดหมายขยะ|อีเมลขยะ}"], "554 ข้อความเป็นสแปม", Source),
        new("thai-content", Reason.ContentRejected, ["{ไวรัส|มัลแวร์|ไฟล์แนบ}"], "552 พบไวรัส", Source),
        new("thai-disabled", Reason.MailboxDisabled, [Who + "…{ถูกระงับ|ถูกปิด|ปิดใช้งาน|ถูกล็อก|ระงับการใช้}"], "550 บัญชีถูกระงับ", Source),
        new("thai-domain", Reason.DomainUnknown,
            [NotFound + "…{โดเมน|ชื่อโดเมน}", "{โดเมน|ชื่อโดเมน}…{ไม่พบ|ไม่มีอยู่|ไม่ถูกต้อง}"],
            "550 ไม่พบโดเมน", Source),
        new("thai-unknown", Reason.MailboxUnknown,
            [NotFound + "…" + Who, Who + "…{ไม่มีอยู่|ไม่พบ|ไม่ถูกต้อง|ไม่รู้จัก|ถูกลบ}"],
            "550 ไม่พบผู้ใช้", Source),
        new("thai-policy", Reason.PolicyBlock,
            ["{นโยบาย|ปฏิเสธ|ไม่ได้รับอนุญาต|ไม่อนุญาต}"],
            "554 ข้อความถูกปฏิเสธ", Source) { Confidence = Confidence.Medium },
        new("thai-fault", Reason.ServerError,
            ["{ชั่วคราว|ขัดข้อง|ข้อผิดพลาดของเซิร์ฟเวอร์}"],
            "451 ระบบขัดข้องชั่วคราว", Source) { Confidence = Confidence.Medium },
        new("thai-later", Reason.RateLimited, ["{ภายหลัง|อีกครั้ง}"], "450 โปรดลองใหม่ภายหลัง", Source) { Confidence = Confidence.Medium },
    ];
}
