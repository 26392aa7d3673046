using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FailureFunctions.Recording;

/// <summary>Tags as the JSON array that stands in a column.</summary>
internal static class TagsJson
{
    // Kept as it is read, not as HTML wants it: people look at it in Azure Storage Explorer.
    private static readonly StringListContext Context =
        new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static string? Write(IReadOnlyList<string> tags) =>
        tags.Count == 0 ? null : JsonSerializer.Serialize(tags, Context.IReadOnlyListString);

    /// <summary>Reads the tags; throws <see cref="JsonException"/> when the text is no array of texts.</summary>
    public static IReadOnlyList<string> Read(string? json) =>
        json is null ? [] : JsonSerializer.Deserialize(json, Context.IReadOnlyListString) ?? [];
}

[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class StringListContext : JsonSerializerContext;
