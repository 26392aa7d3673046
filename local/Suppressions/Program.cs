using FailureFunctions.Local.Suppressions;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(100) };
try
{
    return await new ImportCommand(http, Console.Out, Console.Error, Environment.GetEnvironmentVariable("FUNCTION_KEY"), TimeProvider.System).RunAsync(args, stop.Token);
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    await Console.Error.WriteLineAsync("Interrupted. Run the same command again: it goes on where it stopped.");
    return 130;
}
