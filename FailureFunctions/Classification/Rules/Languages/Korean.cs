namespace FailureFunctions.Classification.Rules.Languages;

/// <summary>Replies in Korean: Naver, Daum, hosters and Exchange. Particles are written onto their noun.</summary>
internal static class Korean
{
    private const string Source = "Field use in Korea; Microsoft's and Google's reports in Korean";
    private const string Sender = "{발신자|보낸 사람|보내는 사람|발송자|송신자}";
    private const string Unknown = "{존재하지|찾을 수 없|없는|없습니다|없음|유효하지|잘못|올바르지|등록되지|등록되어 있지|삭제된|삭제되|확인할 수 없}";
    private const string Box = "{사서함|메일함|편지함|메일박스|용량|저장 공간|저장공간|할당량|쿼터}";
    private const string Who = "{수신자|받는 사람|받는사람|사용자|계정|주소|메일함|사서함|아이디|회원|수신인}";

    /// <summary>The rules, the first having precedence.</summary>
    public static Rule[] Rows { get; } =
    [
        new("korean-authentication", Reason.AuthFailed,
            ["{SPF|DKIM|DMARC}…{인증|검사|실패|정책|확인|레코드|거부}", "인증‥{실패|필요|되지|오류|하지}", "{비밀번호|암호}‥{일치|틀|잘못|올바르지}", "역방향", "위조", "사칭"],
            "550 SPF 인증에 실패했습니다", Source),
        new("korean-rate", Reason.RateLimited,
            [
                "너무 많은", "너무 많습니다", "너무 자주", "짧은 시간", "{발송|전송|수신자}‥{초과|제한|한도}", "{연결|접속|동시}‥{초과|한도|허용}", "대량", "과도한", "그레이리스트", "빈도",
                "{횟수|건수|개수}‥초과",
            ],
            "421 너무 많은 연결입니다", Source),
        new("korean-routing", Reason.RoutingError, ["{릴레이|중계}", "루프", "반복 전송"], "550 릴레이가 허용되지 않습니다", Source),
        new("korean-sender", Reason.SenderRejected,
            [$"{Sender}…{Unknown}", Sender + "‥{거부|차단|허용되지|인증되지}", "{발신|발송|송신} {도메인|주소}"],
            "553 발신자 도메인이 존재하지 않습니다", Source),
        new("korean-full", Reason.MailboxFull,
            [Box + "‥{가득|초과|부족|꽉|찼|넘|한도}", "용량 초과", "용량을 초과", "용량이 초과", "공간이 부족"],
            "552 수신자의 메일함이 가득 찼습니다", Source),
        new("korean-too-large", Reason.MessageTooLarge, ["{메시지|메일|첨부|파일}…{너무 커|너무 큽|너무 크|크기}", "크기‥{초과|제한}"], "552 메일 크기가 제한을 넘었습니다", Source),
        new("korean-not-wanted", Reason.RecipientRefused,
            ["수신거부", "수신 거부", "{수신자|받는 사람|사용자}‥{거부|차단}", "수신을 거부", "{보낼|전송할|보내는} ‥권한", "권한이 없", "내부 ‥발신자"],
            "550 수신자가 수신거부로 설정하였습니다", Source),
        new("korean-reputation", Reason.ReputationBlock,
            ["블랙리스트", "{차단 목록|차단목록|차단 리스트|RBL|평판}", "IP‥{차단|거부|제한|등록|필터}"],
            "554 발신 IP가 차단 목록에 등록되어 있습니다", Source),
        new("korean-spam", Reason.SpamContent, ["스팸", "광고성", "피싱", "정크"], "554 스팸 메일로 분류되었습니다", Source),
        new("korean-content", Reason.ContentRejected, ["바이러스", "악성", "첨부 파일", "첨부파일", "확장자", "금지된 내용", "헤더"], "552 바이러스가 발견되었습니다", Source),
        new("korean-expired", Reason.Expired,
            ["{메시지|메일|기간|유효 기간}‥만료", "여러 번 시도", "{기간|시간} ‥배달", "재시도 횟수", "전송을 포기", "배달을 포기"],
            "메시지가 만료되었습니다", Source),
        new("korean-connection", Reason.ConnectionFailed,
            ["{연결|접속|서버}‥{시간 초과|시간이 초과|할 수 없|실패|끊|거부|응답|없습니다|되지}", "응답이 없", "응답하지 않", "시간 초과"],
            "수신 서버에 연결할 수 없습니다", Source),
        new("korean-protocol", Reason.ProtocolError, ["{명령|명령어|구문}‥{오류|잘못|인식|순서|알 수 없}"], "500 명령어 오류입니다", Source),
        new("korean-disabled", Reason.MailboxDisabled,
            ["휴면", "정지", "{사용|이용}‥{중지|중단|불가|제한}", "비활성", "사용할 수 없는 {계정|사용자|메일}", "탈퇴", "해지", "잠긴", "{계정|사용자|메일함}‥{차단|잠겨|폐쇄|만료}", "퇴사"],
            "550 사용이 정지된 계정입니다", Source),
        new("korean-domain", Reason.DomainUnknown, ["{도메인|호스트|MX 레코드|MX}‥" + Unknown, "없는 도메인", "존재하지 않는 도메인"], "550 도메인을 찾을 수 없습니다", Source),
        new("korean-unknown", Reason.MailboxUnknown,
            [$"{Who}‥{Unknown}", "존재하지 않", "{사서함|메일함}‥사용할 수 없", "{없는|잘못된|알 수 없는|유효하지 않은} ‥{사용자|메일|계정|주소|수신자|받는 사람|아이디}", "찾을 수 없"],
            "550 5.1.1 존재하지 않는 사용자입니다", Source),
        new("korean-policy", Reason.PolicyBlock,
            ["정책", "거부", "차단", "허용되지", "금지"],
            "554 정책에 따라 거부되었습니다", Source) { Confidence = Confidence.Medium },
        new("korean-fault", Reason.ServerError,
            ["일시적", "{시스템|서버|내부}‥{오류|장애|에러}", "점검", "사용할 수 없", "혼잡"],
            "451 일시적인 시스템 오류입니다", Source) { Confidence = Confidence.Medium },
        new("korean-later", Reason.RateLimited, ["{잠시|나중에|이후}‥{다시|시도|후}"], "450 잠시 후 다시 보내 주십시오", Source) { Confidence = Confidence.Medium },
    ];
}
