using System.Collections.Concurrent;
using System.Diagnostics;
using FailureFunctions.Local.FunctionsHost;

namespace FunctionsHost.Tests.Support;

/// <summary>A host in this process with the test app as its worker, on a free port.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    private readonly TemporaryFolder _signals = new();
    private readonly ConcurrentQueue<string> _log = new();

    public FunctionsHostServer Server { get; private set; } = null!;

    public HttpClient Client { get; } = new() { Timeout = Eventually.Limit };

    public TemporaryFolder Signals => _signals;

    public IReadOnlyCollection<string> Log => _log;

    public static async Task<RunningHost> StartAsync(
        IReadOnlyDictionary<string, string>? environment = null, HostKeys? keys = null, string? folder = null, HostTuning? tuning = null,
        Action<string>? log = null)
    {
        var host = new RunningHost();
        var settings = new Dictionary<string, string>
        {
            ["SignalFolder"] = host._signals.Path,
            ["WriteSchedule"] = "0 0 0 1 1 *",
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            settings[name] = value;

        var options = new FunctionsHostOptions
        {
            AppFolder = folder ?? TestApp.Folder,
            Port = 0,
            Environment = settings,
            Keys = keys,
            Log = entry =>
            {
                host._log.Enqueue(entry);
                log?.Invoke(entry);
            },
        };
        try
        {
            host.Server = await FunctionsHostServer.StartAsync(options, tuning ?? new HostTuning(), CancellationToken.None);
        }
        catch
        {
            host._signals.Dispose();
            host.Client.Dispose();
            throw;
        }

        host.Client.BaseAddress = host.Server.Address;
        return host;
    }

    public Task LoggedAsync(string text) =>
        Eventually.TrueAsync(() => _log.Any(entry => entry.Contains(text, StringComparison.Ordinal)), $"logged: {text}");

    /// <summary>Calls the function that waits for a signal, and returns once it runs.</summary>
    public async Task<Task<HttpResponseMessage>> StartWaitingAsync(CancellationToken cancellationToken = default)
    {
        var before = Directory.EnumerateFiles(_signals.Path, "started-*").Count();
        var answer = Client.GetAsync($"api/wait?folder={_signals.Path}", cancellationToken);
        await Eventually.TrueAsync(() => Directory.EnumerateFiles(_signals.Path, "started-*").Count() > before, "the function runs");
        return answer;
    }

    public void KillWorker()
    {
        using var worker = Process.GetProcessById(Server.WorkerProcessId);
        worker.Kill();
    }

    public async ValueTask DisposeAsync()
    {
        // Nothing waits for a signal any more.
        _signals.Write("go", "");
        await Server.DisposeAsync();
        Client.Dispose();
        _signals.Dispose();
    }
}
