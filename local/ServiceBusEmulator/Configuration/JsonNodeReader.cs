using System.Text.Json;
using System.Xml;

namespace FailureFunctions.Local.ServiceBusEmulator.Configuration;

/// <summary>Reads one JSON object, knows its path for error messages, and notes the keys that nobody asked for.</summary>
internal sealed class JsonNodeReader
{
    private readonly Dictionary<string, JsonElement> _members = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _asked = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<JsonNodeReader> _children = [];

    public JsonNodeReader(string path, JsonElement? element)
    {
        Path = path;
        if (element is { ValueKind: not JsonValueKind.Object } other)
            throw new ConfigurationException(path, $"an object is expected here, not {Kind(other)}.");

        foreach (var member in element?.EnumerateObject() ?? default)
            _members[member.Name] = member.Value;
    }

    public string Path { get; }

    /// <summary>The unknown keys of this object and of all that were read from it.</summary>
    public IEnumerable<string> Warnings => _members.Keys
        .Where(name => !_asked.Contains(name))
        .Select(name => $"{PathOf(name)}: this key is not known and has no effect.")
        .Concat(_children.SelectMany(child => child.Warnings));

    public string PathOf(string name) => $"{Path}.{name}";

    public void Ignore(string name) => _asked.Add(name);

    public IReadOnlyDictionary<string, JsonElement> Members()
    {
        _asked.UnionWith(_members.Keys);
        return _members;
    }

    /// <summary>The object of that name; an empty one when there is none.</summary>
    public JsonNodeReader Object(string name) => Child(PathOf(name), Find(name));

    public JsonNodeReader RequiredObject(string name) =>
        Find(name) is null ? throw new ConfigurationException(PathOf(name), "this object is missing.") : Object(name);

    /// <summary>The objects of the array of that name; none when there is no array.</summary>
    public IReadOnlyList<JsonNodeReader> Objects(string name) => Find(name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } array => [.. array.EnumerateArray().Select((item, index) => Child($"{PathOf(name)}[{index}]", item))],
        { } other => throw Unexpected(name, "an array", other),
    };

    public string? Text(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } element => element.GetString(),
        { } other => throw Unexpected(name, "text", other),
    };

    public string RequiredText(string name) =>
        Text(name) is { Length: > 0 } text ? text : throw new ConfigurationException(PathOf(name), "this text is missing or empty.");

    public bool Flag(string name) => Find(name) switch
    {
        null => false,
        { ValueKind: JsonValueKind.True or JsonValueKind.False } element => element.GetBoolean(),
        { } other => throw Unexpected(name, "true or false", other),
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
            var value = XmlConvert.ToTimeSpan(text);
            return value >= least && value <= most
                ? value
                : throw new ConfigurationException(PathOf(name), $"'{text}' is not between {XmlConvert.ToString(least)} and {XmlConvert.ToString(most)}.");
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            throw new ConfigurationException(PathOf(name), $"'{text}' is not an ISO 8601 duration such as PT1M.");
        }
    }

    public static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => "text",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        var kind => kind.ToString().ToLowerInvariant(),
    };

    private ConfigurationException Unexpected(string name, string expected, JsonElement element) =>
        new(PathOf(name), $"{expected} is expected here, not {Kind(element)}.");

    private JsonNodeReader Child(string path, JsonElement? element)
    {
        var child = new JsonNodeReader(path, element);
        _children.Add(child);
        return child;
    }

    private JsonElement? Find(string name)
    {
        _asked.Add(name);
        return _members.TryGetValue(name, out var element) && element.ValueKind != JsonValueKind.Null ? element : null;
    }
}
