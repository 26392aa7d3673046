namespace FailureFunctions.Infra.Webhook;

internal static class Program
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

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
            var command = new WebhookCommand(Console.Out, Console.Error, Console.In, Environment.GetEnvironmentVariable, Patience, TimeProvider.System);
            return await command.RunAsync(args, stop.Token);
        }
        catch (OperationCanceledException)
        {
            return 130;
        }
    }
}
