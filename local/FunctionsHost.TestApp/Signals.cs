using Microsoft.Azure.Functions.Worker;

namespace FunctionsHost.TestApp;

/// <summary>Files by which the tests and the functions tell each other how far they are.</summary>
internal static class Signals
{
    /// <summary>Of the timer functions; those with an HTTP trigger are told theirs.</summary>
    public static string Folder => Environment.GetEnvironmentVariable("SignalFolder") ?? Path.GetTempPath();

    public static Task AppendAsync(string file, string line) => File.AppendAllTextAsync(Path.Combine(Folder, file), line + "\n");

    /// <summary>Writes "started-ID", then waits for "go"; on a cancellation writes "cancelled-ID" and throws.</summary>
    public static async Task WaitAsync(string folder, FunctionContext context)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, $"started-{context.InvocationId}"), "", CancellationToken.None);
        try
        {
            while (!File.Exists(Path.Combine(folder, "go")))
                await Task.Delay(20, context.CancellationToken);
        }
        catch (OperationCanceledException)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, $"cancelled-{context.InvocationId}"), "", CancellationToken.None);
            throw;
        }
    }
}
