using System.Diagnostics;
using System.Text.RegularExpressions;

namespace FailureFunctions.Infra.Webhook.Tests;

/// <summary>The commands of docs/deploy.md, steps 1 to 4, as they stand there, lead to a registered webhook.</summary>
[Platform(Exclude = "Win", Reason = "The commands are for bash.")]
public sealed partial class DeployPageTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private static readonly string Repository = Find();

    [Test]
    public async Task Its_commands_one_after_another_register_the_webhook()
    {
        await using var copernica = await CopernicaStandIn.StartAsync();
        await using var app = await DeployedApp.StartAsync(copernica, Repository);
        var commands = Commands().Replace("COPERNICA_ACCESS_TOKEN=…", $"COPERNICA_ACCESS_TOKEN='{CopernicaStandIn.Token}'", StringComparison.Ordinal);

        var (exitCode, output, errors) = await RunAsync(app, commands);

        Assert.That((exitCode, errors), Is.EqualTo((0, "")), output);
        Assert.That(output, Does.Contain("live: ok.").And.Contain("ready: ok.").And.Contain($"The webhook: {DeployedApp.Webhook}"));
        Assert.That(output, Does.Contain("HTTP/1.1 401").And.Contain("application/problem+json").And.Contain("""{"status":"ready"}"""));
        Assert.That(output, Does.Contain("1894  registered").And.Not.Contain(DeployedApp.FunctionKey));
        Assert.That((string?)copernica.Webhooks.Single()["handler"], Is.EqualTo($"{DeployedApp.Webhook}?code={DeployedApp.FunctionKey}"));
    }

    [Test]
    public async Task A_wrong_parameter_stops_before_anything_is_made_and_a_second_run_continues()
    {
        await using var copernica = await CopernicaStandIn.StartAsync();
        await using var app = await DeployedApp.StartAsync(copernica, Repository);

        var (exitCode, output, errors) = await RunAsync(app, "azd env set COPERNICA_ACCOUNTS 1234\nazd up");
        Assert.That((exitCode, output), Is.EqualTo((1, "")));
        Assert.That(errors, Does.StartWith("COPERNICA_ACCOUNTS: \"1234\" is not valid").And.EndWith("Nothing was made.\n"));

        (exitCode, output, _) = await RunAsync(app, "azd env set COPERNICA_ACCOUNTS account_1234\nazd up");
        Assert.That(exitCode, Is.Zero);
        Assert.That(output, Does.Contain("ready: ok."));
    }

    private static string Commands()
    {
        var steps = File.ReadAllText(Path.Combine(Repository, "docs", "deploy.md")).Split("\n## 1. ")[1].Split("\n## 5. ")[0];
        return string.Join('\n', Block().Matches(steps).Select(match => match.Groups[1].Value));
    }

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(DeployedApp app, string commands)
    {
        var start = new ProcessStartInfo("bash", ["-e", "-c", commands])
        {
            WorkingDirectory = app.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{app.Tools}{Path.PathSeparator}{start.Environment["PATH"]}";
        using var limit = new CancellationTokenSource(Limit);
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "FailureFunctions.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }

    [GeneratedRegex("```bash\\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
