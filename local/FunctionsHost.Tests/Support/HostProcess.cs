using System.Diagnostics;
using FailureFunctions.Local;

namespace FunctionsHost.Tests.Support;

/// <summary>The host's own program with the test app.</summary>
internal sealed class HostProcess : IDisposable
{
    private const string ReadyLine = "Functions host ready on ";

    private readonly Process _process;
    private readonly TaskCompletionSource<Uri> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HostProcess(params string[] arguments)
        : this(new Dictionary<string, string>(), arguments)
    {
    }

    public HostProcess(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = Interruptible.Dotnet([TestApp.HostProgram, .. arguments]);
        start.Environment["SignalFolder"] = Signals.Path;
        start.Environment["WriteSchedule"] = "0 0 0 1 1 *";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        _process = Process.Start(start)!;
        Output = ReadOutputAsync();
        Errors = _process.StandardError.ReadToEndAsync();
    }

    public TemporaryFolder Signals { get; } = new();

    public HttpClient Client { get; } = new() { Timeout = Eventually.Limit };

    public Task<string> Output { get; }

    public Task<string> Errors { get; }

    public Task<Uri> Ready => _ready.Task.WaitAsync(Eventually.Limit);

    public int Id => _process.Id;

    public async Task<int> WorkerIdAsync() =>
        int.Parse(await Client.GetStringAsync(new Uri(await Ready, "api/process")), System.Globalization.CultureInfo.InvariantCulture);

    public async Task<Task<HttpResponseMessage>> StartWaitingAsync()
    {
        var answer = Client.GetAsync(new Uri(await Ready, $"api/wait?folder={Signals.Path}"));
        await Eventually.TrueAsync(() => Signals.Has("started-*"), "the function runs");
        return answer;
    }

    public void Signal(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    public async Task<int> ExitCodeAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Eventually.Limit);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
        Client.Dispose();
        Signals.Dispose();
    }

    private async Task<string> ReadOutputAsync()
    {
        var all = new StringWriter();
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            await all.WriteLineAsync(line);
            if (line.StartsWith(ReadyLine, StringComparison.Ordinal))
                _ready.TrySetResult(new Uri(line[ReadyLine.Length..]));
        }

        _ready.TrySetException(new InvalidOperationException($"The host ended: {all}{await Errors}"));
        return all.ToString();
    }
}
