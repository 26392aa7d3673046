using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace FailureFunctions.Tests.EndToEnd;

/// <summary>The built app as a process of its own, as anybody would start it. Stopped by its process id.</summary>
internal sealed class AppProcess : IAsyncDisposable
{
    private const string Ready = "Functions host ready on ";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly StringBuilder _log = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private AppProcess(int port, IReadOnlyDictionary<string, string?> settings)
    {
        Port = port;
        var start = new ProcessStartInfo("dotnet", [Path.Combine(Folder, "FailureFunctions.dll"), "--port", port.ToString(CultureInfo.InvariantCulture)])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, e) => Log(e.Data);
        _process.ErrorDataReceived += (_, e) => Log(e.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Port { get; }

    public string Host => $"localhost:{Port}";

    public Uri Url => new($"http://{Host}/api/failures");

    /// <summary>All that it wrote so far.</summary>
    public string LogText
    {
        get
        {
            lock (_log)
                return _log.ToString();
        }
    }

    // Both projects build into folders of the same name beside each other (UseArtifactsOutput).
    private static string Folder
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
            var app = new AppProcess(port, settings($"localhost:{port}"));
            var ended = app._process.WaitForExitAsync();
            await Task.WhenAny(app._ready.Task, ended).WaitAsync(Limit);
            if (app._ready.Task.IsCompleted)
                return app;
            await app.DisposeAsync();
            // Somebody may have taken the port between our look and the app's.
            if (attempt == 3 || !app.LogText.Contains("cannot be used", StringComparison.Ordinal))
                throw new InvalidOperationException($"The app did not start: {app.LogText}");
        }
    }

    /// <summary>Starts it with settings that it should refuse, and waits until it ends.</summary>
    /// <returns>Its exit code, and what it wrote.</returns>
    public static async Task<(int ExitCode, string Log)> RunToEndAsync(IReadOnlyDictionary<string, string?> settings)
    {
        await using var app = new AppProcess(0, settings);
        await app._process.WaitForExitAsync().WaitAsync(Limit);
        return (app._process.ExitCode, app.LogText);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Log(string? line)
    {
        if (line is null)
            return;
        lock (_log)
            _log.AppendLine(line);
        if (line.StartsWith(Ready, StringComparison.Ordinal))
            _ready.TrySetResult();
    }
}
