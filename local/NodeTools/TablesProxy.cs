using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace FailureFunctions.Local.NodeTools;

/// <summary>A throttling answer.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="RetryAfter">The value of Retry-After; null for none.</param>
public sealed record Throttle(int Status, string? RetryAfter = null);

/// <summary>An HTTP proxy in front of Azurite: counts requests, and answers some of them as an overloaded service does.</summary>
public sealed partial class TablesProxy : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly HttpClient _http = new();
    private readonly Uri _target;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Task _work;
    private int _waiting;

    /// <summary>Starts on a free port of 127.0.0.1.</summary>
    /// <param name="connectionString">The connection string of Azurite.</param>
    public TablesProxy(string connectionString)
    {
        ArgumentNullException.ThrowIfNull(connectionString);
        _target = new Uri(Endpoint().Match(connectionString).Groups[1].Value);
        var port = FreePort();
        _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        _listener.Start();
        ConnectionString = Endpoint().Replace(connectionString, $"TableEndpoint=http://127.0.0.1:{port}{_target.AbsolutePath}");
        _work = ServeAsync();
    }

    /// <summary>A connection string that leads through the proxy.</summary>
    public string ConnectionString { get; }

    /// <summary>Method and table of each request, such as <c>POST Failures</c>.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>What to answer instead of Azurite, by method and table; null to forward the request.</summary>
    public Func<string, Throttle?> Rule { get; set; } = _ => null;

    /// <summary>If it is set, requests are served one at a time, each after so long: as on a machine that is busy.</summary>
    public TimeSpan? Pause { get; set; }

    /// <summary>The most requests that waited together.</summary>
    public int MostAtOnce { get; set; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _work;
        _http.Dispose();
        _turn.Dispose();
    }

    private async Task ServeAsync()
    {
        var answers = new List<Task>();
        try
        {
            while (true)
                answers.Add(AnswerAsync(await _listener.GetContextAsync()));
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // Disposed. A caller that has gone away by now does not matter.
            await Task.WhenAll(answers).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var asked = $"{context.Request.HttpMethod} {TableName().Match(context.Request.RawUrl!).Groups[1].Value}";
        Requests.Enqueue(asked);
        MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _waiting));
        if (Pause is { } pause)
        {
            await _turn.WaitAsync();
            await Task.Delay(pause);
            _turn.Release();
        }
        Interlocked.Decrement(ref _waiting);
        if (Rule(asked) is { } throttle)
        {
            await context.Request.InputStream.CopyToAsync(Stream.Null);
            context.Response.StatusCode = throttle.Status;
            context.Response.Headers["x-ms-error-code"] = "ServerBusy";
            if (throttle.RetryAfter is { } delay)
                context.Response.Headers["Retry-After"] = delay;
            context.Response.ContentType = "application/json";
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes("""{"odata.error":{"code":"ServerBusy"}}"""));
        }
        else
        {
            await ForwardAsync(context);
        }
        context.Response.Close();
    }

    private async Task ForwardAsync(HttpListenerContext context)
    {
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.HttpMethod), new Uri(_target, context.Request.RawUrl));
        var body = new MemoryStream();
        await context.Request.InputStream.CopyToAsync(body);
        if (body.Length > 0)
            request.Content = new ByteArrayContent(body.ToArray());
        foreach (var name in context.Request.Headers.AllKeys.Where(name => name is not ("Host" or "Content-Length" or "Connection")))
        {
            if (!request.Headers.TryAddWithoutValidation(name!, context.Request.Headers[name]))
                request.Content?.Headers.TryAddWithoutValidation(name!, context.Request.Headers[name]);
        }
        using var answer = await _http.SendAsync(request);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
        {
            if (name is not ("Transfer-Encoding" or "Content-Length" or "Connection" or "Keep-Alive" or "Date" or "Server"))
                context.Response.Headers[name] = string.Join(", ", values);
        }
        await context.Response.OutputStream.WriteAsync(await answer.Content.ReadAsByteArrayAsync());
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex("TableEndpoint=([^;]+)")]
    private static partial Regex Endpoint();

    [GeneratedRegex("^/[^/]+/([A-Za-z$]+)")]
    private static partial Regex TableName();
}
