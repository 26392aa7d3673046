using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FailureFunctions.Infra.Webhook;

/// <summary>Copernica's JSON for webhooks: ids come as text or as numbers, under <c>ID</c> or <c>id</c>.</summary>
internal static class WebhookJson
{
    private const int LongestMessage = 300;

    // A name given twice would throw only when it is looked at.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>What is sent to make or change a webhook.</summary>
    public static JsonObject Write(WebhookDraft draft)
    {
        var body = new JsonObject { ["handler"] = draft.Handler.Value, ["trigger"] = draft.Trigger };
        if (draft.Callers.Count > 0)
            body["callers"] = new JsonArray([.. draft.Callers.Select(caller => (JsonNode)caller)]);
        if (draft.Database is { } database)
            body["database"] = database;
        if (draft.Collection is { } collection)
            body["collection"] = collection;
        return body;
    }

    /// <summary>Reads one webhook.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out RegisteredWebhook? webhook)
    {
        webhook = Parse(text) is JsonObject entity ? From(entity) : null;
        return webhook is not null;
    }

    /// <summary>Reads a list: an array, or an object whose <c>data</c> is one, as the API's other lists are.</summary>
    /// <param name="text">The answer's body.</param>
    /// <param name="webhooks">What it lists.</param>
    /// <param name="total">How many there are in all, on all pages.</param>
    public static bool TryReadList(string text, [NotNullWhen(true)] out IReadOnlyList<RegisteredWebhook>? webhooks, out int total)
    {
        (webhooks, total) = (null, 0);
        var node = Parse(text);
        if ((node as JsonArray ?? (node as JsonObject)?["data"] as JsonArray) is not { } data)
            return false;
        var read = data.Select(item => item is JsonObject entity ? From(entity) : null).ToList();
        if (read.Contains(null))
            return false;
        webhooks = [.. read.OfType<RegisteredWebhook>()];
        total = int.TryParse(TextOf((node as JsonObject)?["total"]), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : webhooks.Count;
        return true;
    }

    /// <summary>The id of what was made: X-Created, else the end of X-Location, else the body.</summary>
    public static string? IdOf(ApiReply reply)
    {
        var body = Parse(reply.Body);
        string?[] places =
        [
            reply.Created,
            reply.Location?.Split('?')[0].TrimEnd('/').Split('/')[^1],
            TextOf(body as JsonObject is { } entity ? entity["ID"] ?? entity["id"] : body),
        ];
        return places.Select(place => place?.Trim()).FirstOrDefault(IsId);
    }

    /// <summary>Whether a text can be an id: it is a number.</summary>
    public static bool IsId([NotNullWhen(true)] string? text) => text is { Length: > 0 and <= 20 } && text.All(char.IsAsciiDigit);

    /// <summary>The message of <c>{"error":{"message":"…"}}</c>, on one line and not too long.</summary>
    public static string? ErrorOf(string text)
    {
        var error = (Parse(text) as JsonObject)?["error"];
        var message = TextOf(error is JsonObject detail ? detail["message"] : error);
        if (string.IsNullOrWhiteSpace(message))
            return null;
        var line = string.Concat(message.Trim().Select(character => char.IsControl(character) ? ' ' : character));
        return line.Length <= LongestMessage ? line : $"{line[..LongestMessage]}…";
    }

    private static RegisteredWebhook? From(JsonObject entity) =>
        TextOf(entity["ID"] ?? entity["id"]) is { } id && IsId(id) && TextOf(entity["handler"]) is { } handler && TextOf(entity["trigger"]) is { } trigger
            ? new RegisteredWebhook(id, handler, trigger, CallersOf(entity["callers"]))
            : null;

    private static string[] CallersOf(JsonNode? node) =>
        node is JsonArray callers ? [.. callers.Select(TextOf).OfType<string>()] : [];

    private static string? TextOf(JsonNode? node) =>
        node is JsonValue value ? value.TryGetValue<string>(out var text) ? text : value.ToJsonString() : null;

    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: Strict);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
