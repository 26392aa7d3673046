using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using FunctionsWorker.Tests.Support;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.ServiceBus;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Moq;

namespace FunctionsWorker.Tests.ServiceBus;

/// <summary>Triggers over a mocked receiver: what a function is given, and how its messages are settled.</summary>
internal sealed class ServiceBusTriggerTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Test]
    public async Task A_batch_is_completed_message_by_message_when_the_function_succeeds()
    {
        var bus = new MockedBus(Message("1", """{"name":"a"}"""), Message("2", """{"name":"b"}"""));
        await using var host = await StartAsync<Batched>(bus);

        await bus.SettledAsync(2);

        Assert.That(bus.Settled, Is.EquivalentTo(new[] { "complete 1", "complete 2" }));
        Assert.That(bus.Seen, Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public async Task A_batch_is_abandoned_when_the_function_throws()
    {
        var bus = new MockedBus(Message("1", "no JSON"));
        await using var host = await StartAsync<Batched>(bus);

        await bus.SettledAsync(1);

        Assert.That(bus.Settled, Is.EqualTo(new[] { "abandon 1" }));
        Assert.That(host.Log.Entries.Any(entry => entry.Exception is FunctionInputConverterException { Message: var text } && text.Contains("message '1'", StringComparison.Ordinal)));
    }

    [Test]
    public async Task What_the_function_settled_itself_is_left_alone()
    {
        var bus = new MockedBus(Message("1", "x"), Message("2", "y"));
        await using var host = await StartAsync<Settling>(bus);

        await bus.SettledAsync(2);

        Assert.That(bus.Settled, Is.EquivalentTo(new[] { "dead-letter 1 because", "complete 2" }));
    }

    [Test]
    public async Task The_setting_of_a_missing_connection_is_named()
    {
        await using var host = await TestHost.StartAsync(typeof(Batched));

        Assert.That(host.Failure, Does.StartWith("Function 'Batched': the setting 'WorkerTestBus' is missing."));
    }

    [Test]
    public async Task A_connection_string_that_is_none_is_named()
    {
        await using var host = await TestHost.StartAsync(typeof(Batched), builder => builder.Configuration["WorkerTestBus"] = "nonsense");

        Assert.That(host.Failure, Does.StartWith("Function 'Batched': the setting 'WorkerTestBus' is no Service Bus connection string"));
    }

    [TestCase("WorkerTestBus:fullyQualifiedNamespace")]
    [TestCase("AzureWebJobsWorkerTestBus:fullyQualifiedNamespace")]
    public async Task A_namespace_with_an_identity_is_a_connection(string setting)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { [setting] = "example.servicebus.windows.net" })
            .Build();

        await using var client = new ServiceBusClientFactory(configuration).Create("F", "WorkerTestBus", new ServiceBusClientOptions());

        Assert.That(client.FullyQualifiedNamespace, Is.EqualTo("example.servicebus.windows.net"));
    }

    [TestCase("""{"extensions":{"serviceBus":{"maxConcurrentCalls":"many"}}}""")]
    [TestCase("""{"extensions":{"serviceBus":{"maxConcurrentCalls":0}}}""")]
    public async Task Settings_of_host_json_that_cannot_be_used_are_named(string hostJson)
    {
        await using var host = await TestHost.StartAsync(typeof(Batched), hostJson: hostJson);

        Assert.That(host.Failure, Does.StartWith("host.json, extensions.serviceBus: ").And.Contains("axConcurrentCalls"));
    }

    [Test]
    public async Task Without_anything_else_said_a_processor_takes_16_messages_at_a_time_and_completes_them()
    {
        ServiceBusProcessorOptions? seen = null;
        var client = new Mock<ServiceBusClient>();
        client.Setup(mock => mock.CreateProcessor("email-failures", "suppression", It.IsAny<ServiceBusProcessorOptions>()))
            .Callback((string _, string _, ServiceBusProcessorOptions options) => seen = options)
            .Returns(new Mock<ServiceBusProcessor>().Object);

        await using var host = await TestHost.StartAsync(typeof(Single), builder => builder.Services
            .Replace(ServiceDescriptor.Singleton<ServiceBusClientFactory>(new MockedFactory(client.Object))));

        Assert.That(seen, Is.Not.Null);
        Assert.That((seen!.MaxConcurrentCalls, seen.AutoCompleteMessages, seen.MaxAutoLockRenewalDuration), Is.EqualTo((16, true, TimeSpan.FromMinutes(5))));
    }

    private static Task<TestHost> StartAsync<T>(MockedBus bus) => TestHost.StartAsync(typeof(T), builder => builder.Services
        .AddSingleton(bus)
        .Replace(ServiceDescriptor.Singleton<ServiceBusClientFactory>(new MockedFactory(bus.Client))));

    private static ServiceBusReceivedMessage Message(string id, string body) =>
        ServiceBusModelFactory.ServiceBusReceivedMessage(body: BinaryData.FromString(body), messageId: id, lockTokenGuid: Guid.NewGuid());

    private sealed class MockedFactory(ServiceBusClient client) : ServiceBusClientFactory(new ConfigurationBuilder().Build())
    {
        public override ServiceBusClient Create(string function, string? connection, ServiceBusClientOptions options) => client;
    }

    /// <summary>Gives its messages once, then none until the host stops, and writes down how they are settled.</summary>
    internal sealed class MockedBus
    {
        private readonly ConcurrentQueue<string> _settled = new();

        public MockedBus(params ServiceBusReceivedMessage[] messages)
        {
            var given = false;
            var receiver = new Mock<ServiceBusReceiver>();
            receiver.Setup(mock => mock.ReceiveMessagesAsync(It.IsAny<int>(), It.IsAny<TimeSpan?>(), It.IsAny<CancellationToken>()))
                .Returns(async (int _, TimeSpan? _, CancellationToken token) =>
                {
                    if (given)
                        await Task.Delay(Timeout.InfiniteTimeSpan, token);
                    given = true;
                    return messages;
                });
            receiver.Setup(mock => mock.CompleteMessageAsync(It.IsAny<ServiceBusReceivedMessage>(), It.IsAny<CancellationToken>()))
                .Returns((ServiceBusReceivedMessage message, CancellationToken _) => NoteAsync($"complete {message.MessageId}"));
            receiver.Setup(mock => mock.AbandonMessageAsync(It.IsAny<ServiceBusReceivedMessage>(), null, It.IsAny<CancellationToken>()))
                .Returns((ServiceBusReceivedMessage message, IDictionary<string, object>? _, CancellationToken _) => NoteAsync($"abandon {message.MessageId}"));
            receiver.Setup(mock => mock.DeadLetterMessageAsync(It.IsAny<ServiceBusReceivedMessage>(), It.IsAny<IDictionary<string, object>>(), It.IsAny<string>(), It.IsAny<string>(), It.IsAny<CancellationToken>()))
                .Returns((ServiceBusReceivedMessage message, IDictionary<string, object>? _, string reason, string? _, CancellationToken _) => NoteAsync($"dead-letter {message.MessageId} {reason}"));
            var client = new Mock<ServiceBusClient>();
            client.Setup(mock => mock.CreateReceiver("email-failures", "suppression", It.IsAny<ServiceBusReceiverOptions>())).Returns(receiver.Object);
            Client = client.Object;
        }

        public ServiceBusClient Client { get; }

        public ConcurrentQueue<string> Seen { get; } = new();

        public IReadOnlyCollection<string> Settled => _settled;

        public async Task SettledAsync(int count)
        {
            using var limit = new CancellationTokenSource(Limit);
            while (_settled.Count < count)
                await Task.Delay(1, limit.Token);
        }

        private Task NoteAsync(string what)
        {
            _settled.Enqueue(what);
            return Task.CompletedTask;
        }
    }

    internal sealed record Named(string Name);

    internal sealed class Batched(MockedBus bus)
    {
        [Function("Batched")]
        public void Run([ServiceBusTrigger("email-failures", "suppression", Connection = "WorkerTestBus", IsBatched = true)] Named[] messages)
        {
            foreach (var message in messages)
                bus.Seen.Enqueue(message.Name);
        }
    }

    internal sealed class Settling
    {
        [Function("Settling")]
        public async Task RunAsync(
            [ServiceBusTrigger("email-failures", "suppression", Connection = "WorkerTestBus", IsBatched = true)] ServiceBusReceivedMessage[] messages,
            ServiceBusMessageActions actions) =>
            await actions.DeadLetterMessageAsync(messages[0], deadLetterReason: "because");
    }

    internal sealed class Single
    {
        [Function("Single")]
        public void Run([ServiceBusTrigger("email-failures", "suppression", Connection = "WorkerTestBus")] string message) => throw new NotSupportedException();
    }
}
