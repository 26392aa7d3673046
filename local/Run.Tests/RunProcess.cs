using System.Diagnostics;
using System.Globalization;
using System.Text;
using FailureFunctions.Local.FunctionsHost;

namespace FailureFunctions.Local.Run.Tests;

/// <summary>The program as a process of its own, in a folder of its own.</summary>
internal sealed class RunProcess : IAsyncDisposable
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    private readonly StringBuilder _output = new();
    private readonly Process _process;

    public RunProcess(string folder, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = Interruptible.Dotnet([Path.Combine(BuildOutput.Of("Run"), "FailureFunctions.Local.Run.dll"), "--folder", folder, .. arguments]);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <summary>Three ports that are free now, as arguments.</summary>
    public static (int Port, string[] Arguments) FreePorts()
    {
        var ports = FreePort.Take(3);
        string[] names = ["--port", "--tables-port", "--bus-port"];
        return (ports[0], [.. names.Zip(ports).SelectMany(pair => new[] { pair.First, pair.Second.ToString(CultureInfo.InvariantCulture) })]);
    }

    public void WaitFor(string text) => Assert.That(
        () => Output.Contains(text, StringComparison.Ordinal) || _process.HasExited, Is.True.After((int)Limit.TotalMilliseconds, 50), Output);

    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>The processes that it has started and that run: the app and Azurite.</summary>
    public IReadOnlyList<int> Children()
    {
        using var list = Process.Start(new ProcessStartInfo("pgrep", ["-P", _process.Id.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true })!;
        var ids = list.StandardOutput.ReadToEnd();
        list.WaitForExit();
        return [.. ids.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(id => int.Parse(id, CultureInfo.InvariantCulture))];
    }

    public void Kill() => _process.Kill();

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

    private void Read(string? line)
    {
        if (line is null)
            return;
        lock (_output)
            _output.AppendLine(line);
    }
}
