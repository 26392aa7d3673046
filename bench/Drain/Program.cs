using System.Globalization;
using FailureFunctions.Bench.Drain;
using FailureFunctions.Local.FunctionsHost;
using FailureFunctions.Local.NodeTools;

const string Usage = "Usage: dotnet run -c Release --project bench/Drain [-- N [--instant] [--count] [--suppress [--mix [--once]]]]   measures how fast the drain clears N failures (10000); --suppress: then how fast the suppression list takes their messages; --mix: of addresses that fail five times each, for various reasons, instead of addresses that each failure suppresses; --once: that fail once each; --instant: tables that answer at once instead of Azurite; --count: counts table requests, which slows it down";

var countRequests = args.Contains("--count");
var instant = args.Contains("--instant");
var suppress = args.Contains("--suppress");
var mix = args.Contains("--mix");
var once = args.Contains("--once");
if (!TryRead([.. args.Except(["--count", "--instant", "--suppress", "--mix", "--once"])], out var count) || (mix && !suppress) || (once && !mix))
{
    await Console.Error.WriteLineAsync(Usage);
    return 2;
}
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
try
{
    await using var measurement = await DrainMeasurement.StartAsync(instant, countRequests, stop.Token);
    return await measurement.RunAsync(new Notifications(count, mix, once ? 1 : 5), suppress, Console.Out, stop.Token) ? 0 : 1;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return 130;
}
catch (Exception e) when (e is NodeToolsException or FunctionsHostException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}

static bool TryRead(string[] args, out int count)
{
    count = 10_000;
    return args.Length == 0
        || (args.Length == 1 && int.TryParse(args[0], NumberStyles.None, CultureInfo.InvariantCulture, out count) && count is > 0 and <= 1_000_000);
}
