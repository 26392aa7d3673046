using System.Net;
using System.Net.Sockets;

namespace FailureFunctions.Infra.Tests.Deployment;

/// <summary>The health endpoints of a deployed app, as a hook sees them; and the <c>az</c> that hands out its key.</summary>
internal sealed class AppStandIn : IDisposable
{
    private const string Key = "readiness-key";

    private readonly HttpListener _listener = new();
    private readonly DirectoryInfo _tools = Directory.CreateTempSubdirectory("hook-tests-");
    private readonly List<string> _asked = [];
    private readonly Lock _lock = new();

    public AppStandIn(string? key = Key)
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Url = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
        }

        _listener.Prefixes.Add($"{Url}/");
        _listener.Start();
        var az = Path.Combine(_tools.FullName, "az");
        File.WriteAllText(az, key is null ? "#!/bin/sh\necho 'Please run az login.' >&2\nexit 1\n" : $"#!/bin/sh\n[ \"$AZURE_SUBSCRIPTION_ID\" = '' ] || case \" $* \" in *\" --subscription $AZURE_SUBSCRIPTION_ID \"*) ;; *) exit 1 ;; esac\necho '{key}'\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(az, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        _ = AnswerAsync();
    }

    public string Url { get; }

    /// <summary>The folder with <c>az</c>.</summary>
    public string Tools => _tools.FullName;

    /// <summary>What is answered to <c>ready</c>, one for each time it is asked, the last for ever.</summary>
    public IReadOnlyList<int> Readiness { get; init; } = [200];

    public IReadOnlyList<string> Asked
    {
        get
        {
            lock (_lock)
                return [.. _asked];
        }
    }

    public void Dispose()
    {
        _listener.Close();
        _tools.Delete(recursive: true);
    }

    private async Task AnswerAsync()
    {
        try
        {
            while (true)
                Answer(await _listener.GetContextAsync());
        }
        catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
        {
        }
    }

    private void Answer(HttpListenerContext context)
    {
        var path = context.Request.Url!.AbsolutePath;
        lock (_lock)
            _asked.Add(path);
        var times = Asked.Count(asked => asked == "/api/health/ready");
        context.Response.StatusCode = path switch
        {
            "/api/health/live" => 200,
            "/api/health/ready" when context.Request.Headers["x-functions-key"] == Key => Readiness[Math.Min(times, Readiness.Count) - 1],
            _ => 401,
        };
        context.Response.Close("""{"status":"not-ready","dependencies":{"bus":{"status":"failed","hint":"Access is refused."}}}"""u8.ToArray(), willBlock: false);
    }
}
