using System.Text.Json;

namespace FailureFunctions.Local.FunctionsHost.App;

/// <summary>Reads <c>Values</c> of local.settings.json, as Core Tools do.</summary>
internal static class LocalSettings
{
    public const string FileName = "local.settings.json";

    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>The settings by name; empty without such a file.</summary>
    /// <exception cref="FunctionsHostException">The file cannot be used.</exception>
    public static IReadOnlyDictionary<string, string> Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            return new Dictionary<string, string>();

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path), Lenient);
            return Read(document.RootElement, path);
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new FunctionsHostException($"{path} cannot be read: {exception.Message}");
        }
    }

    private static Dictionary<string, string> Read(JsonElement root, string path)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw new FunctionsHostException($"{path}: expected a JSON object with a member \"Values\".");
        if (Member(root, "IsEncrypted") is { ValueKind: JsonValueKind.True })
            throw new FunctionsHostException($"{path} is encrypted. Decrypt it with 'func settings decrypt', or write the values in plain text.");

        return Member(root, "Values") switch
        {
            null or { ValueKind: JsonValueKind.Null } => [],
            { ValueKind: JsonValueKind.Object } values => Values(values, path),
            _ => throw new FunctionsHostException($"{path}: \"Values\" must be an object of names and strings."),
        };
    }

    private static Dictionary<string, string> Values(JsonElement values, string path)
    {
        var settings = new Dictionary<string, string>();
        foreach (var value in values.EnumerateObject())
        {
            if (!settings.TryAdd(value.Name, Text(value, path)))
                throw new FunctionsHostException($"{path}: \"Values\" has \"{value.Name}\" more than once. Remove all but one.");
        }

        return settings;
    }

    private static JsonElement? Member(JsonElement element, string name) =>
        element.EnumerateObject()
            .Where(member => member.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            .Select(member => (JsonElement?)member.Value)
            .FirstOrDefault();

    private static string Text(JsonProperty setting, string path) => setting.Value.ValueKind switch
    {
        JsonValueKind.String => setting.Value.GetString()!,
        JsonValueKind.Null => "",
        JsonValueKind.Object or JsonValueKind.Array => throw new FunctionsHostException(
            $"{path}: the value of \"{setting.Name}\" is not a string. Write nested settings as one name with '__' between the parts."),
        _ => setting.Value.GetRawText(),
    };
}
