using System.Diagnostics;
using System.Text;
using FailureFunctions.Local.FunctionsHost;

namespace FailureFunctions.Tests.EndToEnd;

/// <summary>The built app as a worker process under the development host.</summary>
internal sealed class AppProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

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

    // Both projects build into folders of the same name beside each other (UseArtifactsOutput).
    public static string Folder
    {
        get
        {
            var mine = new DirectoryInfo(AppContext.BaseDirectory);
            return Path.Combine(mine.Parent!.Parent!.FullName, "FailureFunctions", mine.Name);
        }
    }

    /// <summary>Starts it on a free port, and waits until it answers.</summary>
    /// <param name="settings">Makes the settings from the host name, port included.</param>
    public static async Task<AppProcess> StartAsync(Func<string, IReadOnlyDictionary<string, string?>> settings)
    {
        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort.Take();
            var log = new StringBuilder();
            var options = new FunctionsHostOptions
            {
                AppFolder = Folder,
                Port = port,
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
            catch (FunctionsHostException e) when (attempt < 3 && e.Message.Contains("port", StringComparison.OrdinalIgnoreCase))
            {
                // Another process took the port between our look and the host's.
            }
        }
    }

    /// <summary>Starts the app alone with settings that it should refuse, which it does before it looks for a host.</summary>
    /// <returns>Its exit code, and what it wrote.</returns>
    public static async Task<(int ExitCode, string Log)> RunToEndAsync(IReadOnlyDictionary<string, string?> settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(Folder, "FailureFunctions.dll")])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Limit);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, await output + await errors);
    }

    public Task KillAsync() => _host.KillAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
