namespace FailureFunctions.Classification.Rules.Languages;

/// <summary>
/// Replies in Chinese, in simplified and traditional characters: QQ, NetEase, Sina, Alibaba, Coremail, HiNet, PChome,
/// Exchange. Where they stand beside a provider's English, <see cref="EasternProviders"/> comes first.
/// </summary>
internal static class Chinese
{
    private const string Source = "Field use in China, Taiwan and Hong Kong; Microsoft's and Google's reports in Chinese";
    private const string Sender = "{发件人|寄件人|寄件者|发信人|发送者|发送方|发件方|寄件方|發件人|發信人|来信人|发件地址|发信地址}";
    private const string Domain = "{域名|网域|網域|域|主机名|主機名稱|MX记录|MX紀錄|MX记录|MX}";
    private const string Who = "{收件人|收件者|收信人|对方|對方|用户|用戶|使用者|接收者|接收方|帐号|账号|帳號|帐户|账户|帳戶|邮箱|郵箱|信箱|地址|邮件地址}";
    private const string Box = "{邮箱|郵箱|信箱|收件箱|收件匣|邮箱空间|信箱空間|邮箱容量|信箱容量|空间|空間|容量|配额|配額}";
    private const string Unknown = "{不存在|无效|無效|未找到|找不到|未注册|未註冊|未开通|已删除|已被删除|已刪除|已被刪除|被删除|不再有效}";

