namespace FailureFunctions.Local.Send;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };
        try
        {
            return await new SendCommand(Console.Out, Console.Error, TimeProvider.System).RunAsync(args, stop.Token);
        }
        catch (OperationCanceledException)
        {
            return 130;
        }
    }
}
