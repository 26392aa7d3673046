using System.ComponentModel;
using System.Diagnostics;
using FailureFunctions.Local.FunctionsHost.App;
using FailureFunctions.Local.FunctionsHost.Logging;
using Microsoft.Extensions.Logging;

namespace FailureFunctions.Local.FunctionsHost.Worker;

/// <summary>The app's process.</summary>
internal sealed class WorkerProcess
{
    private const int TailLines = 20;
    private const string HooksVariable = "DOTNET_STARTUP_HOOKS";

    // A child of the app can hold the pipes open after the app has ended.
    private static readonly TimeSpan ReadLimit = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly Queue<string> _errorTail = new();

    private WorkerProcess(Process process, HostLog log)
    {
        _process = process;
        var output = ReadAsync(process.StandardOutput, log, null);
        var errors = ReadAsync(process.StandardError, log, _errorTail);
        Id = process.Id;
        OutputIsLogged = log.Shows(LogLevel.Information, HostLog.ConsoleCategory);
        Exited = WaitAsync(Task.WhenAll(output, errors));
    }

    public int Id { get; }

    /// <summary>Completes with the exit code once the process has ended and its output is read.</summary>
    public Task<int> Exited { get; }

    public bool OutputIsLogged { get; }

    /// <summary>The last lines on standard error, or null.</summary>
    public string? LastErrors
    {
        get
        {
            lock (_errorTail)
                return _errorTail.Count == 0 ? null : string.Join('\n', _errorTail);
        }
    }

    /// <exception cref="FunctionsHostException">The executable cannot be started.</exception>
    public static WorkerProcess Start(FunctionApp app, Uri endpoint, string workerId, HostLog log)
    {
        var start = new ProcessStartInfo(app.Executable)
        {
            WorkingDirectory = app.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                app.WorkerPath,
                "--functions-uri", endpoint.AbsoluteUri,
                "--functions-worker-id", workerId,
                "--functions-request-id", Guid.NewGuid().ToString(),
                "--functions-grpc-max-message-length", $"{int.MaxValue}",
            },
        };
        SetEnvironment(start.Environment, app);
        if (OperatingSystem.IsWindows())
            start.CreateNewProcessGroup = true;

        try
        {
            return new WorkerProcess(Process.Start(start)!, log);
        }
        catch (Win32Exception exception)
        {
            throw new FunctionsHostException($"'{app.Executable}' cannot be started: {exception.Message}. It must be on the PATH.");
        }
    }

    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended already.
        }
    }

    private static void SetEnvironment(IDictionary<string, string?> environment, FunctionApp app)
    {
        environment.TryAdd("AZURE_FUNCTIONS_ENVIRONMENT", "Development");
        environment["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated";
        foreach (var (name, value) in app.Settings.ForWorker)
            environment[name] = value;

        environment["FUNCTIONS_APPLICATION_DIRECTORY"] = app.Folder;
        environment["FUNCTIONS_WORKER_DIRECTORY"] = app.Folder;

        var hook = typeof(StartupHook).Assembly.Location;
        var previous = environment.TryGetValue(HooksVariable, out var hooks) ? hooks : null;
        environment[StartupHook.PreviousHooksVariable] = previous;
        environment[HooksVariable] = string.IsNullOrEmpty(previous) ? hook : $"{hook}{Path.PathSeparator}{previous}";
    }

    private static async Task ReadAsync(StreamReader reader, HostLog log, Queue<string>? tail)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.Length == 0)
                continue;
            log.Information(HostLog.ConsoleCategory, line);
            if (tail is null)
                continue;
            lock (tail)
            {
                tail.Enqueue(line);
                if (tail.Count > TailLines)
                    tail.Dequeue();
            }
        }
    }

    private async Task<int> WaitAsync(Task outputRead)
    {
        await _process.WaitForExitAsync();
        await Task.WhenAny(outputRead, Task.Delay(ReadLimit));
        var code = _process.ExitCode;
        _process.Dispose();
        return code;
    }
}
