using System.Text.Json;

namespace Microsoft.Azure.Functions.Worker.Hosting;

/// <summary>The file local.settings.json, read as <c>func</c> reads it.</summary>
/// <param name="Values">Settings by name.</param>
/// <param name="Port"><c>Host.LocalHttpPort</c>.</param>
internal sealed record LocalSettings(IReadOnlyDictionary<string, string> Values, int? Port)
{
    public const string FileName = "local.settings.json";

    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>The settings in the folder; none when it holds no such file.</summary>
    /// <exception cref="FunctionWorkerException">The file is no JSON of that form, or encrypted.</exception>
    public static LocalSettings Load(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            return new LocalSettings(new Dictionary<string, string>(), null);

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path), Lenient);
            return Read(document.RootElement, path);
        }
        catch (JsonException exception)
        {
            throw new FunctionWorkerException($"{path} is no JSON: {exception.Message}", exception);
        }
    }

    /// <summary>Makes each value an environment variable, unless one of that name is set.</summary>
    public void ApplyToEnvironment()
    {
        foreach (var (name, value) in Values)
        {
            if (Environment.GetEnvironmentVariable(name) is null)
                Environment.SetEnvironmentVariable(name, value);
        }
    }

    private static LocalSettings Read(JsonElement root, string path)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw new FunctionWorkerException($"{path}: the file holds an object with a member Values.");
        if (Member(root, "IsEncrypted") is { ValueKind: JsonValueKind.True })
            throw new FunctionWorkerException($"{path} is encrypted. Decrypt it with 'func settings decrypt', or write the values in clear.");

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var setting in Members(root, "Values", path))
            values[setting.Name] = Text(setting, path);
        foreach (var connection in Members(root, "ConnectionStrings", path))
        {
            values[$"ConnectionStrings:{connection.Name}"] = connection.Value.ValueKind == JsonValueKind.Object
                ? Member(connection.Value, "ConnectionString")?.GetString() ?? string.Empty
                : Text(connection, path);
        }

        var port = Member(root, "Host") is { ValueKind: JsonValueKind.Object } host ? Member(host, "LocalHttpPort") : null;
        return port switch
        {
            null => new LocalSettings(values, null),
            { ValueKind: JsonValueKind.Number } number when number.TryGetUInt16(out var value) => new LocalSettings(values, value),
            _ => throw new FunctionWorkerException($"{path}: Host.LocalHttpPort is a number from 0 to 65535."),
        };
    }

    private static JsonElement.ObjectEnumerator Members(JsonElement root, string name, string path) => Member(root, name) switch
    {
        null or { ValueKind: JsonValueKind.Null } => default,
        { ValueKind: JsonValueKind.Object } section => section.EnumerateObject(),
        _ => throw new FunctionWorkerException($"{path}: {name} is an object of names and texts."),
    };

    private static JsonElement? Member(JsonElement element, string name)
    {
        foreach (var member in element.EnumerateObject())
        {
            if (member.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return member.Value;
        }

        return null;
    }

    private static string Text(JsonProperty setting, string path) => setting.Value.ValueKind switch
    {
        JsonValueKind.String => setting.Value.GetString()!,
        JsonValueKind.Null => string.Empty,
        JsonValueKind.Object or JsonValueKind.Array => throw new FunctionWorkerException(
            $"{path}: the value of '{setting.Name}' is not a text. Write nested settings as one name with '__' between the parts."),
        _ => setting.Value.GetRawText(),
    };
}
