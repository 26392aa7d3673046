using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace FailureFunctions.Copernica.Notification;

/// <summary>
/// Splits a body into fields: a form, as Copernica documents its calls, or JSON, as on its security page. The body itself
/// decides which, not Content-Type: a signature need not cover that, and whoever changes it must not make another event of
/// the same body. No form of Copernica's begins with a brace.
/// </summary>
internal static partial class NotificationFormat
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <returns>What to fix in the body; null when its fields were added.</returns>
    public static string? Parse(ReadOnlySpan<byte> body, FieldSet fields) =>
        IsJson(body) ? ParseJson(body, fields) : ParseForm(body, fields);

    public static bool IsJson(ReadOnlySpan<byte> body) =>
        WithoutByteOrderMark(body).TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..];

    public static ReadOnlySpan<byte> WithoutByteOrderMark(ReadOnlySpan<byte> body) => body.StartsWith(ByteOrderMark) ? body[ByteOrderMark.Length..] : body;

    // WHATWG URL, section 5.1: any sequence of bytes is a form.
    private static string? ParseForm(ReadOnlySpan<byte> body, FieldSet fields)
    {
        foreach (var range in body.Split((byte)'&'))
        {
            var pair = body[range];
            if (pair.IsEmpty)
                continue;
            var equals = pair.IndexOf((byte)'=');
            var name = equals < 0 ? pair : pair[..equals];
            var value = equals < 0 ? [] : pair[(equals + 1)..];
            if (name.SequenceEqual("mime"u8))
                fields.AddMime(UnescapeBytes(value));
            else
                fields.Add(Unescape(name), Unescape(value));
        }
        return null;
    }

    public static string Unescape(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(UnescapeBytes(text));

    private static byte[] UnescapeBytes(ReadOnlySpan<byte> text) => WebUtility.UrlDecodeToBytes(text.ToArray(), 0, text.Length);

    /// <param name="nameOf">The name under which a member is added, by its name and its value; null for its own.</param>
    public static string? ParseJson(ReadOnlySpan<byte> body, FieldSet fields, Func<string, string, string>? nameOf = null)
    {
        try
        {
            using var document = JsonDocument.Parse(WellFormed(body));
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return "must be a JSON object";
            foreach (var member in document.RootElement.EnumerateObject())
                Add(member, fields, nameOf);
            return null;
        }
        catch (JsonException e)
        {
            return $"is not valid JSON at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}";
        }
    }

    private static void Add(JsonProperty member, FieldSet fields, Func<string, string, string>? nameOf)
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
            if (member.NameEquals("mime"u8))
                fields.AddMime(Encoding.UTF8.GetBytes(value));
            else
                fields.Add(nameOf?.Invoke(member.Name, value) ?? member.Name, value);
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
