namespace FailureFunctions.Classification.Rules.Languages;

/// <summary>Replies in Japanese: hosters and gateways; the mobile providers answer in English.</summary>
internal static class Japanese
{
    private const string Source = "Field use in Japan";

    /// <summary>The rules, the first having precedence.</summary>
    public static Rule[] Rows { get; } =
    [
        new("japanese-rate", Reason.RateLimited,
            ["しばらくしてから", "時間をおいて", "後ほど", "接続数", "送信制限", "通数制限", "大量送信", "流量制限", "短時間に"],
            "421 接続数が多すぎます。時間をおいて再送してください", Source),
        new("japanese-sender", Reason.SenderRejected,
            ["送信者アドレス", "差出人アドレス", "送信元アドレス", "送信元ドメイン", "差出人が", "送信者が拒否", "差出人のドメイン"],
            "550 送信元ドメインが確認できません", Source),
        new("japanese-too-large", Reason.MessageTooLarge,
            ["サイズが大きすぎ", "サイズが制限", "サイズ制限", "サイズの上限", "メールサイズ", "サイズを超え", "最大サイズ"],
            "552 メールサイズが上限を超えています", Source),
        new("japanese-full", Reason.MailboxFull,
            [
                "メールボックスがいっぱい", "メールボックスが一杯", "メールボックスの容量", "メールボックスが満杯", "容量を超え", "容量オーバー", "容量超過", "容量が不足", "容量不足", "容量制限", "受信箱がいっぱい",
                "受信容量", "保存容量", "満杯",
            ],
            "552 受信者のメールボックスがいっぱいです", Source),
        new("japanese-reputation", Reason.ReputationBlock,
            ["ブラックリスト", "ブロックリスト", "拒否リスト", "送信元ip", "ipアドレス…拒否", "ipアドレスがブロック", "接続元ip", "評価が低い", "レピュテーション"],
            "554 送信元IPがブラックリストに登録されています", Source),
        new("japanese-spam", Reason.SpamContent,
            ["迷惑メール", "スパム", "スパムメール", "フィッシング"],
            "550 迷惑メールと判定されたため拒否しました", Source),
        new("japanese-content", Reason.ContentRejected,
            ["ウイルス", "ウィルス", "添付ファイル", "マルウェア", "ヘッダが不正", "ヘッダーが不正"],
            "552 添付ファイルが許可されていません", Source),
        new("japanese-disabled", Reason.MailboxDisabled,
            ["無効になって", "無効化され", "利用停止", "停止され", "アカウントが停止", "アカウントは停止", "利用できません", "解約", "退会", "凍結", "使用停止", "休止中"],
            "550 このアカウントは利用停止中です", Source),
        new("japanese-unknown", Reason.MailboxUnknown,
            [
                "存在しません", "存在しない", "存在せず", "見つかりません", "見つかりませんでした", "見つからない", "ユーザーが不明", "ユーザが不明", "不明なユーザ", "不明な受信者", "宛先不明", "宛先が不明",
                "あて先不明", "宛先が間違", "アドレスが間違", "宛先アドレスが無効", "無効なアドレス", "無効な宛先", "アドレスが正しく", "該当するユーザ", "登録されていません", "受信者が不明", "アドレス不明",
                "ユーザー不明",
            ],
            "550 5.1.1 指定された宛先は存在しません", Source),
        new("japanese-refused", Reason.RecipientRefused,
            ["受信拒否", "受信者が拒否", "受信を拒否", "指定受信", "受信設定", "受取拒否"],
            "550 受信者の設定により受信拒否されました", Source),
        new("japanese-policy", Reason.PolicyBlock,
            ["ポリシー", "許可されていません", "拒否され", "拒否し", "禁止"],
            "554 ポリシーにより拒否されました", Source) { Confidence = Confidence.Medium },
        new("japanese-fault", Reason.ServerError,
            ["一時的", "内部エラー", "サーバーエラー", "サーバエラー", "システムエラー", "混雑", "メンテナンス", "障害"],
            "451 一時的なエラーが発生しました", Source) { Confidence = Confidence.Medium },
    ];
}
