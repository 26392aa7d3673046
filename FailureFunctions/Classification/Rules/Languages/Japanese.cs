namespace FailureFunctions.Classification.Rules.Languages;

/// <summary>Replies in Japanese: hosters, gateways and Exchange; the mobile providers answer in English.</summary>
internal static class Japanese
{
    private const string Source = "Field use in Japan; Microsoft's and Google's reports in Japanese";
    private const string Sender = "{送信者|差出人|送信元|発信者|発信元|From}";
    private const string Domain = "{ドメイン|ドメイン名|ホスト|ホスト名|MXレコード|MX}";
    private const string Unknown =
        "{存在しません|実在しません|実在しない|存在しない|存在せず|存在いたしません|ありません|見つかりません|見つからない|見つからなかった|見つけることができません|検出できません|不明|無効|登録されていません|登録がありません|間違って|誤り|" +
        "正しくありません|正しくない|削除され|廃止され|解決できません}";
    private const string Box = "{メールボックス|受信箱|受信トレイ|受信ボックス|メール箱}";
    private const string Refused = "{拒否|ブロック|制限|遮断|登録されて}";

    /// <summary>The rules, the first having precedence.</summary>
    public static Rule[] Rows { get; } =
    [
        new("japanese-authentication", Reason.AuthFailed,
            [
                "{SPF|DKIM|DMARC}…{認証|失敗|拒否|ポリシー|レコード|エラー|検証|許可|設定}", "{SMTP認証|送信ドメイン認証|ユーザー認証|ユーザ認証|認証}…{失敗|エラー|必要|できません|されていない|通過}",
                "パスワード…{間違|誤|違い|正しく}", "逆引き", "PTRレコード", "なりすまし",
            ],
            "550 SPF認証に失敗しました", Source),
        new("japanese-rate", Reason.RateLimited,
            [
                "接続数", "送信制限", "送信数", "通数制限", "大量の{送信|メール}", "大量{送信|配信}", "大量に", "流量制限", "短時間に", "送信を制限",
                "{宛先|受信者|宛先数|通数|回数|件数|接続}‥{多すぎ|上限|制限を超|超過}", "グレイリスト", "過剰な{アクセス|接続|送信}", "頻度が", "{送信|受信}{できる|可能な}‥{数|上限}",
            ],
            "421 接続数が多すぎます。時間をおいて再送してください", Source),
        new("japanese-routing", Reason.RoutingError,
            ["{リレー|中継|転送}‥{許可されて|拒否|禁止|できません|ループ}", "{メール|配送|転送|経路}‥ループ", "{が|の}ループ", "ホップ数", "ホップカウント"],
            "550 リレーは許可されていません", Source),
        new("japanese-sender", Reason.SenderRejected,
            [
                Sender + "{の|ドメイン|アドレス|メールアドレス}…" + Unknown, $"{Sender}‥{Unknown}", Sender + "…{ドメイン|アドレス}…" + Unknown,
                Sender + "{の|ドメイン|アドレス|メールアドレス}…{拒否|確認できません|許可|検証|認められ|不正|詐称}", "送信者が拒否", "差出人が", "アドレスを詐称", "送信{が|を|機能}‥{停止|禁止}",
                "{お客様|あなた}のアカウント", "送信元ドメインが",
            ],
            "550 送信元ドメインが確認できません", Source),
        new("japanese-full", Reason.MailboxFull,
            [
                Box + "…{いっぱい|一杯|満杯|容量|空き|上限|サイズ|制限|クォータ|超え|超過|あふれ}", "容量‥{を超え|オーバー|超過|不足|制限|いっぱい|上限|一杯|足り|に達し}", "{受信|保存|ディスク}容量", "空き容量", "満杯",
                "クォータ", "保存領域", "{保存|受信}できる‥{上限|容量|件数}",
            ],
            "552 受信者のメールボックスがいっぱいです", Source),
        new("japanese-too-large", Reason.MessageTooLarge,
            ["サイズ‥{大きすぎ|制限|上限|を超え|超過|オーバー}", "{メール|メッセージ|添付ファイル|メールの|メッセージの}サイズ", "最大サイズ", "大きさ…超え", "{メール|メッセージ|添付ファイル}‥大きすぎ", "大きすぎるため"],
            "552 メールサイズが上限を超えています", Source),
        new("japanese-reputation", Reason.ReputationBlock,
            [
                "ブラックリスト", "ブロックリスト", "拒否リスト", "{IPアドレス|送信元IP|接続元|送信元サーバ|お使いのIP|IP}…" + Refused, "送信元IP", "接続元IP", "評価が低い", "レピュテーション", "信用度",
                "評判",
            ],
            "554 送信元IPがブラックリストに登録されています", Source),
        new("japanese-not-wanted", Reason.RecipientRefused,
            [
                "{受信者|受取人|宛先|相手}‥拒否", "受信者が…{から|より}…拒否", "指定受信", "受信設定", "迷惑メール{設定|フィルタ設定}", "迷惑メール対策設定", "受取拒否", "送信権限", "アクセス許可がありません",
                "内部の送信者", "外部からの", "組織外からの", "権限がありません",
            ],
            "550 受信者の設定により配信できません。指定受信の設定です", Source),
        new("japanese-spam", Reason.SpamContent, ["迷惑メール", "スパム", "フィッシング", "迷惑な"], "550 迷惑メールと判定されたため拒否しました", Source),
        new("japanese-refused", Reason.RecipientRefused, ["受信拒否"], "550 受信拒否", Source),
        new("japanese-content", Reason.ContentRejected,
            ["ウイルス", "ウィルス", "添付ファイル", "マルウェア", "ヘッダが不正", "ヘッダーが不正", "不正なヘッダ", "拡張子", "不正な形式"],
            "552 添付ファイルが許可されていません", Source),
        new("japanese-expired", Reason.Expired,
            ["有効期限", "{配送|配信|送信}‥{断念|あきらめ|諦め|期限|試みましたが}", "何度も試み", "期限切れ", "{時間|日間}‥{配信|配送}できません"],
            "メッセージの有効期限が切れました", Source),
        new("japanese-connection", Reason.ConnectionFailed,
            ["{接続|サーバー|サーバ|通信}…{タイムアウト|応答がありません|応答しません|切断}", "{サーバー|サーバ|ホスト}に接続でき", "接続に失敗", "接続が{切断|拒否|切れ|中断}", "通信エラー", "タイムアウト"],
            "相手先サーバーに接続できません", Source),
        new("japanese-down", Reason.ServerError, ["{サーバー|サーバ|サービス|システム}‥{利用できません|停止して|停止中|停止され|ダウン}"], "421 サービスは利用できません", Source),
        new("japanese-protocol", Reason.ProtocolError, ["{コマンド|シーケンス}‥{不正|誤|正しく|エラー|認識|実装|サポート|順序}", "構文"], "500 コマンドが正しくありません", Source),
        new("japanese-disabled", Reason.MailboxDisabled,
            [
                "無効になって", "無効化", "利用停止", "停止され", "停止中", "{アカウント|アドレス|メールボックス}‥{停止|凍結|無効化|ロック|休止|閉鎖}", "利用できません", "解約", "退会", "凍結", "使用停止", "休止中",
                "使用されて{おりません|いません|いない}", "利用されて{おりません|いません}", "使われて{おりません|いません}", "ご利用いただけません",
            ],
            "550 このアカウントは利用停止中です", Source),
        new("japanese-domain", Reason.DomainUnknown,
            [$"{Domain}‥{Unknown}", Domain + "{が|は|を}…" + Unknown, "ドメイン名が{間違|誤}", "名前解決", "存在しないドメイン", "ドメイン…見つから"],
            "550 宛先のドメインが存在しません", Source),
        new("japanese-unknown", Reason.MailboxUnknown,
            [
                "存在しません", "存在しない", "存在せず", "存在いたしません", "見つかりません", "見つからない", "見つからなかった", "ユーザーが不明", "ユーザが不明", "不明な{ユーザ|受信者|宛先|アドレス|メール}", "宛先不明",
                "宛先が不明", "あて先不明", "受信者が不明", "アドレス不明", "ユーザー不明", "ユーザ不明",
                "{宛先|アドレス|ユーザー|ユーザ|受信者|アカウント|メールボックス}‥{間違|誤り|誤って|無効|正しく|ありません|不明|登録されていません|登録がありません|削除され|廃止}", "無効な{アドレス|宛先|受信者|メール|ユーザ}",
                "該当する{ユーザ|アドレス|メール|アカウント|受信者}", "該当者", "有効ではありません", "登録されていません", "登録がありません", "既に廃止", "削除されました", "異動", "退職",
            ],
            "550 5.1.1 指定された宛先は存在しません", Source),
        new("japanese-policy", Reason.PolicyBlock,
            ["ポリシー", "規定", "規約", "受け取りできません", "許可されていません", "拒否", "禁止", "ブロックされ", "受け付けられません", "受け付けません", "受け取れません"],
            "554 ポリシーにより拒否されました", Source) { Confidence = Confidence.Medium },
        new("japanese-fault", Reason.ServerError,
            ["一時的", "内部エラー", "内部でエラー", "{サーバー|サーバ|システム|ディスク|データベース}‥エラー", "混雑", "メンテナンス", "障害", "高負荷", "停止中のサーバ", "ディスク"],
            "451 一時的なエラーが発生しました", Source) { Confidence = Confidence.Medium },
        new("japanese-later", Reason.RateLimited,
            ["しばらく", "時間をおいて", "時間を置いて", "時間をあけて", "後ほど", "のちほど", "後で"],
            "450 しばらくしてから再送してください", Source) { Confidence = Confidence.Medium },
    ];
}
