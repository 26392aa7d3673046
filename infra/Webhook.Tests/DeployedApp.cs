using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FailureFunctions.Infra.Webhook.Tests;

/// <summary>
/// A machine on which docs/deploy.md is followed: <c>az</c> and <c>azd</c> that do what the page needs of them, <c>curl</c> and
/// <c>dotnet run --project infra/Webhook</c> that reach the stand-ins, and an app that answers as a deployed one.
/// </summary>
internal sealed class DeployedApp : IAsyncDisposable
{
    public const string FunctionKey = "function-key-of-the-walk";
    private const string ReadinessKey = "readiness-key-of-the-walk";
    private const string Host = "func-failures-abc.azurewebsites.net";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("deploy-walk-");
    private readonly WebApplication _app;

    private DeployedApp(WebApplication app) => _app = app;

    public static string Webhook => $"https://{Host}/api/failures";

    /// <summary>The folder in which commands are run.</summary>
    public string Folder => _folder.FullName;

    /// <summary>The folder with the tools, to come first in the path.</summary>
    public string Tools => Path.Combine(Folder, "tools");

    public static async Task<DeployedApp> StartAsync(CopernicaStandIn copernica, string repository)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/api/health/live", () => """{"status":"live"}""");
        app.MapGet("/api/health/ready", (HttpRequest request) => request.Headers["x-functions-key"] == ReadinessKey ? Results.Text("""{"status":"ready"}""") : Results.StatusCode(401));
        app.MapPost("/api/failures", (HttpRequest request) => request.Query["code"] == FunctionKey ? Results.Problem(title: "signature", statusCode: 401) : Results.StatusCode(401));
        await app.StartAsync();
        var deployed = new DeployedApp(app);
        deployed.WriteTools(copernica, repository);
        return deployed;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private void WriteTools(CopernicaStandIn copernica, string repository)
    {
        Directory.CreateDirectory(Tools);
        Write("az", $"""
            case "$*" in
              "login"|"provider register --namespace Microsoft."*" --wait"|"account set --subscription sub-1") ;;
              # The real one leaves the key out (azure-cli, pull request 27611).
              "functionapp function keys set "*"--name func-failures-abc --function-name ReceiveFailure --key-name copernica"*) ;;
              "functionapp function keys list "*"--name func-failures-abc --function-name ReceiveFailure --query copernica"*) echo {FunctionKey} ;;
              "functionapp function keys list "*"--function-name CheckReadiness --query default"*) echo {ReadinessKey} ;;
              *) echo "az cannot: $*" >&2; exit 9 ;;
            esac
            """);
        Write("azd", $"""
            cd "{Folder}"
            case "$*" in
              "auth login"|"env new failures-prod") ;;
              "env set "*) printf 'export %s="%s"\n' "$3" "$4" >> azd.env ;;
              "env get-values") cat azd.env | sed 's/^export //' ;;
              "up")
                . ./azd.env
                sh "{repository}/infra/hooks/preprovision.sh"
                for output in AZURE_RESOURCE_GROUP=rg-failures-prod FUNCTION_APP_NAME=func-failures-abc AZURE_SUBSCRIPTION_ID=sub-1 WEBHOOK_URL={Webhook}; do
                  echo "export $output" >> azd.env
                done
                . ./azd.env
                sh "{repository}/infra/hooks/postdeploy.sh" ;;
              *) echo "azd cannot: $*" >&2; exit 9 ;;
            esac
            """);
        // Every argument that names the deployed app goes to its stand-in; the meter of progress is left out.
        Write("curl", $$"""
            arguments=(--silent --show-error)
            for argument in "$@"; do arguments+=("${argument/https:\/\/{{Host}}/{{_app.Urls.Single()}}}"); done
            exec "{{Find("curl")}}" "${arguments[@]}"
            """);
        Write("dotnet", $"""
            [ "$1 $2 $3 $4" = "run --project infra/Webhook --" ] || exit 9
            shift 4
            exec "{Find("dotnet")}" "{typeof(WebhookCommand).Assembly.Location}" "$@" --api {copernica.ApiOf(4)} --authenticate {copernica.Authentication}
            """);
    }

    private void Write(string name, string script)
    {
        var path = Path.Combine(Tools, name);
        File.WriteAllText(path, $"#!/bin/bash\nset -e\n{script}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    private static string Find(string program) =>
        Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Select(folder => Path.Combine(folder, program)).First(File.Exists);
}
