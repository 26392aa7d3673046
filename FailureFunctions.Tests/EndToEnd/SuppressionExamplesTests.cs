using System.Diagnostics;
using System.Globalization;
using FailureFunctions.Local.NodeTools;

namespace FailureFunctions.Tests.EndToEnd;

/// <summary>Every curl of the pages about the suppression list and the search, run as it stands there. On tables of their own: they protect a domain.</summary>
[TestFixture]
internal sealed class SuppressionExamplesTests
{
    private const string Place = "localhost:7071";

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;
    private AzuriteServer _azurite = null!;
    private AppProcess _app = null!;

    private static IEnumerable<string> Examples =>
        from page in new[] { "docs/suppression.md", "docs/find.md", "docs/subscribe.md", "README.md" }
        from line in File.ReadLines(Repository.PathOf(page.Split('/')))
        where line.StartsWith("curl ", StringComparison.Ordinal) && (line.Contains("/suppressions", StringComparison.Ordinal) || line.Contains("/failures/find", StringComparison.Ordinal))
        select line;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _azurite = await AzuriteServer.StartAsync(new AzuriteOptions(), CancellationToken.None);
        _app = await AppProcess.StartAsync(host => new Dictionary<string, string?>(World.Settings(host)) { ["FailureTables"] = _azurite.ConnectionString });
        await File.WriteAllTextAsync(Path.Combine(_folder, "list.csv"), "recipient,origin,note\njan@example.nl,complaint,\"from, the other system\"\n");
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _app.DisposeAsync();
        await _azurite.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [TestCaseSource(nameof(Examples))]
    public async Task An_example_is_answered_200(string command)
    {
        Assert.That(command, Does.Contain(Place));
        var start = new ProcessStartInfo("bash") { WorkingDirectory = _folder, RedirectStandardOutput = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(string.Create(CultureInfo.InvariantCulture, $"{command.Split("  #")[0].Replace(Place, _app.Host, StringComparison.Ordinal)} -s -o answer -w '%{{http_code}}'; cat answer"));
        using var curl = Process.Start(start)!;

        Assert.That(await curl.StandardOutput.ReadToEndAsync(), Does.StartWith("200"));
    }

    [Test]
    public void The_examples_are_found() => Assert.That(Examples.Count(), Is.AtLeast(15));
}
