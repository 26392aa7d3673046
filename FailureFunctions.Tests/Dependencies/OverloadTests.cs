using Azure.Messaging.ServiceBus;
using FailureFunctions.Dependencies;
using FailureFunctions.Local.NodeTools;
using FailureFunctions.Local.ServiceBusEmulator;
using FailureFunctions.Local.ServiceBusEmulator.Configuration;
using FailureFunctions.Recording;
using FailureFunctions.Tests.Recording;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace FailureFunctions.Tests.Dependencies;

/// <summary>What one notification asks of tables and bus, on the wire: unloaded, and while they are overloaded.</summary>
internal sealed class OverloadTests
{
    private static readonly string[] New = ["POST Failures", "PATCH Failures"];

    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private AzuriteServer _azurite = null!;
    private Failure _failure = null!;
    private TablesProxy _proxy = null!;
    private EmulatorServer _broker = null!;
    private ServiceBusClient _bus = null!;
    private ServiceBusFailurePublisher _publisher = null!;
    private FailureRecorder _recorder = null!;

    [OneTimeSetUp]
    public async Task StartTablesAsync() => _azurite = await AzuriteServer.StartAsync(new AzuriteOptions(), CancellationToken.None);

    [OneTimeTearDown]
    public async Task StopTablesAsync() => await _azurite.DisposeAsync();

    [SetUp]
    public async Task StartAsync()
    {
        _failure = StorageSamples.FailureOf(StorageSamples.NewRecipient());
        _proxy = new TablesProxy(_azurite.ConnectionString);
        _broker = await EmulatorServer.StartAsync(new EmulatorOptions
        {
            Configuration = EmulatorConfiguration.ReadFile(Repository.PathOf("local", "Run", "servicebus.config.json")),
            Port = 0,
        });
        var tables = AppClients.Tables(_proxy.ConnectionString);
        var outbox = new OutboxTable(tables, TimeProvider.System);
        var rows = new FailuresTable(tables, TimeProvider.System);
        _bus = AppClients.Bus(_broker.ConnectionString);
        _publisher = new ServiceBusFailurePublisher(_bus);
        // On a clock that stands still: time limits are tested elsewhere, and would only cut tries short on a busy machine.
        _recorder = new FailureRecorder(rows, outbox, _publisher, new AwaitedWork(), TestCalls.Limited(_time), Samples.AtOnce, NullLogger<FailureRecorder>.Instance);
        await outbox.Created.GetAsync(CancellationToken.None);
        await rows.Created.GetAsync(CancellationToken.None);
        await _publisher.PrepareAsync(CancellationToken.None);
        _proxy.Requests.Clear();
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _publisher.DisposeAsync();
        await _bus.DisposeAsync();
        await _broker.DisposeAsync();
        await _proxy.DisposeAsync();
    }

