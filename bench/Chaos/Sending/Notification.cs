using System.Globalization;
using System.Text;
using System.Text.Json;
using FailureFunctions.Bench.Chaos.Checking;

namespace FailureFunctions.Bench.Chaos.Sending;

/// <summary>A notification to send.</summary>
/// <param name="Number">Its place, from 0.</param>
/// <param name="Facts">What it reports.</param>
/// <param name="Json">Whether it is written in JSON, not as a form.</param>
/// <param name="GivesUp">Whether the sender gives up after one attempt.</param>
internal sealed record Notification(int Number, FailureFacts Facts, bool Json, bool GivesUp)
{
    /// <summary>The type of the body.</summary>
    public string ContentType => Json ? "application/json" : "application/x-www-form-urlencoded";

    /// <summary>The body, as Copernica writes it.</summary>
    public byte[] Body() => Body(byBounces: IsBounce && Number % 2 == 0);

    /// <summary>The body of the other webhook that reports a bounce.</summary>
    public byte[] OtherBody() => Body(byBounces: Number % 2 != 0);

    /// <summary>Whether two webhooks report it.</summary>
    public bool IsBounce => Facts.State == "bounce";

    private byte[] Body(bool byBounces)
    {
        (string Name, string Value)[] fields =
        [
            ("id", Facts.MessageId),
            ("time", Facts.OccurredAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
            ("tags", Facts.Tag ?? ""),
            .. Facts.State == FailureFacts.Complaint
                ? [("type", "abuse"), ("emailfrom", "fbl@provider.example"), ("mime", Mime("feedback-report", $"Feedback-Type: {Facts.Description}\nOriginal-Rcpt-To: {Facts.Recipient}"))]
                : (IEnumerable<(string, string)>)(byBounces ? Bounce() : Failure()),
        ];
        return Json
            ? JsonSerializer.SerializeToUtf8Bytes(fields.ToDictionary(field => field.Name, field => field.Value))
            : Encoding.UTF8.GetBytes(string.Join('&', fields.Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value)}")));
    }

    private (string Name, string Value)[] Failure() =>
    [
        ("type", "failure"),
        ("recipient", Facts.Recipient),
        ("action", "failure"),
        ("state", Facts.State),
        ("code", Facts.Code?.ToString(CultureInfo.InvariantCulture) ?? ""),
        ("extended", Facts.Extended ?? ""),
        ("description", Facts.Description ?? ""),
    ];

    private (string Name, string Value)[] Bounce() =>
    [
        ("type", "bounce"),
        ("recipient", Facts.Recipient),
        ("mime", Mime("delivery-status", $"Reporting-MTA: dns; mx.example.nl\n\nFinal-Recipient: rfc822; {Facts.Recipient}\nAction: failed\nStatus: {Facts.Extended}\nDiagnostic-Code: smtp; {Facts.Description}")),
    ];

    private static string Mime(string type, string fields) =>
        $"From: mx@example.nl\nContent-Type: multipart/report; report-type={type}; boundary=part\n\n--part\n\nA report.\n--part\nContent-Type: message/{type}\n\n{fields}\n\n--part--\n"
            .ReplaceLineEndings("\r\n");
}
