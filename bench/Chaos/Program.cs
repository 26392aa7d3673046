using System.Globalization;
using System.Runtime.InteropServices;
using FailureFunctions.Bench.Chaos;
using FailureFunctions.Local.FunctionsHost;
using FailureFunctions.Local.NodeTools;
using FailureFunctions.Local.ServiceBusEmulator;

if (args is ["--help"] or ["-h"])
{
    Console.WriteLine(ChaosOptions.Usage);
    return 0;
}
if (!ChaosOptions.TryParse(args, out var options, out var error))
{
    await Console.Error.WriteLineAsync(error);
    return 2;
}
using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
var folder = Directory.CreateTempSubdirectory("failurefunctions-chaos-");
var keep = true;
try
{
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"seed {options.Seed}: {options.Count:N0} notifications over {options.Sending.TotalSeconds:0} s, {Environment.ProcessorCount} processors"));
    await using var world = await ChaosWorld.StartAsync(folder.FullName, stop.Token);
    var report = await new ChaosRun(options, world, Console.Out).RunAsync(stop.Token);
    report.Print(Console.Out);
    keep = report.Faults.Count > 0;
    Console.WriteLine(keep ? $"NOT all is well. The app's log and the tables are in {folder.FullName}" : "Nothing was lost.");
    return keep ? 1 : 0;
}
catch (Exception) when (stop.IsCancellationRequested)
{
    keep = false;
    Console.WriteLine("Stopped.");
    return 130;
}
catch (Exception e) when (e is FunctionsHostException or NodeToolsException or PortInUseException)
{
    await Console.Error.WriteLineAsync($"{e.Message} The app's log is in {folder.FullName}");
    return 1;
}
finally
{
    if (!keep)
        folder.Delete(recursive: true);
}

void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stop.Cancel();
}
