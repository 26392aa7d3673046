using System.Net;
using System.Reflection.PortableExecutable;
using System.Text.Json;
using FailureFunctions.Local.FunctionsHost;

namespace FailureFunctions.Infra.Publish.Tests;

/// <summary>What goes to Azure is complete, compiled ahead of time, free of a developer's settings, and runs.</summary>
internal sealed class PublishTests
{
    [TestCase("host.json")]
    [TestCase("worker.config.json")]
    [TestCase("functions.metadata")]
    [TestCase("extensions.json")]
    [TestCase("FailureFunctions.dll")]
    [TestCase("Microsoft.Azure.Functions.Worker.dll")]
    [TestCase("Azure.Messaging.ServiceBus.dll")]
    public void The_output_has_what_the_host_looks_for(string file) =>
        Assert.That(Path.Combine(PublishedApp.Folder, file), Does.Exist);

    [Test]
    public void The_output_has_the_extensions_of_the_host() =>
        Assert.That(Directory.GetFiles(Path.Combine(PublishedApp.Folder, ".azurefunctions"), "*.dll"), Is.Not.Empty);

    [Test]
    public void The_metadata_names_the_function_that_receives_notifications()
    {
        using var metadata = JsonDocument.Parse(File.ReadAllText(Path.Combine(PublishedApp.Folder, "functions.metadata")));

        Assert.That(metadata.RootElement.EnumerateArray().Select(function => function.GetProperty("name").GetString()), Has.Member("ReceiveFailure"));
    }

    [Test]
    public void The_settings_of_a_developer_stay_behind() =>
        Assert.That(Directory.GetFiles(PublishedApp.Folder, "local.settings.json", SearchOption.AllDirectories), Is.Empty);

    // ECMA-335 II.25.3.3: the CLI header's ManagedNativeHeader is empty in an assembly that holds IL only.
    [TestCase("FailureFunctions.dll")]
    [TestCase("Microsoft.Azure.Functions.Worker.Core.dll")]
    [TestCase("Azure.Messaging.ServiceBus.dll")]
    public void The_code_is_compiled_ahead_of_time(string assembly)
    {
        using var image = new PEReader(File.OpenRead(Path.Combine(PublishedApp.Folder, assembly)));

        Assert.That(image.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size, Is.Positive);
    }

    [Test]
    public async Task The_output_runs_under_the_development_host_and_answers()
    {
        var log = new List<string>();
        await using var host = await FunctionsHostServer.StartAsync(
            new FunctionsHostOptions
            {
                AppFolder = PublishedApp.Folder,
                Port = 0,
                Environment = new Dictionary<string, string>
                {
                    // Nobody listens there: the app starts and answers without them.
                    ["FailureTables"] = "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=bm90IGEga2V5;TableEndpoint=http://127.0.0.1:1/devstoreaccount1;",
                    ["FailureBus"] = "Endpoint=sb://localhost:1;SharedAccessKeyName=any;SharedAccessKey=any;UseDevelopmentEmulator=true;",
                    ["Copernica__Accounts"] = "account_1234",
                    ["Copernica__Hosts"] = "localhost",
                },
                Log = line =>
                {
                    lock (log)
                        log.Add(line);
                },
            },
            CancellationToken.None);
        using var http = new HttpClient { BaseAddress = host.Address };

        using var live = await http.GetAsync("api/health/live");
        using var unsigned = await http.PostAsync("api/failures", new StringContent("id=1&recipient=a%40example.nl"));

        Assert.That((live.StatusCode, unsigned.StatusCode), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.Unauthorized)), string.Join('\n', log));
    }
}
