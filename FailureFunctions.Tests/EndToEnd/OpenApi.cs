using System.Globalization;
using System.Text.Json.Nodes;
using NJsonSchema;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace FailureFunctions.Tests.EndToEnd;

/// <summary>docs/openapi.yaml, against which every answer of the suppression list is checked.</summary>
internal static class OpenApi
{
    private static readonly Lazy<JsonNode> Document = new(() =>
    {
        var stream = new YamlStream();
        using var text = File.OpenText(Repository.PathOf("docs", "openapi.yaml"));
        stream.Load(text);
        return Of(stream.Documents.Single().RootNode);
    });

    /// <summary>The operations, such as <c>post suppressions/add</c>, by their ids.</summary>
    public static IReadOnlyDictionary<string, string> Operations => Document.Value["paths"]!.AsObject()
        .SelectMany(path => path.Value!.AsObject().Select(operation => (operation.Value!["operationId"]!.GetValue<string>(), $"{operation.Key} {path.Key[1..]}")))
        .ToDictionary();

    /// <summary>Asserts that an answer has a status, a content type and members as described, and no others.</summary>
    public static async Task AssertDescribedAsync(string method, string path, Wire.Answer answer)
    {
        var response = Document.Value["paths"]![path.Split('?')[0]]?[method]?["responses"]?[answer.Status.ToString(CultureInfo.InvariantCulture)];
        Assert.That(response, Is.Not.Null, $"{method} {path} is answered {answer.Status}: {answer.Text}");
        var schema = Inlined(response!)["content"]?[answer.ContentType!]?["schema"];
        Assert.That(schema, Is.Not.Null, $"{method} {path} is answered {answer.Status} {answer.ContentType}");
        if (answer.ContentType!.EndsWith("json", StringComparison.Ordinal) && !answer.ContentType.EndsWith("ndjson", StringComparison.Ordinal))
        {
            var strict = await JsonSchema.FromJsonAsync(schema!.ToJsonString());
            Assert.That(strict.Validate(answer.Text).Select(error => error.ToString()), Is.Empty, answer.Text);
        }
    }

    // Without references, and without members that are not described.
    private static JsonNode Inlined(JsonNode node) => node switch
    {
        JsonObject reference when reference["$ref"] is { } target => Inlined(At(target.GetValue<string>())),
        JsonObject members => WithoutOthers(new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, (JsonNode?)Inlined(member.Value!))))),
        JsonArray items => new JsonArray([.. items.Select(item => Inlined(item!))]),
        _ => node.DeepClone(),
    };

    private static JsonObject WithoutOthers(JsonObject schema)
    {
        if (schema["properties"] is JsonObject)
            schema["additionalProperties"] = false;
        return schema;
    }

    private static JsonNode At(string reference) => reference[2..].Split('/').Aggregate(Document.Value, (node, name) => node[name]!);

    private static JsonNode Of(YamlNode node) => node switch
    {
        YamlMappingNode mapping => new JsonObject(mapping.Children.Select(child => KeyValuePair.Create(((YamlScalarNode)child.Key).Value!, (JsonNode?)Of(child.Value)))),
        YamlSequenceNode sequence => new JsonArray([.. sequence.Select(Of)]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: var plain } when bool.TryParse(plain, out var flag) => JsonValue.Create(flag),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: var plain } when int.TryParse(plain, out var number) => JsonValue.Create(number),
        _ => JsonValue.Create(((YamlScalarNode)node).Value!),
    };
}
