using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace FailureFunctions.Copernica.Notification;

internal enum NotificationFormat
{
    /// <summary><c>application/x-www-form-urlencoded</c>, as Copernica documents its calls.</summary>
    Form,

    /// <summary><c>application/json</c> or a <c>+json</c> type, as on Copernica's security page.</summary>
    Json,
}

/// <summary>Recognises the two formats, and splits a body of either into fields.</summary>
internal static partial class NotificationFormats
{
    /// <summary>The format of a Content-Type, whatever its parameters; null when it is neither form nor JSON.</summary>
    public static NotificationFormat? Of(string? contentType)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var parsed))
            return null;
        return parsed.MediaType?.ToLowerInvariant() switch
        {
            "application/x-www-form-urlencoded" => NotificationFormat.Form,
            "application/json" or "text/json" => NotificationFormat.Json,
            { } type when type.EndsWith("+json", StringComparison.Ordinal) => NotificationFormat.Json,
            _ => null,
        };
    }

    /// <returns>What to fix in the body; null when its fields were added.</returns>
    public static string? Parse(NotificationFormat format, ReadOnlySpan<byte> body, FieldSet fields) =>
        format == NotificationFormat.Json ? ParseJson(body, fields) : ParseForm(body, fields);

    // WHATWG URL, section 5.1: any sequence of bytes is a form.
    private static string? ParseForm(ReadOnlySpan<byte> body, FieldSet fields)
    {
        foreach (var range in body.Split((byte)'&'))
        {
            var pair = body[range];
            if (pair.IsEmpty)
                continue;
            var equals = pair.IndexOf((byte)'=');
            fields.Add(Unescape(equals < 0 ? pair : pair[..equals]), Unescape(equals < 0 ? [] : pair[(equals + 1)..]));
        }
        return null;
    }

    private static string Unescape(ReadOnlySpan<byte> text) =>
        Encoding.UTF8.GetString(WebUtility.UrlDecodeToBytes(text.ToArray(), 0, text.Length));

    private static string? ParseJson(ReadOnlySpan<byte> body, FieldSet fields)
    {
        try
        {
            using var document = JsonDocument.Parse(WellFormed(body));
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return "must be a JSON object";
            foreach (var member in document.RootElement.EnumerateObject())
                Add(member, fields);
            return null;
        }
        catch (JsonException e)
        {
            return $"is not valid JSON at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}";
        }
    }

    private static void Add(JsonProperty member, FieldSet fields)
    {
        if (member.Value.ValueKind == JsonValueKind.Array && FieldSet.IsTags(member.Name))
        {
            foreach (var element in member.Value.EnumerateArray())
            {
                if (TextOf(element) is { } tag)
                    fields.AddTag(tag);
            }
        }
        else if (TextOf(member.Value) is { } value)
        {
            fields.Add(member.Name, value);
        }
    }

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };

    // RFC 8259 (section 8.2) allows lone surrogates such as \ud800, on which GetString throws; they become U+FFFD.
    private static string WellFormed(ReadOnlySpan<byte> json) =>
        Escape().Replace(Encoding.UTF8.GetString(json).TrimStart('\uFEFF'), escape => escape.Groups["lone"].Success ? @"\ufffd" : escape.Value);

    // Matches every escape in turn, so that in \\ud800 only the backslash is one.
    [GeneratedRegex(
        @"\\(?:u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|(?<lone>u[dD][89a-fA-F][\da-fA-F]{2})|.)",
        RegexOptions.Singleline)]
    private static partial Regex Escape();
}
