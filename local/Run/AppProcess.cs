using System.Diagnostics;
using System.Globalization;

namespace FailureFunctions.Local.Run;

/// <summary>The function app as a process of its own, as it runs in the cloud.</summary>
internal sealed class AppProcess : IAsyncDisposable
{
    private const string ReadyLine = "Functions host ready on ";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly Action<string>? _log;
    private readonly TaskCompletionSource<Uri> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string _lastError = "it gave no reason";

    private AppProcess(Process process, Action<string>? log)
    {
        _process = process;
        _log = log;
    }

    /// <summary>Where it answers, once it is ready.</summary>
    public Uri Address { get; private set; } = new("http://localhost");

    /// <summary>Whether the process runs.</summary>
    public bool IsRunning => !_process.HasExited;

    /// <summary>Ends when the process has ended, with why.</summary>
    public async Task<string> EndedAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return $"The app ended with exit code {_process.ExitCode}: {_lastError}";
    }

    /// <summary>Starts the app and waits until it answers.</summary>
    /// <param name="port">Where it listens.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="cancellationToken">Ends the start, and the process with it.</param>
    /// <param name="log">Told of each line that it writes.</param>
    public static async Task<AppProcess> StartAsync(
        int port, IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken, Action<string>? log = null)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { PathOfApp(), "--port", port.ToString(CultureInfo.InvariantCulture) },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings)
            start.Environment[name] = value;

        var app = new AppProcess(new Process { StartInfo = start, EnableRaisingEvents = true }, log);
        app._process.OutputDataReceived += (_, line) => app.Read(line.Data);
        app._process.ErrorDataReceived += (_, line) => app.ReadError(line.Data);
        app._process.Start();
        app._process.BeginOutputReadLine();
        app._process.BeginErrorReadLine();
        try
        {
            await app.ReadyAsync(cancellationToken);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends the process at once (SIGKILL), as a crash would.</summary>
    /// <returns>A task that ends when the process has ended.</returns>
    public Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        return _process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>Stops the app, by its process id.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            using var ask = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
            using var limit = new CancellationTokenSource(StopLimit);
            try
            {
                await _process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
            }
        }
        _process.Dispose();
    }

    private async Task ReadyAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartLimit);
        var ended = EndedAsync(limit.Token);
        if (await Task.WhenAny(_ready.Task, ended) == _ready.Task)
        {
            Address = await _ready.Task;
            return;
        }
        throw limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested
            ? new RunException($"The app did not answer within {StartLimit.TotalSeconds} s.")
            : new RunException(await ended);
    }

    // What is built beside this program, in the same configuration.
    private static string PathOfApp()
    {
        var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        return Path.GetFullPath(
            Path.Combine(AppContext.BaseDirectory, "..", "..", "FailureFunctions", configuration, "FailureFunctions.dll"));
    }

    private void Read(string? line)
    {
        if (line is null)
            return;
        _log?.Invoke(line);
        if (line.Contains(ReadyLine, StringComparison.Ordinal)
            && Uri.TryCreate(line[(line.IndexOf(ReadyLine, StringComparison.Ordinal) + ReadyLine.Length)..].Trim(), UriKind.Absolute, out var address))
            _ready.TrySetResult(address);
    }

    private void ReadError(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
            return;
        _log?.Invoke(line);
        _lastError = line.Trim();
    }
}
