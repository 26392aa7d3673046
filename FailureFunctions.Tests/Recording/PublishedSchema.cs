using System.Text.Json.Nodes;
using NJsonSchema;

namespace FailureFunctions.Tests.Recording;

/// <summary>docs/email.delivery.failed.v1.schema.json.</summary>
internal sealed class PublishedSchema
{
    private readonly JsonSchema _strict;

    private PublishedSchema(string text, JsonSchema strict)
    {
        Json = JsonNode.Parse(text)!.AsObject();
        _strict = strict;
    }

    public JsonObject Json { get; }

    /// <summary>The members of the body, those of objects under <c>object.member</c>.</summary>
    public IEnumerable<string> Members => MembersOf(Json, "");

    public static async Task<PublishedSchema> ReadAsync()
    {
        var text = await File.ReadAllTextAsync(Repository.PathOf("docs", "email.delivery.failed.v1.schema.json"));
        // Readers must bear members that they do not know; we must not send any that are not described.
        var strict = JsonNode.Parse(text)!.AsObject();
        strict["additionalProperties"] = false;
        foreach (var name in new[] { "mail", "reply", "classification" })
            strict["properties"]![name]!["additionalProperties"] = false;
        return new PublishedSchema(text, await JsonSchema.FromJsonAsync(strict.ToJsonString()));
    }

    /// <summary>What is wrong with a body: nothing, when it is as described and has no other members.</summary>
    public IReadOnlyList<string> Faults(string body) => [.. _strict.Validate(body).Select(error => error.ToString())];

    private static IEnumerable<string> MembersOf(JsonObject schema, string prefix) =>
        schema["properties"]!.AsObject().SelectMany(member => member.Value!["properties"] is null
            ? [prefix + member.Key]
            : MembersOf(member.Value.AsObject(), $"{prefix}{member.Key}."));
}