    /// <summary>The rules, the first having precedence.</summary>
    public static Rule[] Rows { get; } =
    [
        new("chinese-authentication", Reason.AuthFailed,
            [
                "{SPF|DKIM|DMARC}…{验证|驗證|检查|校验|记录|紀錄|通过|通過|策略|许可|失败|失敗|拒收|设置}", "{通过|通過|符合|验证|配置|设置|缺少}‥{SPF|DKIM|DMARC}",
                "{认证|驗證|验证|身份验证|身份驗證|登录|登入}‥{失败|失敗|未通过|未通過|错误|錯誤|不通过}", "{未通过|未通過|没有通过|需要|请先}‥{认证|驗證|验证|登录}", "{密码|密碼}‥{错误|錯誤|不正确|无效}", "反向解析",
                "反解", "伪造", "偽造", "冒充", "仿冒", "不一致", "授权码",
            ],
            "550 SPF验证失败", Source),
        new("chinese-rate", Reason.RateLimited,
            [
                "频率", "頻率", "过于频繁", "過於頻繁", "频繁", "頻繁", "{连接数|连接|連線數|連線|连线}‥{过多|過多|太多|超过|超出|超限|超過|上限}", "连线次数", "連線次數", "发信过多", "请求过多", "过多",
                "過多", "灰名单", "灰名單", "{发信|发送|發送|寄送|寄信|发件|投递|收件人|接收者|邮件|信件|连接}{数量|总数|次数|數量|次數|速度|速率|配额|频率|量|数|的数量|的频率|的收件人数量}", "发件数", "发信数", "过快",
                "過快", "太快", "短时间内", "短時間內", "超出限制", "限流", "并发",
            ],
            "421 发送频率过高，请稍后重试", Source),
        new("chinese-routing", Reason.RoutingError,
            ["中继", "中繼", "转发‥{被拒|禁止|不允许}", "{不允许|禁止|拒绝|不開放|不开放}‥{转发|轉發|转寄|轉寄}", "循环", "迴圈", "環回", "环回", "回环", "跳数", "转发次数"],
            "550 拒绝中继", Source),
        new("chinese-sender", Reason.SenderRejected,
            [
                Sender + "{邮箱|地址|域名|帐号|账号|邮箱地址|的域名|的地址|邮件地址|信箱|網域}‥" + Unknown, $"{Sender}‥{Unknown}",
                Sender + "‥{被拒|不|未|地址|域名|網域|的域名|受限|被禁|异常|不被|账号|帐号}", "{发件|发信|寄信|寄件|发送}‥{域名|网域|網域}", "非法发信人",
                "{发信|发件|发送|寄信|寄送}…{停用|禁用|冻结|锁定|关闭|受限}", "您的{帐号|账号|帐户|账户|邮箱|邮箱帐号}‥{停用|禁用|冻结|锁定|异常|受限}", "不允许发信", "禁止发信",
            ],
            "550 发件人域名无法验证", Source),
        new("chinese-full", Reason.MailboxFull,
            [
                Box + "‥{满|滿|不足|超限|已用完|用尽|用盡|已满|超出|超过|超過|爆|上限|溢出|耗尽}", "配额", "配額", "存储空间", "儲存空間", "储存空间",
                "{超出|超过|超過}‥{配额|配額|邮箱容量|信箱容量|邮箱空间|容量}", "{空间|空間}{不够|不夠|已满}",
            ],
            "552 收件人邮箱已满", Source),
        new("chinese-too-large", Reason.MessageTooLarge,
            ["{邮件|郵件|信件|附件|邮件体积|正文}‥{过大|過大|太大|大小|超大|过长|太长}", "{超过|超出|超過}‥{大小|最大|尺寸|体积}", "大小超", "大小限制", "体积超", "长度超"],
            "552 邮件大小超过限制：邮件过大", Source),
        new("chinese-not-wanted", Reason.RecipientRefused,
            [
                "收件人‥{拒收|拒绝|拒絕|设置|黑名单|屏蔽}", "收件者‥{拒收|拒绝|拒絕|設定|黑名單|封鎖}", "{对方|對方|用户|用戶}‥{拒收|黑名单|黑名單|屏蔽}", "收件人将", "列表访问", "{没有|沒有|无}权限",
                "{没有|沒有|无}‥{权限|許可權|權限}", "仅接收", "只接收", "仅限内部", "只接受",
            ],
            "550 收件人拒绝接收您的邮件", Source),
        new("chinese-reputation", Reason.ReputationBlock,
            ["黑名单", "黑名單", "{IP|IP地址|IP位址}‥{被|受限|封|禁|列入|拒绝|拒絕|信誉}", "信誉", "信譽", "封禁", "封鎖名單", "阻擋清單", "{被|遭}‥{屏蔽|封锁|封鎖}", "信用"],
            "554 您的IP地址已被列入黑名单", Source),
        new("chinese-spam", Reason.SpamContent,
            ["垃圾邮件", "垃圾郵件", "垃圾信", "反垃圾", "广告邮件", "廣告郵件", "廣告信", "广告信", "钓鱼", "釣魚", "垃圾电邮"],
            "550 疑似垃圾邮件，已拒收", Source),
        new("chinese-content", Reason.ContentRejected,
            ["病毒", "附件", "{内容|內容}‥{违规|違規|不|被拒|敏感|违反|非法|拒绝|过滤}", "敏感词", "敏感內容", "敏感内容", "邮件内容", "郵件內容", "邮件头", "信头", "恶意", "惡意", "木马"],
            "552 邮件内容包含不允许的附件类型", Source),
        new("chinese-expired", Reason.Expired,
            ["{邮件|郵件|信件|消息}已过期", "已過期", "多次尝试", "多次嘗試", "尝试多次", "停止尝试", "停止投递", "放弃投递", "{小时|小時|天}‥{未能|仍未|仍无法|无法}", "投递超时", "重试次数"],
            "多次尝试后仍未送达，邮件已过期", Source),
        new("chinese-connection", Reason.ConnectionFailed,
            [
                "{连接|連接|连线|連線|网络|網路|服务器|伺服器}‥{超时|逾時|失败|失敗|异常|異常|中断|中斷|断开|重置|被拒|不通|无响应|沒有回應|无法访问}", "{无法|未能|無法|不能}‥{连接|連接|建立连接|连线|連線}", "超时",
                "逾時", "{无|没有|沒有}{响应|回應|应答}",
            ],
            "与对方服务器连接超时", Source),
        new("chinese-protocol", Reason.ProtocolError,
            ["{命令|指令}‥{错误|錯誤|无法识别|不正确|未实现|顺序|无效}", "{错误|未知|无效|無效}‥{命令|指令}", "{语法|語法}{错误|錯誤}"],
            "500 命令语法错误", Source),
        new("chinese-disabled", Reason.MailboxDisabled,
            [
                "停用", "禁用", "{已|被|遭}‥{冻结|凍結|锁定|鎖定|注销|註銷|封停|关闭|關閉|停止使用|挂起|停權|停权}", "停止使用", "停权", "停權", "休眠", "未激活", "邮箱被锁", "锁定", "暂停使用", "暫停使用",
                "不再使用", "离职", "離職", "欠费", "{帐号|账号|帐户|账户|邮箱}‥到期",
            ],
            "550 该邮箱已被禁用", Source),
        new("chinese-domain", Reason.DomainUnknown,
            [
                $"{Domain}‥{Unknown}", Domain + "‥{错误|錯誤|不正确|解析失败|解析失敗|无法解析|無法解析|查询失败|有误|已过期}", "{找不到|无法解析|無法解析|不存在的|未找到|查不到}‥" + Domain,
                "解析‥{失败|失敗|错误}", "无MX", "没有MX", "{主机|主機}‥不存在",
            ],
            "550 收件人域名不存在", Source),
        new("chinese-unknown", Reason.MailboxUnknown,
            [
                "不存在", "找不到", "查无此人", "查無此人", "查无此", "查無此", "没有此", "沒有此", "没有该", "沒有該", "无此", "無此", "没有这个", "沒有這個", "未找到", "未注册", "未註冊", "未开通",
                "未知用户", "未知用戶", "未知收件", $"{Who}‥{Unknown}", Who + "{错误|錯誤|有误|有誤|不正确|不正確|不合法|不明|失效|已失效|填写错误|輸入錯誤|输入错误}",
                "{无效|無效|非法|不正确|未知}{收件|用户|用戶|邮箱|信箱|地址|使用者|郵箱|帐号|帳號}", "{无效|無效|错误|未知}的{收件|用户|邮箱|信箱|地址|使用者|帳號}", "用户名错误",
            ],
            "550 收件人邮箱不存在", Source),
        new("chinese-policy", Reason.PolicyBlock,
            ["策略", "政策", "规则", "規則", "被拒", "禁止", "拒绝", "拒絕", "拒收", "拦截", "攔截", "不允许", "不允許", "屏蔽"],
            "554 因安全策略被拒绝", Source) { Confidence = Confidence.Medium },
        new("chinese-fault", Reason.ServerError,
            ["{系统|系統|内部|內部|服务器|伺服器|临时|暫時性|数据库|资料库}‥{错误|錯誤|故障|繁忙|忙碌|异常}", "暂时", "暫時", "维护", "維護", "服务不可用", "临时", "不可用", "队列忙", "故障"],
            "451 系统繁忙，暂时无法处理", Source) { Confidence = Confidence.Medium },
        new("chinese-later", Reason.RateLimited, ["稍后", "稍後", "稍候", "过一会", "以后再试"], "450 请稍后再试", Source) { Confidence = Confidence.Medium },
    ];
}
