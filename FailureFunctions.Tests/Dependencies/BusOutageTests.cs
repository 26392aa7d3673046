using Azure.Messaging.ServiceBus;
using FailureFunctions.Dependencies;
using FailureFunctions.Local.ServiceBusEmulator;
using FailureFunctions.Local.ServiceBusEmulator.Configuration;
using FailureFunctions.Recording;
using FailureFunctions.Tests.Recording;
using FailureFunctions.Tests.Recording.Protocol;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Moq;

namespace FailureFunctions.Tests.Dependencies;

/// <summary>
/// What notifications cost while the bus hangs, is busy or refuses our key: Microsoft's client against a broker. Those that
/// are under way pay their limit; those that come later make no call.
/// </summary>
[TestFixture, FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class BusOutageTests : IAsyncDisposable
{
    private const int Many = 200;

    private static readonly Failure Failure = ScenarioFailures.Of('a');
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private readonly List<IAsyncDisposable> _started = [];
    private ServiceBusClient _client = null!;
    private FailureRecorder _recorder = null!;
    private int _calls;

    public async ValueTask DisposeAsync()
    {
        foreach (var started in Enumerable.Reverse(_started))
            await started.DisposeAsync();
    }

    [Test]
    public async Task A_silent_bus_costs_those_under_way_their_limit_and_later_ones_nothing()
    {
        var bus = new DeadBus();
        _started.Add(bus);
        Connect(bus.ConnectionString);

        Assert.That(await RecordAsync(Many, advance: true), Has.All.EqualTo(RecordOutcome.Queued));

        var connections = bus.Connections;
        await AssertLeftAloneAsync();
        Assert.That(bus.Connections, Is.EqualTo(connections));
    }

    [Test]
    public async Task A_busy_bus_costs_those_under_way_their_limit_and_later_ones_nothing()
    {
        var bus = await StartBrokerAsync();
        bus.Faults.FailSends("com.microsoft:server-busy", "busy", TimeSpan.FromHours(1));
        Connect(bus.ConnectionString);

        Assert.That(await RecordAsync(Many, advance: true), Has.All.EqualTo(RecordOutcome.Queued));

        // A send would succeed now: none is tried.
        bus.Faults.Clear();
        await AssertLeftAloneAsync();
        await using var receiver = _client.CreateReceiver(FailureEvent.Topic, "all");
        Assert.That(await receiver.ReceiveMessagesAsync(1, TimeSpan.FromSeconds(2)), Is.Empty);
    }

    [Test]
    public async Task A_refused_key_costs_those_under_way_a_refusal_and_later_ones_nothing()
    {
        var bus = await StartBrokerAsync();
        Connect(bus.ConnectionString.Replace("SharedAccessKey=SAS_KEY_VALUE", "SharedAccessKey=c2VjcmV0", StringComparison.Ordinal));

        Assert.That(await RecordAsync(Many, advance: false), Has.All.EqualTo(RecordOutcome.Queued));

        await AssertLeftAloneAsync();
    }

    [Test]
    public async Task A_bus_that_comes_back_is_used_again_after_the_pause_and_readiness_sees_it_before()
    {
        var bus = await StartBrokerAsync();
        Connect(bus.ConnectionString);
        Assert.That(await RecordAsync(1, advance: false), Is.EqualTo(new[] { RecordOutcome.Recorded }));
        await bus.StopAsync();
        Assert.That(await RecordAsync(2, advance: false), Has.All.EqualTo(RecordOutcome.Queued));
        await bus.RestartAsync(keepMessages: true);

        await AssertLeftAloneAsync();
        Assert.That(async () => await FailureBus.Probe(_client, FailureEvent.Topic).RunAsync(CancellationToken.None), Throws.Nothing);
        _time.Advance(DependencyPipelines.BusPause);

        Assert.That(await RecordAsync(1, advance: false), Is.EqualTo(new[] { RecordOutcome.Recorded }));
    }

    private async Task<EmulatorServer> StartBrokerAsync()
    {
        var broker = await EmulatorServer.StartAsync(new EmulatorOptions
        {
            Configuration = EmulatorConfiguration.ReadFile(Repository.PathOf("local", "Run", "servicebus.config.json")),
            Port = 0,
        });
        _started.Add(broker);
        return broker;
    }

    private void Connect(string connectionString)
    {
        _client = AppClients.Bus(connectionString);
        var publisher = new ServiceBusFailurePublisher(_client);
        _started.AddRange([_client, publisher]);
        var counted = new Mock<IFailurePublisher>();
        counted.Setup(bus => bus.PublishAsync(It.IsAny<IReadOnlyList<Failure>>(), It.IsAny<CancellationToken>()))
            .Returns((IReadOnlyList<Failure> failures, CancellationToken token) =>
            {
                Interlocked.Increment(ref _calls);
                return publisher.PublishAsync(failures, token);
            });
        var rows = new Mock<IFailureRows>();
        rows.Setup(table => table.AddAsync(It.IsAny<Failure>(), It.IsAny<CancellationToken>())).ReturnsAsync(new StoredRow("1", IsPublished: false));
        _recorder = new FailureRecorder(
            rows.Object, Mock.Of<IOutbox>(), counted.Object, new AwaitedWork(), TestCalls.Limited(_time), new StandingTime(), NullLogger<FailureRecorder>.Instance);
    }

    // The clock stands still here: whoever waited would not come back.
    private async Task AssertLeftAloneAsync()
    {
        var calls = _calls;
        Assert.That(await RecordAsync(Many, advance: false), Has.All.EqualTo(RecordOutcome.Queued));
        Assert.That(_calls, Is.EqualTo(calls), "the bus was called");
    }

    private async Task<RecordOutcome[]> RecordAsync(int count, bool advance)
    {
        var recording = Task.WhenAll(Enumerable.Range(0, count).Select(_ => _recorder.OutcomeOfAsync(Failure, CancellationToken.None)));
        while (advance && !recording.IsCompleted)
        {
            // Slow enough for the broker to answer before the limit is over.
            await Task.WhenAny(recording, Task.Delay(TimeSpan.FromMilliseconds(250)));
            _time.Advance(TimeSpan.FromSeconds(0.5));
        }
        return await recording.WaitAsync(Patience);
    }
}
