using System.Globalization;
using System.Text;
using System.Text.Json;

namespace FailureFunctions.Infra.Webhook;

/// <summary>A line of Copernica's log: as the app takes it, and for people.</summary>
/// <param name="Number">In its file, from 1.</param>
/// <param name="Json">The line, its time in UTC.</param>
/// <param name="Shown">Time, address, code, message and text, without line breaks and other control characters.</param>
internal sealed record LogLine(int Number, string Json, string Shown)
{
    private const int LongestShown = 200;

    private static readonly string[] ShownFields = ["time", "email", "code", "id", "description"];

    public static LogLine Of(int number, JsonElement record, TimeZoneInfo zone)
    {
        try
        {
            using var json = new MemoryStream();
            using (var writer = new Utf8JsonWriter(json))
            {
                writer.WriteStartObject();
                foreach (var member in record.EnumerateObject())
                    if (member.Name == "time" && InUtc(member.Value, zone) is { } time)
                        writer.WriteString("time", time);
                    else
                        member.WriteTo(writer);
                writer.WriteEndObject();
            }

            return new LogLine(number, Encoding.UTF8.GetString(json.ToArray()), Describe(record));
        }
        // Half a surrogate pair, or a time that no zone has. The app reads what it can, but a time of another zone it would read wrongly.
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            return new LogLine(number, zone == TimeZoneInfo.Utc ? record.GetRawText().ReplaceLineEndings(" ") : "{}", "(is not valid Unicode)");
        }
    }

    private static string? InUtc(JsonElement value, TimeZoneInfo zone) =>
        zone != TimeZoneInfo.Utc && value.ValueKind is JsonValueKind.String
            && DateTime.TryParseExact(value.GetString(), "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            // Of the two hours that have the same name in autumn, the second.
            ? new DateTimeOffset(local, zone.GetUtcOffset(local)).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : null;

    private static string Describe(JsonElement record)
    {
        var parts = ShownFields.Select(name => record.TryGetProperty(name, out var value) ? value.ToString() : "").Where(part => part.Length > 0);
        var shown = string.Concat(string.Join("  ", parts).Select(character => char.IsControl(character) ? ' ' : character));
        return shown.Length <= LongestShown ? shown : $"{shown[..LongestShown]}…";
    }
}
