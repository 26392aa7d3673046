using System.Runtime.InteropServices;
using FailureFunctions.Bench.Load;
using FailureFunctions.Bench.Load.Measuring;
using FailureFunctions.Bench.Load.Reporting;
using FailureFunctions.Bench.Load.Running;
using FailureFunctions.Bench.Load.Stores;
using FailureFunctions.Local.NodeTools;
using FailureFunctions.Local.Send;

switch (args)
{
    case ["--help"] or ["-h"]:
        Console.WriteLine(LoadOptions.Usage);
        return 0;
    // Parts that run as processes of their own.
    case ["stores", _]:
        return await StoresProgram.RunAsync(args);
    case ["host", _, _, _]:
        return await HostProgram.RunAsync(args);
}
if (!LoadOptions.TryParse(args, out var options, out var error))
{
    await Console.Error.WriteLineAsync(error);
    return 2;
}
using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    var folder = Directory.CreateDirectory(options.Output ?? Path.Combine(LocalKey.Folder(), "load")).FullName;
    var report = new Report(options, await MeasureAsync(folder));
    report.Print(Console.Out);
    report.Save(folder);
    Console.WriteLine($"result.json, plots and logs: {folder}");
    return report.IsRefused ? 1 : 0;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return 130;
}
catch (Exception e) when (e is LoadException or NodeToolsException or LocalKeyException or IOException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}

async Task<IReadOnlyList<Reading>> MeasureAsync(string folder)
{
    await using var stage = await Stage.OpenAsync(options, folder, stop.Token);
    if (options.Verb == "cold")
        return await new ColdRun(options, stage, Console.Out).RunAsync(stop.Token);
    if (options.Verb == "flood")
    {
        await using var flood = new FloodRun(options, stage, Console.Out);
        return await flood.RunAsync(stop.Token);
    }
    if (options.Verb == "outage")
        return await new OutageRun(options, stage, Console.Out).RunAsync(stop.Token);
    await using var run = new LoadRun(options, stage, Console.Out);
    return await run.RunAsync(stop.Token);
}

void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stop.Cancel();
}
