using System.Diagnostics;
using System.Reflection;

namespace FailureFunctions.Infra.Publish.Tests;

/// <summary>
/// The app as <c>dotnet publish -c Release FailureFunctions</c> makes it for Azure, once for all tests. Everything that the
/// build writes goes into a temporary folder.
/// </summary>
[SetUpFixture]
internal sealed class PublishedApp
{
    private static readonly string Root = typeof(PublishedApp).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(item => item.Key == "RepositoryRoot").Value!;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);
    private static string? _artifacts;

    /// <summary>What is uploaded to Azure.</summary>
    public static string Folder => Path.Combine(_artifacts!, "publish", "FailureFunctions", "release_linux-x64");

    [OneTimeSetUp]
    public async Task Publish()
    {
        _artifacts = Directory.CreateTempSubdirectory("failurefunctions-publish-").FullName;
        // A developer's settings, which hold keys, are copied to the build output and must not go further.
        var settings = Path.Combine(_artifacts, "settings", "local.settings.json");
        Directory.CreateDirectory(Path.GetDirectoryName(settings)!);
        await File.WriteAllTextAsync(settings, """{ "Values": {} }""");
        await RunAsync(
            "publish", "-c", "Release", "FailureFunctions", $"-p:ArtifactsPath={_artifacts}", $"-p:LocalSettingsFile={settings}", "--nologo");
        Assert.That(
            Directory.GetFiles(Path.Combine(_artifacts, "bin"), "local.settings.json", SearchOption.AllDirectories),
            Is.Not.Empty,
            "The build did not copy local.settings.json, so its absence from the output would mean nothing.");
    }

    [OneTimeTearDown]
    public void Clean() => Directory.Delete(_artifacts!, recursive: true);

    private static async Task RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var limit = new CancellationTokenSource(Limit);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        Assert.That(process.ExitCode, Is.Zero, $"{await output}{await errors}");
    }
}
