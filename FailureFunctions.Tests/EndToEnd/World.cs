using Azure.Data.Tables;
using FailureFunctions.Local.NodeTools;
using FailureFunctions.Local.ServiceBusEmulator;
using FailureFunctions.Local.ServiceBusEmulator.Configuration;
using FailureFunctions.Tests.Copernica.Signing;

namespace FailureFunctions.Tests.EndToEnd;

/// <summary>
/// What the app lives in: Azurite, a broker, name servers, and the app itself; started once for all tests here. Tests that
/// look at this app take turns; those that start one of their own run at the same time as others.
/// </summary>
[SetUpFixture, Parallelizable(ParallelScope.Self | ParallelScope.Fixtures)]
internal sealed class World
{
    public const string DrainIsDisabled = "AzureWebJobs.DrainOutbox.Disabled";

    public const string UpdaterIsDisabled = "AzureWebJobs.UpdateSuppressions.Disabled";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private static AzuriteServer? _azurite;
    private static EmulatorServer? _broker;
    private static TestDnsServer? _dns;
    private static AppProcess? _app;
    private static Subscriber? _subscriber;

    public static AzuriteServer Azurite => _azurite!;

    public static EmulatorServer Broker => _broker!;

    /// <summary>Name servers that know no name.</summary>
    public static TestDnsServer Dns => _dns!;

    public static AppProcess App => _app!;

    /// <summary>Hears all that is published.</summary>
    public static Subscriber Subscriber => _subscriber!;

    public static TableServiceClient Tables => new(Azurite.ConnectionString);

    /// <summary>The settings of an app in this world.</summary>
    public static Dictionary<string, string?> Settings(string host) => new()
    {
        ["FailureTables"] = Azurite.ConnectionString,
        ["FailureBus"] = Broker.ConnectionString,
        ["Copernica__Accounts"] = "account_1234",
        ["Copernica__Hosts"] = host,
        ["Copernica__NameServers"] = Dns.EndPoint.ToString(),
        ["Copernica__TrustedKeys__0"] = $"{RequestDraft.GenuineKeyId}={TestKey.Genuine.PublicPem.ReplaceLineEndings("\\n")}",
        // Tests put rows into days long past, which the timer must not remove at night.
        ["Retention__RejectedNotifications"] = "36500",
        // Nor must a timer complete what tests find queued.
        [DrainIsDisabled] = "true",
        [UpdaterIsDisabled] = "true",
        ["Copernica__OwnershipFiles__0"] = "smtpeter-abcde.txt=the content that Copernica gives",
    };

    /// <summary>Asserts that exactly one message of an event has come, once all that was published before now has.</summary>
    /// <param name="eventId">The event.</param>
    /// <param name="announce">False when nothing was published since the last call.</param>
    public static async Task AssertPublishedOnceAsync(string eventId, bool announce = true)
    {
        if (announce)
        {
            var last = await Wire.PostAsync(App, Wire.Notification($"after-{eventId}"));
            await Subscriber.WaitForAsync(last.EventId);
        }
        Assert.That(Subscriber.Received.Where(message => message.MessageId == eventId).ToList(), Has.Count.EqualTo(1));
    }

    [OneTimeSetUp]
    public async Task Start()
    {
        using var limit = new CancellationTokenSource(Limit);
        _dns = new TestDnsServer();
        _broker = await EmulatorServer.StartAsync(new EmulatorOptions
        {
            Configuration = EmulatorConfiguration.ReadFile(Repository.PathOf("local", "Run", "servicebus.config.json")),
            Port = 0,
        });
        _azurite = await AzuriteServer.StartAsync(new AzuriteOptions(), limit.Token);
        _subscriber = new Subscriber(_broker.ConnectionString, "all");
        _app = await AppProcess.StartAsync(Settings);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        if (_subscriber is not null)
            await _subscriber.DisposeAsync();
        if (_azurite is not null)
            await _azurite.DisposeAsync();
        if (_broker is not null)
            await _broker.DisposeAsync();
        if (_dns is not null)
            await _dns.DisposeAsync();
    }
}
