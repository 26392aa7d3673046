using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FailureFunctions.Recording;

/// <summary>The column <c>Tags</c>: a JSON array of strings.</summary>
internal static class TagsJson
{
    // Relaxed, because people read the column in Azure Storage Explorer.
    private static readonly StringListContext Context =
        new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static string? Write(IReadOnlyList<string> tags) =>
        tags.Count == 0 ? null : JsonSerializer.Serialize(tags, Context.IReadOnlyListString);

    /// <exception cref="JsonException">The text is not an array of strings.</exception>
    public static IReadOnlyList<string> Read(string? json) =>
        json is null ? [] : JsonSerializer.Deserialize(json, Context.IReadOnlyListString) ?? [];
}

[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class StringListContext : JsonSerializerContext;
