using Microsoft.Azure.Functions.Worker;

namespace FunctionsHost.TestApp;

/// <summary>Files through which tests and functions signal to each other.</summary>
internal static class Signals
{
    /// <summary>For timer functions; HTTP functions get theirs from the query.</summary>
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
