namespace FailureFunctions.Classification.Rules.Languages;

/// <summary>Replies in Vietnamese. The letters are folded to those without accents.</summary>
internal static class Vietnamese
{
    private const string Source = "Field use in Vietnam; Microsoft's and Google's reports in Vietnamese";
    private const string Who = "{người dùng|người nhận|địa chỉ|tài khoản|hộp thư|email|thuê bao}";


    /// <summary>The rules, the first having precedence.</summary>
    public static Rule[] Rows { get; } =
    [
        new("vietnamese-authentication", Reason.AuthFailed,
            ["{xác thực|kiểm tra} ‥ {spf|dkim|dmarc|thất bại|không thành công}", "sai mật khẩu"],
            "550 Xác thực SPF thất bại", Source),
        new("vietnamese-rate", Reason.RateLimited,
            ["quá nhiều", "{giới hạn|vượt quá} ‥ {gửi|số lượng|số lần|kết nối}"],
            "421 Quá nhiều kết nối", Source),
        new("vietnamese-sender", Reason.SenderRejected,
            ["người gửi … {không tồn tại|không hợp lệ|bị từ chối|bị chặn|không được phép}"],
            "550 Người gửi bị từ chối", Source),
        new("vietnamese-full", Reason.MailboxFull,
            ["{hộp thư|hòm thư|dung lượng} … {đầy|đã đầy|vượt quá|hết}", "{hết|vượt quá|vượt} ‥ {dung lượng|hạn mức|hạn ngạch}"],
            "552 Hộp thư người nhận đã đầy", Source),
        new("vietnamese-too-large", Reason.MessageTooLarge,
            ["{thư|tin nhắn|email|kích thước} … {quá lớn|kích thước|vượt quá}"],
            "552 Thư quá lớn", Source),
        new("vietnamese-reputation", Reason.ReputationBlock,
            ["danh sách đen", "IP ‥ {bị chặn|bị từ chối|danh sách}"],
            "554 Địa chỉ IP nằm trong danh sách đen", Source),
        new("vietnamese-spam", Reason.SpamContent, ["{thư rác|thư spam|là spam}"], "554 Thư bị coi là thư rác", Source),
        new("vietnamese-content", Reason.ContentRejected, ["{virus|vi rút|mã độc|tệp đính kèm}"], "552 Thư chứa mã độc", Source),
        new("vietnamese-disabled", Reason.MailboxDisabled,
            [Who + " … {bị khóa|bị khoá|vô hiệu hóa|vô hiệu hoá|tạm ngưng|ngừng hoạt động|bị đình chỉ|không hoạt động|đã đóng}"],
            "550 Tài khoản đã bị khóa", Source),
        new("vietnamese-domain", Reason.DomainUnknown,
            ["{tên miền|miền} … {không tồn tại|không tìm thấy|không hợp lệ}", "không tìm thấy ‥ {tên miền|miền}"],
            "550 Tên miền không tồn tại", Source),
        new("vietnamese-unknown", Reason.MailboxUnknown,
            [
                Who + " … {không tồn tại|không tìm thấy|không hợp lệ|không đúng|không có|đã bị xóa|không xác định}",
                "{không tìm thấy|không có|không tồn tại} ‥ " + Who,
            ],
            "550 Người dùng không tồn tại", Source),
        new("vietnamese-policy", Reason.PolicyBlock,
            ["{chính sách|bị từ chối|bị chặn|không được phép}"],
            "554 Thư bị từ chối", Source) { Confidence = Confidence.Medium },
        new("vietnamese-fault", Reason.ServerError,
            ["{lỗi tạm thời|lỗi hệ thống|lỗi máy chủ|tạm thời|bảo trì}"],
            "451 Lỗi hệ thống", Source) { Confidence = Confidence.Medium },
        new("vietnamese-later", Reason.RateLimited,
            ["thử lại", "vui lòng ‥ sau"],
            "450 Vui lòng thử lại sau", Source) { Confidence = Confidence.Medium },
    ];
}
