using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FailureFunctions.Copernica.Notification;

/// <summary>
/// Writes fields as one JSON object of at most <see cref="FieldLimits.Extra"/> characters. A repeated name has an array
/// of values; <c>(dropped)</c> is the number of values for which there was no room.
/// </summary>
internal sealed class ExtraFields
{
    private const int LongestName = 200;
    private const int LongestValue = 4_000;

    // Relaxed, because people read the column in Azure Storage Explorer.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<(string Name, string Value)> _fields = [];
    private int _dropped;

    public void Add(string name, string value) =>
        _fields.Add((FieldLimits.Cut(name, LongestName), FieldLimits.Cut(value, LongestValue)));

    public void AddDropped() => _dropped++;

    /// <summary>The JSON text; null when there is nothing.</summary>
    public string? ToJson()
    {
        if (_fields.Count == 0 && _dropped == 0)
            return null;
        var count = _fields.Count;
        var json = Write(count);
        while (json.Length > FieldLimits.Extra && count > 0)
        {
            // The first fields are the ones people look for.
            count /= 2;
            json = Write(count);
        }
        return json;
    }

    private string Write(int count)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            foreach (var field in _fields.Take(count).GroupBy(field => field.Name, field => field.Value))
                Write(writer, field.Key, [.. field]);
            if (_dropped + _fields.Count - count is var dropped and > 0)
                writer.WriteNumber("(dropped)", dropped);
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, string name, string[] values)
    {
        if (values.Length == 1)
        {
            writer.WriteString(name, values[0]);
            return;
        }
        writer.WriteStartArray(name);
        foreach (var value in values)
            writer.WriteStringValue(value);
        writer.WriteEndArray();
    }
}
