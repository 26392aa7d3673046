using FailureFunctions.Bench.Load.Running;
using FailureFunctions.Local.NodeTools;
using FailureFunctions.Local.ServiceBusEmulator;
using FailureFunctions.Local.ServiceBusEmulator.Configuration;

namespace FailureFunctions.Bench.Load.Stores;

/// <summary>Where the stores are, and what they have done; asked for from the process that measures.</summary>
/// <param name="Processes">Those that serve them.</param>
/// <param name="TableRequests">By kind, since the start; null: not counted, as Azurite does not.</param>
/// <param name="BusTransfers">Sent to topics since the start.</param>
/// <param name="Paused">For how long garbage collection has stopped this process; Azurite is not in it.</param>
/// <param name="Queued">Rows in the outbox now; null: not counted.</param>
internal sealed record StoresState(
    string Tables, string Bus, int[] Processes, Dictionary<string, long>? TableRequests, long BusTransfers, TimeSpan Paused, int? Queued);

/// <summary>The process of the stores: the verb <c>stores</c>.</summary>
internal static class StoresProgram
{
    /// <summary>The command that cuts the connections to the bus and closes its port.</summary>
    public const string StopBus = "stop bus";

    /// <summary>The command that opens it again, with the messages that it had.</summary>
    public const string StartBus = "start bus";

    public static async Task<int> RunAsync(string[] args)
    {
        var delay = StoreKind.TryParse(args[1])!.Delay;
        await using var bus = await EmulatorServer.StartAsync(new EmulatorOptions
        {
            Configuration = EmulatorConfiguration.ReadFile(Path.Combine(AppContext.BaseDirectory, "servicebus.config.json")),
            Port = 0,
        });
        bus.Faults.SendDelay = delay ?? TimeSpan.Zero;
        if (delay is null)
        {
            await using var azurite = await AzuriteServer.StartAsync(new AzuriteOptions(), CancellationToken.None);
            return await ServeAsync(() => new StoresState(
                azurite.ConnectionString, bus.ConnectionString, [Environment.ProcessId, azurite.ProcessId], null, bus.Transfers, GC.GetTotalPauseDuration(), null));
        }
        await using var tables = await InstantTables.StartAsync(delay.Value, CancellationToken.None);
        return await ServeAsync(() => new StoresState(
            tables.ConnectionString, bus.ConnectionString, [Environment.ProcessId], new(tables.Requests), bus.Transfers, GC.GetTotalPauseDuration(), tables.Queued));

        Task<int> ServeAsync(Func<StoresState> state) => ChildProcess.ServeAsync(async command =>
        {
            if (command == StopBus)
                await bus.StopAsync();
            if (command == StartBus)
                await bus.RestartAsync(keepMessages: true);
            return state();
        });
    }
}
