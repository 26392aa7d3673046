using System.Runtime.InteropServices;
using FailureFunctions.Local.FunctionsHost;
using FailureFunctions.Local.NodeTools;
using FailureFunctions.Local.Run;
using FailureFunctions.Local.Send;
using FailureFunctions.Local.ServiceBusEmulator;

const int Interrupted = 130;

if (args is ["--help"] or ["-h"])
{
    Console.WriteLine(RunOptions.Usage);
    return 0;
}
if (!RunOptions.TryParse(args, out var options, out var error))
{
    await Console.Error.WriteLineAsync($"{error}\n\n{RunOptions.Usage}");
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
        await Console.Error.WriteLineAsync(TerminalText.Line(fault));
    if (options.Once)
    {
        Console.WriteLine(faults.Count == 0 ? "\nEverything was stored and received." : $"\nNot everything arrived: see above, and {system.LogFile}");
        return faults.Count == 0 ? 0 : 1;
    }

    Console.WriteLine($"""

        Running until Ctrl+C. Each new failure is shown here. Send one from another terminal:
          {SendCommandLine.For(system.Webhook, options.Folder)}

          webhook  {system.Webhook}
          tables   {system.TablesConnection}
          bus      {system.BusConnection}
          log      {system.LogFile}

        """);
    watch.Live = true;
    await Console.Error.WriteLineAsync(TerminalText.Lines(await system.BrokenAsync(stop.Token)));
    return 1;
}
catch (Exception) when (stop.IsCancellationRequested)
{
    Console.WriteLine("Stopped.");
    return 0;
}
catch (FunctionsHostException e)
{
    // It holds what the app wrote.
    await Console.Error.WriteLineAsync(TerminalText.Lines(e.Message));
    return e.ExitCode;
}
catch (LocalKeyException e)
{
    await Console.Error.WriteLineAsync($"{e.Message} Or name another folder with --folder.");
    return 1;
}
catch (Exception e) when (e is NodeToolsException or PortInUseException or RunFolderException)
{
    var option = e is PortTakenException ? " (--tables-port)" : e is PortInUseException ? " (--bus-port)" : "";
    await Console.Error.WriteLineAsync($"{e.Message}{option}");
    return 1;
}

// The first signal stops everything in order; the second ends at once. The host's worker and Azurite end with this process.
void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    if (stop.IsCancellationRequested)
        Environment.Exit(Interrupted);
    stop.Cancel();
}
