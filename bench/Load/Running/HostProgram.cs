using FailureFunctions.Local.FunctionsHost;

namespace FailureFunctions.Bench.Load.Running;

/// <param name="Address">Where the host answers.</param>
/// <param name="WorkerId">The process id of the app.</param>
/// <param name="Allocated">Bytes that the host has allocated so far.</param>
/// <param name="Paused">For how long garbage collection has stopped it.</param>
internal sealed record HostState(Uri Address, int WorkerId, long Allocated, TimeSpan Paused);

/// <summary>The process of the development host: the verb <c>host APP-FOLDER PORT LOG</c>. The app inherits its environment.</summary>
internal static class HostProgram
{
    /// <summary>The startup hooks that only the app is to load.</summary>
    public const string WorkerHooks = "LOAD_WORKER_HOOKS";

    public static async Task<int> RunAsync(string[] args)
    {
        await using var log = TextWriter.Synchronized(new StreamWriter(args[3]) { AutoFlush = true });
        try
        {
            var hooks = Environment.GetEnvironmentVariable(WorkerHooks);
            await using var host = await FunctionsHostServer.StartAsync(
                new FunctionsHostOptions
                {
                    AppFolder = args[1],
                    Port = int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture),
                    Environment = hooks is null ? new() : new Dictionary<string, string> { ["DOTNET_STARTUP_HOOKS"] = hooks },
                    Log = log.WriteLine,
                },
                CancellationToken.None);
            return await ChildProcess.ServeAsync(_ => Task.FromResult(new HostState(host.Address, host.WorkerProcessId, GC.GetTotalAllocatedBytes(), GC.GetTotalPauseDuration())));
        }
        catch (FunctionsHostException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
    }
}
