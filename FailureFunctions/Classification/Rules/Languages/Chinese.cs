namespace FailureFunctions.Classification.Rules.Languages;

/// <summary>Replies in Chinese, in simplified and traditional characters: QQ, NetEase, Sina, Alibaba, Coremail, PChome.</summary>
internal static class Chinese
{
    private const string Source = "Field use in China, Taiwan and Hong Kong";

    /// <summary>The rules, the first having precedence.</summary>
    public static Rule[] Rows { get; } =
    [
        new("chinese-rate", Reason.RateLimited,
            ["频率", "頻率", "过于频繁", "過於頻繁", "太频繁", "稍后", "稍後", "连接数", "連線數", "超过频率", "发送数量", "發送數量", "超出限制", "发信过多", "请求过多"],
            "421 发送频率过高，请稍后重试", Source),
        new("chinese-sender", Reason.SenderRejected,
            ["发件人地址", "寄件人地址", "发件人被拒", "寄件者被拒", "发件人域名", "寄件者網域", "发信人", "发件人不"],
            "550 发件人域名无法验证", Source),
        new("chinese-too-large", Reason.MessageTooLarge,
            ["邮件过大", "郵件過大", "邮件太大", "郵件太大", "邮件大小", "郵件大小", "超过大小", "信件过大", "信件太大", "附件过大"],
            "552 邮件大小超过限制：邮件过大", Source),
        new("chinese-full", Reason.MailboxFull,
            [
                "邮箱已满", "郵箱已滿", "信箱已满", "信箱已滿", "邮箱空间", "信箱空間", "邮箱容量", "信箱容量", "容量已满", "容量已滿", "超出配额", "超过配额", "空间不足", "空間不足", "配额", "配額",
                "邮箱满", "信箱滿", "收件箱已满", "收件匣已滿", "存储空间",
            ],
            "552 收件人邮箱已满", Source),
        new("chinese-reputation", Reason.ReputationBlock,
            ["黑名单", "黑名單", "ip被", "ip地址被", "信誉", "信譽", "ip 被", "封禁", "封鎖名單"],
            "554 您的IP地址已被列入黑名单", Source),
        new("chinese-spam", Reason.SpamContent,
            ["垃圾邮件", "垃圾郵件", "垃圾信", "反垃圾", "广告邮件", "廣告郵件"],
            "550 疑似垃圾邮件，已拒收", Source),
        new("chinese-content", Reason.ContentRejected,
            ["病毒", "附件类型", "附件類型", "内容违规", "邮件内容", "郵件內容", "内容被拒"],
            "552 邮件内容包含不允许的附件类型", Source),
        new("chinese-disabled", Reason.MailboxDisabled,
            [
                "邮箱被禁用", "邮箱已被禁用", "已停用", "被停用", "已禁用", "被禁用", "已冻结", "被冻结", "已凍結", "帐号被锁定", "帐户被锁定", "账号被锁定", "账户被锁定", "已注销", "停权", "停權",
                "已关闭", "已關閉", "休眠", "被锁定", "未激活",
            ],
            "550 该邮箱已被禁用", Source),
        new("chinese-unknown", Reason.MailboxUnknown,
            ["未开通", "未注册", "查无此人", "没有此用户", "无此用户", "用户名不存在",
                "用户不存在", "用戶不存在", "使用者不存在", "邮箱不存在", "郵箱不存在", "信箱不存在", "地址不存在", "帐号不存在", "账号不存在", "帳號不存在", "账户不存在", "帳戶不存在", "收件人不存在",
                "收件者不存在", "不存在", "找不到用户", "找不到收件人", "找不到使用者", "找不到", "无此用户", "無此用戶", "无此邮箱", "無此信箱", "無此使用者", "查无此人", "查無此人", "用户未找到",
                "未找到用户", "未知用户", "未知用戶", "无效的收件人", "收件人无效", "无效用户", "无效的邮箱", "無效的收件", "地址无效", "地址错误", "没有此用户", "没有该用户", "沒有此", "收件人地址错误",
                "用户名错误",
            ],
            "550 收件人邮箱不存在", Source),
        new("chinese-refused", Reason.RecipientRefused,
            ["收件人拒收", "对方拒收", "拒收", "拒絕接收", "拒绝接收", "收件人拒绝", "收件人设置"],
            "550 收件人拒绝接收您的邮件", Source),
        new("chinese-policy", Reason.PolicyBlock,
            ["策略", "政策", "被拒绝", "被拒絕", "禁止", "拒绝", "拒絕"],
            "554 因安全策略被拒绝", Source) { Confidence = Confidence.Medium },
        new("chinese-fault", Reason.ServerError,
            ["系统错误", "系統錯誤", "内部错误", "內部錯誤", "暂时", "暫時", "系统繁忙", "系統忙碌", "服务器错误", "临时错误", "服务不可用"],
            "451 系统繁忙，暂时无法处理", Source) { Confidence = Confidence.Medium },
    ];
}
