using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using FailureFunctions.Copernica;
using FailureFunctions.Local.Send;
using FailureFunctions.Tables;
using FailureFunctions.Tests.Copernica.Signing;

namespace FailureFunctions.Tests.EndToEnd;

/// <summary>Sends requests over real HTTP, and looks into the tables.</summary>
internal static class Wire
{
    /// <summary>An answer.</summary>
    public sealed record Answer(int Status, string? ContentType, string Text, TimeSpan? RetryAfter)
    {
        public JsonNode Json => JsonNode.Parse(Text)!;

        public string Outcome => Json["outcome"]!.GetValue<string>();

        public string EventId => Json["eventId"]!.GetValue<string>();

        public string ProblemType => Json["type"]!.GetValue<string>();
    }

    /// <summary>When failures of these tests are reported to have occurred: just now, so that none comes late.</summary>
    public static long Time { get; } = DateTimeOffset.UtcNow.ToUnixTimeSeconds();

    /// <summary>A notification of a message of its own.</summary>
    /// <param name="name">Part of the message's id and the recipient.</param>
    /// <param name="rest">The other fields.</param>
    public static string Notification(string name, string rest = "&action=failure&state=rcptto&code=550&extended=5.1.1&description=User+unknown") =>
        $"id={name}-id&type=failure&time={Time}&recipient={name}%40example.nl{rest}";

    /// <summary>Signs a body as Copernica does, and sends it.</summary>
    public static Task<Answer> PostAsync(AppProcess app, string body, string contentType = Samples.Form, string query = "") =>
        PostAsync(app, Encoding.UTF8.GetBytes(body), contentType, query);

    public static async Task<Answer> PostAsync(AppProcess app, byte[] body, string contentType = Samples.Form, string query = "") =>
        await SendAsync(app, Sign(app, body, contentType, query));

    public static HttpRequestMessage Sign(AppProcess app, byte[] body, string contentType = Samples.Form, string query = "")
    {
        var key = RSA.Create();
        key.ImportFromPem(TestKey.Genuine.PrivatePem);
        using var signer = new CopernicaSigner(key, RequestDraft.GenuineKeyId, "account_1234");
        return signer.Sign(new Uri(app.Url + query), contentType, body, DateTimeOffset.UtcNow);
    }

    /// <summary>A request of the matrix as HTTP carries it.</summary>
    public static HttpRequestMessage Of(WebhookRequest request)
    {
        var message = new HttpRequestMessage(new HttpMethod(request.Method), $"http://{request.Headers["host"]}{request.Target}")
        {
            Content = new ByteArrayContent(request.Body.ToArray()),
        };
        foreach (var (name, value) in request.Headers.Fields)
        {
            if (name == "content-length")
                continue;
            if (!message.Headers.TryAddWithoutValidation(name, value) && !message.Content.Headers.TryAddWithoutValidation(name, value))
                throw new InvalidOperationException($"The header {name} cannot be sent.");
        }

        return message;
    }

    public static async Task<Answer> SendAsync(AppProcess app, HttpRequestMessage request)
    {
        using var handler = new SocketsHttpHandler
        {
            // To the app, whatever Host the request names.
            ConnectCallback = async (_, cancellationToken) =>
            {
                var client = new TcpClient();
                await client.ConnectAsync("127.0.0.1", app.Port, cancellationToken);
                return client.GetStream();
            },
            AllowAutoRedirect = false,
        };
        using var http = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(30) };
        using var response = await http.SendAsync(request);
        return new Answer(
            (int)response.StatusCode,
            response.Content.Headers.ContentType?.MediaType,
            await response.Content.ReadAsStringAsync(),
            response.Headers.RetryAfter?.Delta);
    }

    /// <summary>The failures of a recipient, without claims.</summary>
    public static Task<List<TableEntity>> RowsAsync(string recipient) =>
        RowsAsync(TableNames.Failures, TableClient.CreateQueryFilter($"PartitionKey eq {RecipientKey.Of(recipient).PartitionKey} and RowKey lt 'b'"));

    /// <summary>The entries of a table whose column has a value.</summary>
    public static async Task<List<TableEntity>> RowsAsync(string table, string filter) =>
        await World.Tables.GetTableClient(table).QueryAsync<TableEntity>(filter).ToListAsync();
}
