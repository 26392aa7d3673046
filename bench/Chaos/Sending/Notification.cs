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
    public byte[] Body()
    {
        (string Name, string Value)[] fields =
        [
            ("id", Facts.MessageId),
            ("type", "failure"),
            ("time", Facts.OccurredAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
            ("recipient", Facts.Recipient),
            ("action", "failure"),
            ("state", Facts.State),
            ("code", Facts.Code?.ToString(CultureInfo.InvariantCulture) ?? ""),
            ("extended", Facts.Extended ?? ""),
            ("description", Facts.Description ?? ""),
            ("tags", Facts.Tag ?? ""),
        ];
        return Json
            ? JsonSerializer.SerializeToUtf8Bytes(fields.ToDictionary(field => field.Name, field => field.Value))
            : Encoding.UTF8.GetBytes(string.Join('&', fields.Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value)}")));
    }
}
