using System.Diagnostics;

namespace FailureFunctions.Infra.Tests.Deployment;

/// <summary>A hook after it has run.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it printed.</param>
/// <param name="Errors">What it complained about.</param>
internal sealed record HookRun(int ExitCode, string Output, string Errors)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    // What dotnet needs to find PowerShell, which .config/dotnet-tools.json names.
    private static readonly string[] Kept = ["PATH", "HOME", "DOTNET_ROOT", "DOTNET_CLI_HOME", "NUGET_PACKAGES"];

    /// <summary>Runs a hook as azd does, with the variables of azd's environment.</summary>
    /// <param name="shell"><c>sh</c> or <c>pwsh</c>.</param>
    /// <param name="hook">The hook, without the ending of its file.</param>
    /// <param name="tools">A folder whose programs come before all others; null for none.</param>
    /// <param name="variables">The variables.</param>
    public static Task<HookRun> RunAsync(string shell, string hook, string? tools, params (string Name, string Value)[] variables) => shell == "sh"
        ? RunAsync("sh", [Repository.PathOf("infra", "hooks", $"{hook}.sh")], tools, variables)
        : RunAsync("dotnet", ["tool", "run", "pwsh", "--", "-NoProfile", "-File", Repository.PathOf("infra", "hooks", $"{hook}.ps1")], tools, variables);

    /// <summary>Fetches PowerShell, when that is still to be done.</summary>
    public static async Task RestorePowerShellAsync()
    {
        var run = await RunAsync("dotnet", ["tool", "restore"], null, []);
        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Errors);
    }

    private static async Task<HookRun> RunAsync(string program, string[] arguments, string? tools, (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Repository.PathOf(),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var kept = Kept.Select(name => (name, Value: start.Environment.TryGetValue(name, out var value) ? value : null)).ToList();
        start.Environment.Clear();
        foreach (var (name, value) in kept.Where(variable => variable.Value is not null))
            start.Environment[name] = value;
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        if (tools is not null)
            start.Environment["PATH"] = $"{tools}{Path.PathSeparator}{start.Environment["PATH"]}";
        using var limit = new CancellationTokenSource(Limit);
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new HookRun(process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
