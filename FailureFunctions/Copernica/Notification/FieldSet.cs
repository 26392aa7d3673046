using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FailureFunctions.Copernica.Notification;

internal sealed class FieldSet
{
    // A tag in JSON takes two quotes and a comma, and up to six characters (\uXXXX) for one of its own.
    private const int Quoting = 3;
    private const int LongestEscape = 6;

    private static readonly HashSet<string> Known =
        ["id", "type", "time", "timestamp", "recipient", "action", "state", "code", "extended", "description", "profile", "mailing"];

    private readonly Dictionary<string, string> _values = [];
    private readonly List<string> _tags = [];
    private readonly HashSet<string> _seenTags = [];
    private int _roomForTags = FieldLimits.Tags;
    private int _count;

    /// <summary>More than <see cref="FieldLimits.Fields"/> fields were added; those above the limit are ignored.</summary>
    public bool Overflowed => _count > FieldLimits.Fields;

    /// <summary>The field <c>mime</c> byte for byte, since the message says itself how its bytes are to be read; null when it was not sent.</summary>
    public byte[]? Mime { get; private set; }

    /// <summary>In the order added, trimmed, without blanks and duplicates.</summary>
    public IReadOnlyList<string> Tags => _tags;

    /// <summary>Fields without a place of their own, repeats, and values that could not be used.</summary>
    public ExtraFields Extra { get; } = new();

    /// <summary><c>tags</c>, <c>tags[]</c>, <c>tags[0]</c>.</summary>
    public static bool IsTags(string name) =>
        name == "tags" || (name.StartsWith("tags[", StringComparison.Ordinal) && name.EndsWith(']'));

    /// <summary>The first value of a known field as sent; empty when it was not.</summary>
    public string Raw(string name) => _values.GetValueOrDefault(name, "");

    /// <summary>The first value of a known field, trimmed; null when it is blank or was not sent.</summary>
    public string? Text(string name) => Raw(name).Trim() is { Length: > 0 } text ? text : null;

    public void Add(string name, string value)
    {
        if (++_count > FieldLimits.Fields)
            return;
        if (IsTags(name))
        {
            // No tag of SMTPeter contains a semicolon, and its logs join tags with them.
            foreach (var tag in value.Split(';'))
                KeepTag(tag);
        }
        else if (!Known.Contains(name) || !_values.TryAdd(name, value))
        {
            Extra.Add(name, value);
        }
    }

    public void AddMime(byte[] mime)
    {
        _count++;
        Mime ??= mime;
    }

    /// <summary>Adds an element of an array of tags, which may contain semicolons.</summary>
    public void AddTag(string tag)
    {
        if (++_count <= FieldLimits.Fields)
            KeepTag(tag);
    }

    private void KeepTag(string tag)
    {
        tag = tag.Trim();
        if (tag.Length == 0 || !_seenTags.Add(tag))
            return;
        var length = Quoting + tag.Sum(c => c is >= ' ' and < '\x7f' and not ('"' or '\\') ? 1 : LongestEscape);
        if (length > _roomForTags)
        {
            Extra.AddDropped();
            return;
        }
        _roomForTags -= length;
        _tags.Add(tag);
    }
}

/// <summary>
/// Writes fields as one JSON object of at most <see cref="FieldLimits.Extra"/> characters. A repeated name has an array
/// of values; <c>(dropped)</c> is the number of values for which there was no room.
/// </summary>
internal sealed class ExtraFields
{
    private const int LongestName = 200;
    private const int LongestValue = 4_000;

    // Relaxed, because people read the column in Azure Storage Explorer.
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

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
        var json = new JsonObject();
        foreach (var field in _fields.Take(count).GroupBy(field => field.Name, field => field.Value))
            json[field.Key] = field.Count() == 1 ? field.Single() : new JsonArray([.. field.Select(value => JsonValue.Create(value))]);
        if (_dropped + _fields.Count - count is var dropped and > 0)
            json["(dropped)"] = dropped;
        return json.ToJsonString(Options);
    }
}
