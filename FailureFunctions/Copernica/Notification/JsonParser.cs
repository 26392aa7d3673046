using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace FailureFunctions.Copernica.Notification;

/// <summary>
/// Reads a JSON object (RFC 8259) as fields: texts as they are, numbers and booleans as they are written, null as
/// absent, and nested values as their JSON text. Invalid UTF-8 and lone surrogates become U+FFFD.
/// </summary>
internal static class JsonParser
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    /// <summary>Reads the body; gives what is wrong with it, or null.</summary>
    public static string? Parse(ReadOnlySpan<byte> body, FieldSet fields)
    {
        if (body.StartsWith(ByteOrderMark))
            body = body[ByteOrderMark.Length..];
        if (!Utf8.IsValid(body))
            body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body));
        try
        {
            return ParseObject(body, fields);
        }
        catch (JsonException e)
        {
            return $"is not valid JSON at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}";
        }
    }

    private static string? ParseObject(ReadOnlySpan<byte> body, FieldSet fields)
    {
        var reader = new Utf8JsonReader(body);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return "must be a JSON object";
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = JsonText.Of(ref reader);
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartArray && KnownFields.IsTags(name))
                ParseTags(ref reader, body, fields);
            else if (ValueOf(ref reader, body) is { } value)
                fields.Add(name, value);
            if (fields.Overflowed)
                return null;
        }
        reader.Read(); // Refuses what follows the object.
        return null;
    }

    private static void ParseTags(ref Utf8JsonReader reader, ReadOnlySpan<byte> body, FieldSet fields)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray && !fields.Overflowed)
        {
            if (ValueOf(ref reader, body) is { } tag)
                fields.AddTag(tag);
        }
    }

    private static string? ValueOf(ref Utf8JsonReader reader, ReadOnlySpan<byte> body)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.String:
                return JsonText.Of(ref reader);
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                return Encoding.UTF8.GetString(body[start..(int)reader.BytesConsumed]);
            default:
                return Encoding.UTF8.GetString(reader.ValueSpan);
        }
    }
}
