using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FailureFunctions.Local.Send;

namespace FailureFunctions.Local.Run;

/// <summary>One notification to show: what Copernica would send.</summary>
/// <param name="What">What it is about.</param>
/// <param name="ContentType">How it is written.</param>
/// <param name="Body">The body.</param>
/// <param name="IsEvent">Whether it becomes an event: an automatic reply does not.</param>
internal sealed record DemoNotification(string What, string ContentType, byte[] Body, bool IsEvent = true);

/// <summary>
/// Makes notifications of several kinds: failures, bounces, an automatic reply, a complaint. They happen now and have new message ids, so that each run shows new
/// failures.
/// </summary>
internal static class DemoNotifications
{
    private const string FormType = "application/x-www-form-urlencoded";

    private static readonly string[] Tags = ["nieuwsbrief"];

    private static readonly (string What, string Recipient, string State, string Code, string Extended, string Description)[] Kinds =
    [
        ("mailbox does not exist", "jan.jansen+nieuws@example.nl", "rcptto", "550", "5.1.1", "550 5.1.1 Recipient address rejected: User unknown"),
        ("mailbox full, bounced later", "info@voorbeeld.example", "bounce", "", "5.2.2", "smtp; 552 5.2.2 Mailbox full"),
        ("domain does not exist", "piet@gmai.example", "dns", "", "", ""),
        ("blocked for its reputation", "anna@mail.example", "rcptto", "554", "5.7.1", "554 5.7.1 Service unavailable; client host blocked using a DNS blocklist"),
        ("expired", "x@example.com", "process", "451", "4.4.7", "message expired"),
        ("greylisted to the end", "k.devries@provincie.example", "rcptto", "450", "4.2.0", "450 4.2.0 Recipient address rejected: Greylisted"),
    ];

    /// <summary>Makes them. One is written in JSON and internationalised.</summary>
    public static IReadOnlyList<DemoNotification> Create(DateTimeOffset now)
    {
        List<DemoNotification> notifications =
        [
            .. Kinds.Select(kind => new DemoNotification(kind.What, FormType, Form(kind, now))),
            new("content taken for spam, in JSON", "application/json", Json(now)),
            .. ReturnedMail.Described.Select((what, index) => new DemoNotification(
                what, FormType, ReturnedMail.Create(index, MessageId(), now), IsEvent: what != ReturnedMail.AutomaticReply)),
        ];
        return notifications;
    }

    private static byte[] Form(
        (string What, string Recipient, string State, string Code, string Extended, string Description) kind, DateTimeOffset now)
    {
        var fields = new (string Name, string Value)[]
        {
            ("id", MessageId()),
            ("type", "failure"),
            ("timestamp", Timestamp(now)),
            ("time", UnixTime(now)),
            ("recipient", kind.Recipient),
            ("action", "failure"),
            ("state", kind.State),
            ("code", kind.Code),
            ("extended", kind.Extended),
            ("description", kind.Description),
            ("tags[]", "nieuwsbrief"),
        };
        return Encoding.UTF8.GetBytes(string.Join('&', fields.Select(f => $"{Uri.EscapeDataString(f.Name)}={Uri.EscapeDataString(f.Value)}")));
    }

    private static byte[] Json(DateTimeOffset now) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        id = MessageId(),
        type = "failure",
        timestamp = Timestamp(now),
        time = now.ToUnixTimeSeconds(),
        recipient = "josé@exämple.de",
        action = "failure",
        state = "message",
        code = 554,
        extended = "5.7.1",
        description = "Blocked: message contains spam\r\nsee https://example.org/b?x=1&y=2",
        tags = Tags,
    });

    private static string MessageId() => RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz0123456789", 16);

    private static string Timestamp(DateTimeOffset now) => now.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string UnixTime(DateTimeOffset now) => now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
