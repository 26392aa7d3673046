using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FailureFunctions.Tests.EndToEnd;

/// <summary>Calls of the suppression list over real HTTP.</summary>
internal static class Suppressed
{
    public const string Json = "application/json";

    /// <summary>An address that no other test uses.</summary>
    public static string NewRecipient() => $"s{Guid.NewGuid():N}@example.nl";

    public static Task<Wire.Answer> PostAsync(string operation, object body, AppProcess? app = null) =>
        PostTextAsync(operation, JsonSerializer.Serialize(body), app: app);

    public static async Task<Wire.Answer> PostTextAsync(string operation, string body, string contentType = Json, AppProcess? app = null)
    {
        app ??= World.App;
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://{app.Host}/api/suppressions/{operation}")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { { "Content-Type", contentType } } },
        };
        var answer = await Wire.SendAsync(app, request);
        await OpenApi.AssertDescribedAsync("post", $"/suppressions/{operation}", answer);
        return answer;
    }

    /// <summary>Decides, and asserts that it had its effect.</summary>
    public static async Task<Wire.Answer> DecideAsync(string operation, string recipient)
    {
        var answer = await PostAsync(operation, new { recipient, actor = "test" });
        Assert.That((answer.Status, answer.Json["outcome"]?.GetValue<string>()), Is.EqualTo((200, "applied")), answer.Text);
        return answer;
    }

    public static string? StateOf(Wire.Answer answer) => answer.Json["state"]?.GetValue<string>();

    /// <summary>One result of a check.</summary>
    public static (string Recipient, bool IsSuppressed, string State) BriefOf(JsonNode? result) =>
        (result!["recipient"]!.GetValue<string>(), result["suppressed"]!.GetValue<bool>(), result["state"]!.GetValue<string>());

    /// <summary>The answer to a check of one address.</summary>
    public static async Task<bool> IsSuppressedAsync(string recipient)
    {
        var answer = await PostAsync("check", new { recipients = new[] { recipient } });
        Assert.That(answer.Status, Is.EqualTo(200), answer.Text);
        return answer.Json["results"]![0]!["suppressed"]!.GetValue<bool>();
    }
}
