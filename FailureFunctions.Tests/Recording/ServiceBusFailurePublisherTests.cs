using Azure.Messaging.ServiceBus;
using FailureFunctions.Local.ServiceBusEmulator;
using FailureFunctions.Local.ServiceBusEmulator.Configuration;
using FailureFunctions.Recording;

namespace FailureFunctions.Tests.Recording;

/// <summary>Microsoft's client against a broker.</summary>
[TestFixture, FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ServiceBusFailurePublisherTests : IAsyncDisposable
{
    private EmulatorServer _broker = null!;
    private ServiceBusClient _client = null!;
    private ServiceBusFailurePublisher _publisher = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _broker = await EmulatorServer.StartAsync(new EmulatorOptions
        {
            Configuration = EmulatorConfiguration.ReadFile(Repository.PathOf("local", "Run", "servicebus.config.json")),
            Port = 0,
        });
        _client = AppClients.Bus(_broker.ConnectionString);
        _publisher = new ServiceBusFailurePublisher(_client);
    }

    public async ValueTask DisposeAsync()
    {
        await _publisher.DisposeAsync();
        await _client.DisposeAsync();
        await _broker.DisposeAsync();
    }

    [Test]
    public async Task Several_failures_are_sent_each_as_the_message_that_it_would_be_alone()
    {
        Failure[] failures = [.. SampleFailures.Documented(), SampleFailures.Bare() with { Trace = SampleFailures.Trace }];

        await _publisher.PublishAsync(failures, CancellationToken.None);

        var received = await ReceiveAsync(failures.Length);
        foreach (var failure in failures)
        {
            var expected = FailureMessage.Of(failure);
            var message = received.Single(message => message.MessageId == expected.MessageId);
            Assert.That(message.Body.ToString(), Is.EqualTo(expected.Body.ToString()));
            Assert.That(message.ApplicationProperties, Is.EquivalentTo(expected.ApplicationProperties));
        }
    }

    [Test]
    public async Task Failures_that_are_too_large_together_are_refused_as_one_message_that_is_too_large()
    {
        var large = Enumerable.Range(1, 3).Select(number => Drained.Failure(number) with { Profile = new string('p', 100_000) }).ToArray();

        Assert.That(
            async () => await _publisher.PublishAsync(large, CancellationToken.None),
            Throws.TypeOf<ServiceBusException>().With.Property(nameof(ServiceBusException.Reason)).EqualTo(ServiceBusFailureReason.MessageSizeExceeded));
        Assert.That(await ReceiveAsync(1, TimeSpan.FromSeconds(1)), Is.Empty);

        await _publisher.PublishAsync(large[..2], CancellationToken.None);
        Assert.That(await ReceiveAsync(2), Has.Count.EqualTo(2));
    }

    private async Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveAsync(int count, TimeSpan? patience = null)
    {
        await using var receiver = _client.CreateReceiver(
            FailureEvent.Topic, "all", new ServiceBusReceiverOptions { ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete });
        var received = new List<ServiceBusReceivedMessage>();
        while (received.Count < count && await receiver.ReceiveMessagesAsync(count - received.Count, patience ?? TimeSpan.FromSeconds(30)) is { Count: > 0 } some)
            received.AddRange(some);
        return received;
    }
}
