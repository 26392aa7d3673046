using System.Text.Json.Nodes;

namespace FailureFunctions.Infra.Tests.Bicep;

/// <summary>What a deployment would make, evaluated without Azure; what only Azure knows stays an expression in brackets.</summary>
/// <param name="Resources">The resources, each with its id, type, name and properties.</param>
/// <param name="Outputs">The outputs by name.</param>
internal sealed record Snapshot(IReadOnlyList<JsonNode> Resources, JsonNode Outputs)
{
    /// <summary>The resources of a type.</summary>
    public IReadOnlyList<JsonNode> Of(string type) => [.. Resources.Where(resource => Text(resource, "type") == type)];

    /// <summary>The only resource of a type.</summary>
    public JsonNode Single(string type) => Of(type).Single();

    /// <summary>The settings of the app.</summary>
    public IReadOnlyDictionary<string, string> AppSettings() => Single("Microsoft.Web/sites/config")["properties"]!.AsObject()
        .ToDictionary(setting => setting.Key, setting => setting.Value!.GetValue<string>());

    /// <summary>A text of a resource.</summary>
    public static string Text(JsonNode resource, string name) => resource[name]!.GetValue<string>();

    /// <summary>Reads what the Bicep CLI answers.</summary>
    public static Snapshot Parse(string json)
    {
        var snapshot = JsonNode.Parse(json)!;
        return new Snapshot([.. snapshot["predictedResources"]!.AsArray().Select(resource => resource!)], snapshot["outputs"]!);
    }
}
