using System.Net;
using System.Text;
using FailureFunctions.Local.FunctionsHost;

namespace FailureFunctions.Tests.EndToEnd.Otlp;

/// <summary>Takes what an exporter sends by OTLP over HTTP, and keeps it.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly HttpListener _listener = new();
    private readonly Lock _lock = new();
    private readonly List<(string Path, byte[] Body)> _requests = [];
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly Task _work;

    public OtlpReceiver()
    {
        Endpoint = $"http://127.0.0.1:{FreePort.Take()}";
        _listener.Prefixes.Add($"{Endpoint}/");
        _listener.Start();
        _work = ReceiveAsync();
    }

    /// <summary>The settings of an app that sends here, soon after it has something to send.</summary>
    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Endpoint,
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "200",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
    };

    public string Endpoint { get; }

    public IReadOnlyList<OtlpSpan> Spans => [.. Requests("/v1/traces").SelectMany(body => OtlpDecoder.Spans(body))];

    public IReadOnlyList<OtlpLog> Logs => [.. Requests("/v1/logs").SelectMany(body => OtlpDecoder.Logs(body))];

    /// <summary>The measurements, each time that they were exported.</summary>
    public IReadOnlyList<OtlpPoint> Points => [.. Requests("/v1/metrics").SelectMany(body => OtlpDecoder.Points(body))];

    /// <summary>All that was sent, byte for byte, as text: for what should not be in it.</summary>
    public string Everything
    {
        get
        {
            lock (_lock)
                return string.Join('\n', _requests.Select(request => Encoding.UTF8.GetString(request.Body)));
        }
    }

    /// <summary>Waits until something has come.</summary>
    /// <param name="sought">Gives what is sought; null so long as it has not come.</param>
    public async Task<T> WaitForAsync<T>(Func<OtlpReceiver, T?> sought)
        where T : class
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            if (sought(this) is { } found)
                return found;
            await _arrived.WaitAsync(limit.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _work;
        ((IDisposable)_listener).Dispose();
        _arrived.Dispose();
    }

    private List<byte[]> Requests(string path)
    {
        lock (_lock)
            return [.. _requests.Where(request => request.Path == path).Select(request => request.Body)];
    }

    private async Task ReceiveAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                lock (_lock)
                    _requests.Add((context.Request.Url!.AbsolutePath, body.ToArray()));
                _arrived.Release();
                context.Response.ContentType = "application/x-protobuf";
                context.Response.Close();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                // The end, or a sender that went away.
            }
        }
    }
}
