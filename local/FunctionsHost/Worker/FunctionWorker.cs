using System.Collections.Frozen;
using FailureFunctions.Local.FunctionsHost.App;
using FailureFunctions.Local.FunctionsHost.Protocol;

namespace FailureFunctions.Local.FunctionsHost.Worker;

/// <summary>A running worker whose functions are loaded.</summary>
internal sealed class FunctionWorker(WorkerProcess process, WorkerChannel channel, FrozenDictionary<string, FunctionDefinition> functions)
{
    public int ProcessId => process.Id;

    public bool IsRunning => !channel.Closed.IsCompleted;

    /// <summary>By name: one of the worker's metadata providers gives new ids in every process.</summary>
    public FrozenDictionary<string, FunctionDefinition> Functions => functions;

    /// <summary>Completes when the process has ended or no longer listens.</summary>
    public Task Ended { get; } = Task.WhenAny(process.Exited, channel.Closed);

    /// <exception cref="WorkerGoneException">The worker ended before it answered.</exception>
    public Task<InvocationResponse> InvokeAsync(string function, InvocationRequest request, CancellationToken cancellationToken)
    {
        request.FunctionId = functions[function].Metadata.FunctionId;
        return channel.InvokeAsync(request, function, cancellationToken);
    }

    public async Task StopAsync(TimeSpan limit)
    {
        channel.Terminate(limit);
        await Task.WhenAny(process.Exited, Task.Delay(limit));
        await KillAsync();
    }

    /// <summary>Ends the process at once and gives its exit code.</summary>
    public async Task<int> KillAsync()
    {
        channel.Mute();
        process.Kill();
        return await process.Exited;
    }

    /// <summary>Sends nothing more to the worker.</summary>
    public void Mute() => channel.Mute();
}
