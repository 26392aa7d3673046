using System.Runtime.InteropServices;
using FailureFunctions.Local.NodeTools;
using FailureFunctions.Local.Run;
using FailureFunctions.Local.ServiceBusEmulator;

if (!RunOptions.TryParse(args, out var options))
{
    await Console.Error.WriteLineAsync(RunOptions.Usage);
    return 2;
}
if (BuiltWith.AzureFunctionsWorker)
{
    await Console.Error.WriteLineAsync(
        "This is built with Microsoft's worker, which runs under the Functions host only: build without UseAzurePackages, or start the app with func (README.md).");
    return 2;
}

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    await using var system = await LocalSystem.StartAsync(options, stop.Token);
    await using var watch = await FailureWatch.StartAsync(system.BusConnection, stop.Token);
    var faults = await Demonstration.RunAsync(system, watch, stop.Token);
    foreach (var fault in faults)
        await Console.Error.WriteLineAsync(fault);
    if (options.Once)
    {
        Console.WriteLine(faults.Count == 0 ? "\nEverything was stored and received." : "\nNot everything arrived: see above.");
        return faults.Count == 0 ? 0 : 1;
    }

    Console.WriteLine($"""

        It stays up. Each new failure is shown here; Ctrl+C ends it.
          webhook  {system.Webhook}
          tables   {system.TablesConnection}
          bus      {system.BusConnection}

        """);
    watch.Live = true;
    await Console.Error.WriteLineAsync(await system.BrokenAsync(stop.Token));
    return 1;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    Console.WriteLine("Stopped.");
    return 0;
}
catch (Exception e) when (e is RunException or NodeToolsException or PortInUseException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}

void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stop.Cancel();
}
