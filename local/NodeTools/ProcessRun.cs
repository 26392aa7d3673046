using System.ComponentModel;
using System.Diagnostics;

namespace FailureFunctions.Local.NodeTools;

/// <summary>Runs a process to its end with its output captured; ends it, with its children, when time is up.</summary>
internal static class ProcessRun
{
    public static async Task<NodeScriptResult> ToEndAsync(ProcessStartInfo start, TimeSpan timeout, CancellationToken cancellationToken)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.UseShellExecute = false;
        using var process = Start(start);
        process.StandardInput.Close();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return new NodeScriptResult(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            var written = $"{await output}{await error}".Trim();
            cancellationToken.ThrowIfCancellationRequested();
            throw new NodeToolsException(
                $"'{start.FileName} {string.Join(' ', start.ArgumentList)}' did not end within {timeout.TotalSeconds:0} s and was stopped. It wrote: {written}");
        }
    }

    public static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new NodeToolsException($"'{start.FileName}' could not be started.");
        }
        catch (Win32Exception exception)
        {
            throw new NodeToolsException($"'{start.FileName}' could not be started ({exception.Message}). Is it on PATH?", exception);
        }
    }
}
