using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace FailureFunctions.Bench.Load.Running;

/// <summary>
/// This program as a process of its own, for a part whose CPU must be measured apart. It writes its state as a line of JSON when
/// it is ready and whenever a line with a command, or an empty one, is sent to it, and ends with its standard input.
/// </summary>
/// <typeparam name="TState">Its state.</typeparam>
internal sealed class ChildProcess<TState> : IAsyncDisposable
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(40);

    private readonly Process _process;
    private readonly string _name;
    private readonly SemaphoreSlim _asking = new(1);

    private ChildProcess(Process process, string name)
    {
        (_process, _name) = (process, name);
        Id = process.Id;
    }

    public int Id { get; }

    /// <summary>The state when it was ready.</summary>
    public TState Ready { get; private set; } = default!;

    /// <exception cref="LoadException">It ended before it was ready; it has written why to standard error.</exception>
    public static async Task<ChildProcess<TState>> StartAsync(
        string[] arguments, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var argument in arguments.Prepend(typeof(ChildProcess).Assembly.Location))
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var child = new ChildProcess<TState>(Process.Start(start)!, arguments[0]);
        try
        {
            child.Ready = await child.ReadAsync(cancellationToken);
            return child;
        }
        catch
        {
            await child.DisposeAsync();
            throw;
        }
    }

    /// <param name="command">To be carried out first.</param>
    /// <exception cref="LoadException">It has ended.</exception>
    public async Task<TState> AskAsync(CancellationToken cancellationToken, string command = "")
    {
        await _asking.WaitAsync(cancellationToken);
        try
        {
            await _process.StandardInput.WriteLineAsync(command);
            await _process.StandardInput.FlushAsync(cancellationToken);
            return await ReadAsync(cancellationToken);
        }
        catch (IOException)
        {
            return await ReadAsync(cancellationToken);
        }
        finally
        {
            _asking.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended.
        }
        using var limit = new CancellationTokenSource(StopLimit);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }
        _process.Dispose();
        _asking.Dispose();
    }

    private async Task<TState> ReadAsync(CancellationToken cancellationToken) =>
        await _process.StandardOutput.ReadLineAsync(cancellationToken) is { } line
            ? JsonSerializer.Deserialize<TState>(line)!
            : throw new LoadException($"The process '{_name}' has ended; see what it wrote.");
}

/// <summary>The other side of <see cref="ChildProcess{TState}"/>.</summary>
internal static class ChildProcess
{
    /// <param name="answer">Carries out a command, which may be empty, and returns the state.</param>
    public static async Task<int> ServeAsync<TState>(Func<string, Task<TState>> answer)
    {
        // Ctrl+C goes to all processes of a terminal, but the one that measures says when to end.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        for (var command = ""; command is not null; command = await Console.In.ReadLineAsync())
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(await answer(command)));
        return 0;
    }
}
