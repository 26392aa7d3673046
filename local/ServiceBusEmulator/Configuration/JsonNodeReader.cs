using System.Text.Json;

namespace FailureFunctions.Local.ServiceBusEmulator.Configuration;

/// <summary>Reads one JSON object, knows its path for error messages, and notes the keys that nobody asked for.</summary>
internal sealed class JsonNodeReader
{
    private readonly Dictionary<string, JsonElement> _members;
    private readonly HashSet<string> _asked = new(StringComparer.OrdinalIgnoreCase);

    public JsonNodeReader(string path, JsonElement element)
    {
        Path = path;
        if (element.ValueKind != JsonValueKind.Object)
            throw new ConfigurationException(path, $"an object is expected here, not {Kind(element)}.");

        _members = new Dictionary<string, JsonElement>(StringComparer.OrdinalIgnoreCase);
        foreach (var member in element.EnumerateObject())
            _members[member.Name] = member.Value;
    }

    public string Path { get; }

    public IEnumerable<KeyValuePair<string, JsonElement>> Members => _members;

    public IEnumerable<string> Warnings =>
        _members.Keys.Where(name => !_asked.Contains(name)).Select(name => $"{PathOf(name)}: this key is not known and has no effect.");

    public string PathOf(string name) => $"{Path}.{name}";

    /// <summary>The object of that name; null when there is none.</summary>
    public JsonNodeReader? Object(string name) => Find(name) is { } element ? new JsonNodeReader(PathOf(name), element) : null;

    public JsonNodeReader RequiredObject(string name) =>
        Object(name) ?? throw new ConfigurationException(PathOf(name), "this object is missing.");

    /// <summary>The objects of the array of that name; none when there is no array.</summary>
    public IReadOnlyList<JsonNodeReader> Objects(string name)
    {
        if (Find(name) is not { } element)
            return [];

        return element.ValueKind == JsonValueKind.Array
            ? [.. element.EnumerateArray().Select((item, index) => new JsonNodeReader($"{PathOf(name)}[{index}]", item))]
            : throw new ConfigurationException(PathOf(name), $"an array is expected here, not {Kind(element)}.");
    }

    public string? Text(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } element => element.GetString(),
        { } element => throw new ConfigurationException(PathOf(name), $"text is expected here, not {Kind(element)}."),
    };

    public string RequiredText(string name) =>
        Text(name) is { Length: > 0 } text ? text : throw new ConfigurationException(PathOf(name), "this text is missing or empty.");

    public bool Flag(string name) => Find(name) switch
    {
        null => false,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { } element => throw new ConfigurationException(PathOf(name), $"true or false is expected here, not {Kind(element)}."),
    };

    public int Number(string name, int fallback, int least, int most) => Find(name) switch
    {
        null => fallback,
        { ValueKind: JsonValueKind.Number } element when element.TryGetInt32(out var value) && value >= least && value <= most => value,
        { } element => throw new ConfigurationException(PathOf(name), $"a whole number from {least} to {most} is expected here, not {element.GetRawText()}."),
    };

    /// <summary>An ISO 8601 duration, as XML Schema writes it: <c>PT1M</c>, <c>P1D</c>.</summary>
    public TimeSpan Duration(string name, TimeSpan fallback, TimeSpan least, TimeSpan most)
    {
        if (Text(name) is not { } text)
            return fallback;

        try
        {
            var value = System.Xml.XmlConvert.ToTimeSpan(text);
            return value >= least && value <= most
                ? value
                : throw new ConfigurationException(PathOf(name), $"'{text}' is not between {System.Xml.XmlConvert.ToString(least)} and {System.Xml.XmlConvert.ToString(most)}.");
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            throw new ConfigurationException(PathOf(name), $"'{text}' is not an ISO 8601 duration such as PT1M.");
        }
    }

    internal static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => "text",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        var kind => kind.ToString().ToLowerInvariant(),
    };

    private JsonElement? Find(string name)
    {
        _asked.Add(name);
        return _members.TryGetValue(name, out var element) && element.ValueKind != JsonValueKind.Null ? element : null;
    }
}
