using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using FailureFunctions.Local.ServiceBusEmulator;
using FailureFunctions.Local.ServiceBusEmulator.Configuration;
using FunctionsWorker.Tests.Support;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionsWorker.Tests.ServiceBus;

/// <summary>Triggers over a real AMQP connection to the broker in memory.</summary>
internal sealed class BrokerTests
{
    private const string Configuration = """
        {
          "UserConfig": {
            "Namespaces": [ {
              "Name": "sbemulatorns",
              "Queues": [ { "Name": "work", "Properties": { "MaxDeliveryCount": 3, "LockDuration": "PT1M" } } ],
              "Topics": []
            } ],
            "Logging": { "Type": "Console" }
          }
        }
        """;

    private EmulatorServer _broker = null!;
    private ServiceBusClient _client = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _broker = await EmulatorServer.StartAsync(new EmulatorOptions { Configuration = EmulatorConfiguration.Parse(Configuration), Port = 0 });
        _client = new ServiceBusClient(_broker.ConnectionString);
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _client.DisposeAsync();
        await _broker.DisposeAsync();
    }

    [Test]
    public async Task A_message_reaches_its_function_with_what_it_says_about_itself_and_is_completed()
    {
        var seen = new Seen();
        await using (var host = await HostAsync<Receiving>(seen))
        {
            await SendAsync("m1", "hello");
            await seen.CountAsync(1);
        }

        Assert.That(seen.All, Is.EqualTo(new[] { "m1 1 hello" }));
        Assert.That(await CountAsync(SubQueue.None), Is.Zero);
    }

    [Test]
    public async Task A_message_whose_function_throws_is_delivered_again_and_then_dead_lettered()
    {
        var seen = new Seen { Fails = true };
        await using var host = await HostAsync<Receiving>(seen);

        await SendAsync("m1", "hello");
        await using var deadLetters = _client.CreateReceiver("work", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        var dead = await deadLetters.ReceiveMessageAsync(TimeSpan.FromSeconds(20));

        Assert.That(dead?.MessageId, Is.EqualTo("m1"));
        Assert.That(seen.All, Is.EqualTo(new[] { "m1 1 hello", "m1 2 hello", "m1 3 hello" }));
    }

    [Test]
    public async Task A_function_that_settles_itself_can_dead_letter_with_a_reason()
    {
        await using var host = await HostAsync<DeadLettering>(new Seen());

        await SendAsync("m1", "hello");
        await using var deadLetters = _client.CreateReceiver("work", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        var dead = await deadLetters.ReceiveMessageAsync(TimeSpan.FromSeconds(20));

        Assert.That((dead?.DeadLetterReason, dead?.DeadLetterErrorDescription), Is.EqualTo(("unwanted", "said the test")));
    }

    [Test]
    public async Task Without_auto_completion_an_unsettled_message_stays_locked_in_the_queue()
    {
        var seen = new Seen();
        await using (var host = await HostAsync<NotCompleting>(seen))
        {
            await SendAsync("m1", "hello");
            await seen.CountAsync(1);
        }

        Assert.That(await CountAsync(SubQueue.None), Is.EqualTo(1));
    }

    private Task<TestHost> HostAsync<T>(Seen seen) => TestHost.StartAsync(typeof(T), builder =>
    {
        builder.Services.AddSingleton(seen);
        builder.Configuration["WorkerTestBus"] = _broker.ConnectionString;
        builder.Configuration["WorkerTestQueue"] = "work";
    });

    private async Task SendAsync(string id, string body)
    {
        await using var sender = _client.CreateSender("work");
        await sender.SendMessageAsync(new ServiceBusMessage(body) { MessageId = id });
    }

    private async Task<int> CountAsync(SubQueue subQueue)
    {
        await using var receiver = _client.CreateReceiver("work", new ServiceBusReceiverOptions { SubQueue = subQueue });
        return (await receiver.PeekMessagesAsync(10)).Count;
    }

    internal sealed class Seen
    {
        private readonly ConcurrentQueue<string> _all = new();

        public bool Fails { get; init; }

        public IReadOnlyCollection<string> All => _all;

        public void Add(string what)
        {
            _all.Enqueue(what);
            if (Fails)
                throw new InvalidOperationException("As asked.");
        }

        public async Task CountAsync(int count)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            while (_all.Count < count)
                await Task.Delay(5, limit.Token);
        }
    }

    internal sealed class Receiving(Seen seen)
    {
        [Function("Receiving")]
        public void Run([ServiceBusTrigger("%WorkerTestQueue%", Connection = "WorkerTestBus")] string body, string messageId, int deliveryCount) =>
            seen.Add($"{messageId} {deliveryCount} {body}");
    }

    internal sealed class DeadLettering
    {
        [Function("DeadLettering")]
        public Task RunAsync(
            [ServiceBusTrigger("work", Connection = "WorkerTestBus", AutoCompleteMessages = false)] ServiceBusReceivedMessage message,
            ServiceBusMessageActions actions,
            CancellationToken cancellationToken) =>
            actions.DeadLetterMessageAsync(message, null, "unwanted", "said the test", cancellationToken);
    }

    internal sealed class NotCompleting(Seen seen)
    {
        [Function("NotCompleting")]
        public void Run([ServiceBusTrigger("work", Connection = "WorkerTestBus", AutoCompleteMessages = false)] BinaryData body) => seen.Add(body.ToString());
    }
}
