using System.Text.Json.Nodes;
using FailureFunctions.Local.NodeTools;
using FailureFunctions.Local.ServiceBusEmulator;
using FailureFunctions.Local.ServiceBusEmulator.Configuration;
using FailureFunctions.Tests.Copernica.Signing;

namespace FailureFunctions.Tests.EndToEnd;

/// <summary>The health checks (docs/operate.md#health), while the dependencies fail one by one.</summary>
internal sealed class HealthTests
{
    private const int Patience = 30_000;

    [Test]
    public async Task Liveness_tells_anybody_that_the_app_runs_and_nothing_else()
    {
        var answer = await GetAsync(World.App, "live");

        Assert.That((answer.Status, answer.ContentType, answer.Text), Is.EqualTo((200, "application/json", """{"status":"live"}""")));
    }

    [Test]
    public async Task Readiness_names_each_failed_dependency_with_a_hint()
    {
        await using var dns = new TestDnsServer();
        await using var azurite = await AzuriteServer.StartAsync(new AzuriteOptions(), CancellationToken.None);
        var bus = await EmulatorServer.StartAsync(new EmulatorOptions
        {
            Configuration = EmulatorConfiguration.ReadFile(Repository.PathOf("local", "Run", "servicebus.config.json")),
            Port = 0,
        });
        try
        {
            await using var app = await AppProcess.StartAsync(host => new Dictionary<string, string?>(World.Settings(host))
            {
                ["FailureTables"] = azurite.ConnectionString,
                ["FailureBus"] = bus.ConnectionString,
                ["Copernica__NameServers"] = dns.EndPoint.ToString(),
            });
            var ready = await GetAsync(app, "ready");
            Assert.That((ready.Status, ready.ContentType), Is.EqualTo((200, "application/json")), ready.Text);
            Assert.That(States(ready), Is.EqualTo("tables ok, bus ok, dns ok"));

            await bus.DisposeAsync();
            Assert.That(async () => States(await GetAsync(app, "ready")), Is.EqualTo("tables ok, bus failed, dns ok").After(Patience, 500));

            await azurite.KillAsync();
            Assert.That(async () => States(await GetAsync(app, "ready")), Is.EqualTo("tables failed, bus failed, dns ok").After(Patience, 500));

            dns.Behaviour = DnsBehaviour.Silent;
            Assert.That(async () => States(await GetAsync(app, "ready")), Is.EqualTo("tables failed, bus failed, dns failed").After(Patience, 500));

            var gone = await GetAsync(app, "ready");
            Assert.That((gone.Status, gone.Json["status"]!.GetValue<string>()), Is.EqualTo((503, "not-ready")), gone.Text);
            Assert.That(Dependency(gone, "tables")["hint"]!.GetValue<string>(), Does.Contain("FailureTables").And.Contain("RejectedNotifications"));
            Assert.That(Dependency(gone, "bus")["hint"]!.GetValue<string>(), Does.Contain("FailureBus"));
            Assert.That(Dependency(gone, "dns")["hint"]!.GetValue<string>(), Does.Contain("Copernica__NameServers"));
            Assert.That(gone.Text, Does.Not.Contain("127.0.0.1").And.Not.Contain("localhost").And.Not.Contain("devstoreaccount1").And.Not.Contain("Exception"));
            Assert.That((await GetAsync(app, "live")).Status, Is.EqualTo(200));

            dns.Behaviour = DnsBehaviour.Answers;
            await azurite.RestartAsync(CancellationToken.None);
            Assert.That(async () => States(await GetAsync(app, "ready")), Is.EqualTo("tables ok, bus failed, dns ok").After(Patience, 500));
        }
        finally
        {
            await bus.DisposeAsync();
        }
    }

    [Test]
    public async Task With_signatures_off_readiness_does_without_name_servers()
    {
        await using var silent = new TestDnsServer { Behaviour = DnsBehaviour.Silent };
        await using var app = await AppProcess.StartAsync(host => new Dictionary<string, string?>(World.Settings(host))
        {
            ["Copernica__Signature"] = "Off",
            ["Copernica__NameServers"] = silent.EndPoint.ToString(),
        });

        var ready = await GetAsync(app, "ready");

        Assert.That((ready.Status, States(ready)), Is.EqualTo((200, "tables ok, bus ok, dns not-needed")), ready.Text);
        Assert.That(silent.Queries, Is.Zero);
    }

    [TestCase("POST", "live")]
    [TestCase("POST", "ready")]
    [TestCase("GET", "other")]
    public async Task Other_methods_and_names_are_not_found(string method, string name)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"http://{World.App.Host}/api/health/{name}");

        Assert.That((await Wire.SendAsync(World.App, request)).Status, Is.EqualTo(404));
    }

    private static async Task<Wire.Answer> GetAsync(AppProcess app, string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://{app.Host}/api/health/{name}");
        return await Wire.SendAsync(app, request);
    }

    private static JsonNode Dependency(Wire.Answer answer, string name) => answer.Json["dependencies"]![name]!;

    private static string States(Wire.Answer answer) => string.Join(
        ", ", new[] { "tables", "bus", "dns" }.Select(name => $"{name} {Dependency(answer, name)["status"]!.GetValue<string>()}"));
}