    [Test]
    public async Task A_new_notification_costs_two_requests_to_tables_and_one_message()
    {
        Assert.That(await RecordAsync(), Is.EqualTo(RecordOutcome.Recorded));

        Assert.That(_proxy.Requests, Is.EqualTo(New));
        Assert.That(await CountMessagesAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_repeat_costs_two_requests_to_tables_and_no_message()
    {
        await RecordAsync();
        _proxy.Requests.Clear();

        Assert.That(await RecordAsync(), Is.EqualTo(RecordOutcome.Duplicate));

        Assert.That(_proxy.Requests, Is.EqualTo(new[] { "POST Failures", "GET Failures" }));
        Assert.That(await CountMessagesAsync(), Is.EqualTo(1));
    }

    [TestCase(503)]
    [TestCase(429)]
    public async Task A_throttled_table_of_failures_is_asked_four_times_and_nothing_is_acknowledged(int status)
    {
        _proxy.Rule = asked => asked == "POST Failures" ? new Throttle(status) : null;

        Assert.That(await RecordAsync(), Is.EqualTo(RecordOutcome.Unavailable));

        Assert.That(_proxy.Requests, Is.EqualTo(Enumerable.Repeat("POST Failures", 4)));
        Assert.That(await CountMessagesAsync(), Is.Zero);
    }

    [TestCase(503, "3600")]
    [TestCase(429, "30")]
    [TestCase(429, "Fri, 31 Dec 9999 23:59:59 GMT")]
    public async Task A_pause_that_is_asked_for_and_too_long_for_the_sender_ends_the_call_at_once(int status, string retryAfter)
    {
        _proxy.Rule = asked => asked == "POST Failures" ? new Throttle(status, retryAfter) : null;

        Assert.That(await RecordAsync(), Is.EqualTo(RecordOutcome.Unavailable));

        Assert.That(_proxy.Requests, Is.EqualTo(new[] { "POST Failures" }));
    }

    [Test]
    public async Task A_bus_that_fails_costs_one_request_more()
    {
        RefuseSends();

        Assert.That(await RecordAsync(), Is.EqualTo(RecordOutcome.Queued));

        Assert.That(_proxy.Requests, Is.EqualTo(new[] { "POST Failures", "POST FailureOutbox" }));
    }

    [Test]
    public async Task With_a_throttled_outbox_too_nothing_is_acknowledged_and_the_repeat_is_recorded()
    {
        RefuseSends();
        _proxy.Rule = asked => asked == "POST FailureOutbox" ? new Throttle(503) : null;
        Assert.That(await RecordAsync(), Is.EqualTo(RecordOutcome.Unavailable));
        Assert.That(_proxy.Requests, Is.EqualTo(Enumerable.Repeat("POST FailureOutbox", 4).Prepend("POST Failures")));

        _broker.Faults.Clear();
        _proxy.Rule = _ => null;
        _proxy.Requests.Clear();
        Assert.That(await RecordAsync(), Is.EqualTo(RecordOutcome.Recorded));
        Assert.That(_proxy.Requests, Is.EqualTo(new[] { "POST Failures", "GET Failures", "PATCH Failures" }));
        Assert.That(await CountMessagesAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_mark_that_is_throttled_costs_one_message_more_that_the_topic_drops()
    {
        _proxy.Rule = asked => asked == "PATCH Failures" ? new Throttle(503) : null;
        Assert.That(await RecordAsync(), Is.EqualTo(RecordOutcome.Recorded));
        _proxy.Rule = _ => null;

        Assert.That(await RecordAsync(), Is.EqualTo(RecordOutcome.Recorded));
        Assert.That(await RecordAsync(), Is.EqualTo(RecordOutcome.Duplicate));

        Assert.That(await CountMessagesAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task Brief_throttling_is_retried_within_the_request()
    {
        var left = 2;
        _proxy.Rule = asked => asked == "POST Failures" && left-- > 0 ? new Throttle(503) : null;

        Assert.That(await RecordAsync(), Is.EqualTo(RecordOutcome.Recorded));
    }

    [Test]
    public async Task Many_at_once_ask_a_throttled_table_at_most_four_times_each_and_later_ones_not_at_all_until_the_pause_is_over()
    {
        const int Many = 50;
        _proxy.Rule = _ => new Throttle(503);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => RecordAsync()));

        Assert.That(outcomes, Has.All.EqualTo(RecordOutcome.Unavailable));
        Assert.That(_proxy.Requests, Has.Count.LessThanOrEqualTo(4 * Many));

        _proxy.Rule = _ => null;
        _proxy.Requests.Clear();
        Assert.That(await RecordAsync(), Is.EqualTo(RecordOutcome.Unavailable));
        Assert.That(_proxy.Requests, Is.Empty);
        _time.Advance(DependencyPipelines.TablesPause);
        Assert.That(await RecordAsync(), Is.EqualTo(RecordOutcome.Recorded));
    }

    private void RefuseSends() => _broker.Faults.FailSends("amqp:unauthorized-access", "refused", TimeSpan.FromHours(1));

    private Task<RecordOutcome> RecordAsync() => _recorder.OutcomeOfAsync(_failure, CancellationToken.None);

    private async Task<int> CountMessagesAsync()
    {
        await using var receiver = _bus.CreateReceiver(FailureEvent.Topic, "all");
        var messages = await receiver.ReceiveMessagesAsync(10, TimeSpan.FromSeconds(1));
        return messages.Count;
    }
}
