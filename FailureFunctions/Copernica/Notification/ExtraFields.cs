using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FailureFunctions.Copernica.Notification;

/// <summary>
/// Collects fields that have no place of their own, and writes them as one JSON object: a name that comes more than
/// once holds an array. Bounded by <see cref="FieldLimits.Extra"/>; what finds no room is counted under <c>dropped</c>.
/// </summary>
internal sealed class ExtraFields
{
    /// <summary>The name under which the number of fields is given that found no room.</summary>
    public const string DroppedName = "(dropped)";

    private const int LongestName = 200;
    private const int LongestValue = 4_000;

    // Kept as it is read, not as HTML wants it: people look at it in Azure Storage Explorer.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private List<KeyValuePair<string, string>>? _fields;
    private int _dropped;

    /// <summary>Adds a field.</summary>
    public void Add(string name, string value) =>
        (_fields ??= []).Add(new(FieldLimits.Cut(name, LongestName), FieldLimits.Cut(value, LongestValue)));

    /// <summary>Counts values that found no room elsewhere.</summary>
    public void AddDropped(int count) => _dropped += count;

    /// <summary>The JSON text; null when there is nothing.</summary>
    public string? ToJson()
    {
        if (_fields is null && _dropped == 0)
            return null;
        var kept = _fields ?? [];
        var json = Write(kept, _dropped);
        // Whole fields are left out from the end until the rest fits: what came first is what people look for.
        for (var count = kept.Count; json.Length > FieldLimits.Extra && count > 0;)
        {
            count /= 2;
            json = Write(kept[..count], _dropped + kept.Count - count);
        }
        return json;
    }

    private static string Write(List<KeyValuePair<string, string>> fields, int dropped)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            foreach (var field in fields.GroupBy(f => f.Key, f => f.Value, StringComparer.Ordinal))
                Write(writer, field.Key, [.. field]);
            if (dropped > 0)
                writer.WriteNumber(DroppedName, dropped);
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
