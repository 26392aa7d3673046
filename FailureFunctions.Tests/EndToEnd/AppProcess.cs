using System.Text;
using FailureFunctions.Local.FunctionsHost;

namespace FailureFunctions.Tests.EndToEnd;

/// <summary>The built app as a worker process under the development host.</summary>
internal sealed class AppProcess : IAsyncDisposable
{
    private readonly StringBuilder _log;
    private readonly FunctionsHostServer _host;

    private AppProcess(FunctionsHostServer host, StringBuilder log)
    {
        _host = host;
        _log = log;
    }

    public int Port => _host.Address.Port;

    public string Host => $"localhost:{Port}";

    public Uri Url => new($"http://{Host}/api/failures");

    /// <summary>All that host and app wrote so far.</summary>
    public string LogText
    {
        get
        {
            lock (_log)
                return _log.ToString();
        }
    }

    /// <summary>Starts it on a free port, and waits until it answers.</summary>
    /// <param name="settings">Makes the settings from the host name, port included.</param>
    /// <param name="keys">The keys to enforce; null for none.</param>
    public static async Task<AppProcess> StartAsync(Func<string, IReadOnlyDictionary<string, string?>> settings, HostKeys? keys = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort.Take();
            var log = new StringBuilder();
            var options = new FunctionsHostOptions
            {
                AppFolder = BuildOutput.Of("FailureFunctions"),
                Port = port,
                Keys = keys,
                Environment = settings($"localhost:{port}").Where(setting => setting.Value is not null).ToDictionary(setting => setting.Key, setting => setting.Value!),
                Log = line =>
                {
                    lock (log)
                        log.AppendLine(line);
                },
            };
            try
            {
                return new AppProcess(await FunctionsHostServer.StartAsync(options, CancellationToken.None), log);
            }
            catch (FunctionsHostException e) when (attempt < 3 && e.IsPortInUse)
            {
                // Another process took the port between our look and the host's.
            }
        }
    }

    /// <summary>Runs a timer function, and waits until it has ended.</summary>
    public Task RunNowAsync(string function) => _host.RunNowAsync(function);

    /// <summary>Ends it as a crash of the instance does.</summary>
    public Task KillAsync() => _host.KillAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
