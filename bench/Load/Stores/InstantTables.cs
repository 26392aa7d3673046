using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using FailureFunctions.Local.NodeTools;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FailureFunctions.Bench.Load.Stores;

/// <summary>A table endpoint that answers at once, or after a fixed time, so that Azurite's own cost is not the result. Nobody is refused.</summary>
internal sealed class InstantTables : IAsyncDisposable
{
    private const string Outbox = "FailureOutbox";

    private readonly TableStore _store = new();
    private readonly ConcurrentDictionary<string, long> _requests = new(StringComparer.Ordinal);
    private readonly TimeSpan _delay;
    private readonly WebApplication _server;

    private InstantTables(TimeSpan delay)
    {
        _delay = delay;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        _server = builder.Build();
        _server.Run(AnswerAsync);
    }

    /// <summary>How many requests there were, by what they do: insert, merge, read, …</summary>
    public IReadOnlyDictionary<string, long> Requests => _requests;

    /// <summary>Failures that are stored and not yet published.</summary>
    public int Queued => _store.Count(Outbox);

    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={AzuriteServer.AccountName};AccountKey={AzuriteServer.AccountKey};"
        + $"TableEndpoint={_server.Urls.First()}/{AzuriteServer.AccountName};";

    public static async Task<InstantTables> StartAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        var tables = new InstantTables(delay);
        await tables._server.StartAsync(cancellationToken);
        return tables;
    }

    /// <summary>The path below the account, decoded.</summary>
    public static string PathOf(string target)
    {
        var path = target.Split('?', 2)[0];
        var account = path.IndexOf('/', 1);
        return Uri.UnescapeDataString(account < 0 ? "" : path[(account + 1)..]);
    }

    public static string ErrorBody(string code) =>
        $$"""{"odata.error":{"code":"{{code}}","message":{"lang":"en-US","value":"{{code}}"} } }""";

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        var path = PathOf(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        var isBatch = path == "$batch";
        _requests.AddOrUpdate(isBatch ? "batch" : Kind(request.Method, path), 1, (_, count) => count + 1);
        if (_delay > TimeSpan.Zero)
            await Task.Delay(_delay, context.RequestAborted);
        if (isBatch)
        {
            var batch = await TableBatch.ReadAsync(request.ContentType, request.Body, context.RequestAborted);
            var (contentType, body) = TableBatch.Write(_store.ApplyAll(batch));
            (response.StatusCode, response.ContentType) = (202, contentType);
            await response.BodyWriter.WriteAsync(body, context.RequestAborted);
            return;
        }
        using var buffer = new MemoryStream((int)(request.ContentLength ?? 0));
        await request.Body.CopyToAsync(buffer, context.RequestAborted);
        string? ifMatch = request.Headers.IfMatch;
        (string, string)? from = request.Query["NextPartitionKey"].ToString() is { Length: > 0 } partition
            ? (partition, request.Query["NextRowKey"].ToString())
            : null;
        var answer = _store.Apply(new TableRequest(
            request.Method, path, string.IsNullOrEmpty(ifMatch) ? null : ifMatch, buffer.ToArray(), request.Query["$filter"].FirstOrDefault(), from));
        await WriteAsync(response, answer, context.RequestAborted);
    }

    private static async Task WriteAsync(HttpResponse response, TableAnswer answer, CancellationToken cancellationToken)
    {
        response.StatusCode = answer.Status;
        response.Headers["x-ms-version"] = "2019-02-02";
        if (answer.ETag is not null)
            response.Headers.ETag = answer.ETag;
        if (answer.Error is { } error)
            response.Headers["x-ms-error-code"] = error;
        if (answer.Next is { } next)
            (response.Headers["x-ms-continuation-NextPartitionKey"], response.Headers["x-ms-continuation-NextRowKey"]) = next;
        if ((answer.Error is { } code ? Encoding.UTF8.GetBytes(ErrorBody(code)) : answer.Body) is not { } body)
            return;
        response.ContentType = "application/json;odata=minimalmetadata";
        response.ContentLength = body.Length;
        await response.BodyWriter.WriteAsync(body, cancellationToken);
    }

    private static string Kind(string method, string path) => (method, path.Contains("PartitionKey=", StringComparison.Ordinal)) switch
    {
        _ when path.StartsWith("Tables", StringComparison.OrdinalIgnoreCase) => "tables",
        ("POST", _) => "insert",
        ("GET", true) => "read",
        ("GET", false) => "query",
        ("PATCH" or "MERGE", _) => "merge",
        ("PUT", _) => "replace",
        ("DELETE", _) => "delete",
        _ => method.ToLower(CultureInfo.InvariantCulture),
    };
}
