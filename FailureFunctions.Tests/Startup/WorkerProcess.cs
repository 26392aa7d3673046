using System.Diagnostics;
using System.Globalization;
using System.Text;
using FailureFunctions.Local;
using FailureFunctions.Local.FunctionsHost;

namespace FailureFunctions.Tests.Startup;

/// <summary>The built app as a worker process, started as the Functions host starts it.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly string Folder = BuildOutput.Of("FailureFunctions");
    private static readonly Uri NoHost = new("http://127.0.0.1:1/");
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();

    private WorkerProcess(Uri host, IReadOnlyDictionary<string, string?> settings)
    {
        var start = Interruptible.Dotnet(
        [
            Path.Combine(Folder, "FailureFunctions.dll"), "--functions-uri", host.ToString(), "--functions-worker-id", "worker",
            "--functions-request-id", "request", "--functions-grpc-max-message-length", int.MaxValue.ToString(CultureInfo.InvariantCulture),
        ]);
        start.WorkingDirectory = Folder;
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, e) => Keep(_output, e.Data);
        _process.ErrorDataReceived += (_, e) => Keep(_error, e.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Settings with which the app starts. Nothing listens where its connections point to.</summary>
    public static Dictionary<string, string?> Settings => new()
    {
        ["FailureTables"] = "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=c2VjcmV0;TableEndpoint=http://127.0.0.1:1/devstoreaccount1;",
        ["FailureBus"] = "Endpoint=sb://127.0.0.1:1;SharedAccessKeyName=key;SharedAccessKey=c2VjcmV0;UseDevelopmentEmulator=true;",
        ["Copernica__Accounts"] = "account_1234",
        ["Copernica__Hosts"] = "failures.example.com",
        ["AZURE_FUNCTIONS_ENVIRONMENT"] = "Development",
    };

    /// <summary>What it has written to stderr so far, in lines.</summary>
    public IReadOnlyList<string> Errors => Lines(_error);

    /// <summary>What it has written to stdout so far, in lines.</summary>
    public IReadOnlyList<string> Output => Lines(_output);

    public static WorkerProcess Start(Uri host, IReadOnlyDictionary<string, string?> settings) => new(host, settings);

    /// <summary>Starts it with settings that it should refuse, and waits until it ends.</summary>
    public static async Task<(int ExitCode, IReadOnlyList<string> Errors)> RunToEndAsync(IReadOnlyDictionary<string, string?> settings)
    {
        await using var process = new WorkerProcess(NoHost, settings);
        var exitCode = await process.ExitCodeAsync();
        return (exitCode, process.Errors);
    }

    /// <summary>Waits until as many lines of stderr begin so.</summary>
    public async Task WaitForErrorsAsync(string start, int count)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (Errors.Count(line => line.StartsWith(start, StringComparison.Ordinal)) < count)
            await Task.Delay(TimeSpan.FromMilliseconds(20), limit.Token);
    }

    /// <summary>Sends the signal that the host and a terminal send (SIGTERM, SIGINT).</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public async Task<int> ExitCodeAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Limit);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static string[] Lines(StringBuilder text)
    {
        lock (text)
            return text.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
    }

    private static void Keep(StringBuilder text, string? line)
    {
        lock (text)
            text.AppendLine(line);
    }
}
