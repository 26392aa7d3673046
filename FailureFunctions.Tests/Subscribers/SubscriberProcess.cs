using System.Diagnostics;
using System.Globalization;
using FailureFunctions.Local;
using FailureFunctions.Local.FunctionsHost;
using FailureFunctions.Local.NodeTools;

namespace FailureFunctions.Tests.Subscribers;

/// <summary>A sample subscriber of docs/subscribe.md as a process, C# or JavaScript.</summary>
internal sealed class SubscriberProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly List<string> _output = [];

    private SubscriberProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, e) => Keep(e.Data);
        _process.ErrorDataReceived += (_, e) => Keep(e.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What it has written so far, errors too.</summary>
    public IReadOnlyList<string> Output
    {
        get
        {
            lock (_output)
                return [.. _output];
        }
    }

    public static async Task<SubscriberProcess> StartAsync(Language language, string connection, params string[] arguments)
    {
        var start = language is Language.CSharp
            ? Interruptible.Dotnet([Path.Combine(BuildOutput.Of("Subscriber"), "FailureFunctions.Samples.Subscriber.dll"), .. arguments])
            : Interruptible.Run("node", [await ModulesAsync(), Repository.PathOf("samples", "JavaScript", "subscriber.mjs"), .. arguments]);
        start.Environment["SERVICE_BUS"] = connection;
        return new SubscriberProcess(start);
    }

    public async Task WaitForAsync(string line)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!Output.Contains(line))
        {
            if (_process.HasExited || limit.IsCancellationRequested)
                throw new AssertionException($"It did not write '{line}', but: {string.Join(Environment.NewLine, Output)}");
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }

    /// <summary>Stops it as a terminal (SIGINT) or a service manager (SIGTERM) does, and waits for its end.</summary>
    public async Task StopAsync(string signal = "TERM")
    {
        using (var kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        Assert.That(await ExitCodeAsync(), Is.Zero, string.Join(Environment.NewLine, Output));
        Assert.That(Output, Has.Member("stopped"));
    }

    public async Task<int> ExitCodeAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Limit);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        lock (_output)
        {
            if (line is not null)
                _output.Add(line);
        }
    }

    private static async Task<string> ModulesAsync() =>
        $"--import={new Uri(Path.Combine(await NodePackages.EnsureInstalledAsync(CancellationToken.None), "packages-of-node-tools.mjs"))}";
}

internal enum Language
{
    CSharp,
    JavaScript,
}
