using System.Diagnostics;
using System.Globalization;

namespace FailureFunctions.Local.NodeTools;

/// <summary>One run of Azurite's table service.</summary>
internal sealed class AzuriteProcess : IDisposable
{
    private const string Program = "azurite/dist/src/table/main.js";
    private const string StartedMark = "successfully started";
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);
    private readonly Process _process;

    private AzuriteProcess(Process process, int port)
    {
        _process = process;
        Id = process.Id;
        Port = port;
    }

    public int Id { get; }

    public int Port { get; }

    public bool IsRunning => !_process.HasExited;

    /// <exception cref="PortTakenException">The port is taken.</exception>
    /// <exception cref="NodeToolsException">Azurite ended early or took too long.</exception>
    public static async Task<AzuriteProcess> StartAsync(string folder, AzuriteOptions options, int port, CancellationToken cancellationToken)
    {
        var tail = new OutputTail();
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = ProcessRun.Start(StartInfo(folder, options, port));
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var running = new AzuriteProcess(process, port);
        try
        {
            var ended = process.WaitForExitAsync(cancellationToken);
            var first = await Task.WhenAny(started.Task, ended).WaitAsync(options.StartLimit, cancellationToken);
            if (first == started.Task)
                return running;

            await ended;
            throw Explain(tail, process.ExitCode, port);
        }
        catch (Exception exception)
        {
            await running.KillAsync();
            running.Dispose();
            if (exception is TimeoutException)
                throw new NodeToolsException($"Azurite did not start within {options.StartLimit.TotalSeconds:0} s. It wrote: {tail}", exception);
            throw;
        }

        void Read(string? line)
        {
            tail.Add(line);
            if (line?.Contains(StartedMark, StringComparison.Ordinal) == true)
                started.TrySetResult();
        }
    }

    public async Task KillAsync()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended by itself meanwhile.
        }

        await _process.WaitForExitAsync(CancellationToken.None);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StopLimit);
        try
        {
            // The end of its standard input asks run-with-parent.mjs to stop the program.
            _process.StandardInput.Close();
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            await KillAsync();
        }
    }

    public void Dispose() => _process.Dispose();

    private static Exception Explain(OutputTail tail, int exitCode, int port) =>
        tail.Lines.Any(line => line.Contains("EADDRINUSE", StringComparison.Ordinal))
            ? new PortTakenException($"Azurite cannot listen on 127.0.0.1:{port}: another program uses that port. Stop it or choose another port.")
            : new NodeToolsException($"Azurite ended with exit code {exitCode} before it was ready. It wrote: {tail}");

    private static ProcessStartInfo StartInfo(string folder, AzuriteOptions options, int port)
    {
        var start = new ProcessStartInfo("node")
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                Path.Combine(folder, "run-with-parent.mjs"), Program,
                "--tableHost", "127.0.0.1",
                "--tablePort", port.ToString(CultureInfo.InvariantCulture),
                "--skipApiVersionCheck", "--silent", "--disableTelemetry",
            },
        };
        if (options.DataFolder is { } data)
        {
            start.ArgumentList.Add("--location");
            start.ArgumentList.Add(Directory.CreateDirectory(data).FullName);
        }
        else
        {
            start.ArgumentList.Add("--inMemoryPersistence");
        }

        return start;
    }
}
