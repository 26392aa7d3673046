using System.Diagnostics;
using Amqp;
using Amqp.Framing;
using Azure.Messaging.ServiceBus.Tests.Support;

namespace Azure.Messaging.ServiceBus.Tests;

/// <summary>Sending to a service that misbehaves as each test says.</summary>
[CancelAfter(60_000)]
public sealed class SendingTests
{
    [Test]
    public async Task A_busy_service_is_tried_again_with_the_same_message(CancellationToken cancellationToken)
    {
        var attempts = 0;
        await using var service = new FakeService
        {
            Outcome = _ => ++attempts < 3 ? new Rejected { Error = new Error("com.microsoft:server-busy") } : new Accepted(),
        };
        await using var client = service.CreateClient();

        await client.CreateSender("topic").SendMessageAsync(new ServiceBusMessage("x") { MessageId = "id" }, cancellationToken);

        Assert.That(service.Messages.Select(message => message.Properties.MessageId), Is.EqualTo(new[] { "id", "id", "id" }));
    }

    [Test]
    public async Task A_service_that_stays_busy_is_ServiceBusy(CancellationToken cancellationToken)
    {
        await using var service = new FakeService { Outcome = _ => new Rejected { Error = new Error("com.microsoft:server-busy") { Description = "Wait." } } };
        await using var client = service.CreateClient(Clients.Options(maxRetries: 2));
        var sender = client.CreateSender("topic");

        var exception = (await Assert.ThrowsAsync<ServiceBusException>(() => sender.SendMessageAsync(new ServiceBusMessage("x"), cancellationToken)))!;

        Assert.That((exception.Reason, exception.IsTransient, exception.EntityPath), Is.EqualTo((ServiceBusFailureReason.ServiceBusy, true, "topic")));
        Assert.That(service.Messages, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task What_is_not_transient_is_not_tried_again(CancellationToken cancellationToken)
    {
        await using var service = new FakeService { Outcome = _ => new Rejected { Error = new Error("com.microsoft:entity-disabled") } };
        await using var client = service.CreateClient();
        var sender = client.CreateSender("topic");

        var exception = (await Assert.ThrowsAsync<ServiceBusException>(() => sender.SendMessageAsync(new ServiceBusMessage("x"), cancellationToken)))!;

        Assert.That(exception.Reason, Is.EqualTo(ServiceBusFailureReason.MessagingEntityDisabled));
        Assert.That(service.Messages, Has.Count.EqualTo(1));
    }

    [TestCase("amqp:not-found", ServiceBusFailureReason.MessagingEntityNotFound)]
    [TestCase("com.microsoft:entity-disabled", ServiceBusFailureReason.MessagingEntityDisabled)]
    public async Task A_refused_link_says_why(string condition, ServiceBusFailureReason reason)
    {
        await using var service = new FakeService { Refusal = _ => new Error(condition) { Description = "No." } };
        await using var client = service.CreateClient();
        var sender = client.CreateSender("nowhere");

        var exception = (await Assert.ThrowsAsync<ServiceBusException>(() => sender.SendMessageAsync(new ServiceBusMessage("x"))))!;

        Assert.That((exception.Reason, exception.EntityPath), Is.EqualTo((reason, "nowhere")));
    }

    [Test]
    public async Task A_link_that_was_refused_for_lack_of_rights_is_an_UnauthorizedAccessException()
    {
        await using var service = new FakeService { Refusal = _ => new Error(ErrorCode.UnauthorizedAccess) };
        await using var client = service.CreateClient();
        var sender = client.CreateSender("topic");

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => sender.SendMessageAsync(new ServiceBusMessage("x")));
    }

    [Test]
    public async Task A_service_that_never_answers_is_ServiceTimeout()
    {
        await using var service = new FakeService { Outcome = _ => null };
        await using var client = service.CreateClient(Clients.Options(maxRetries: 0, tryTimeout: TimeSpan.FromMilliseconds(300)));
        var sender = client.CreateSender("topic");

        var exception = (await Assert.ThrowsAsync<ServiceBusException>(() => sender.SendMessageAsync(new ServiceBusMessage("x"))))!;

        Assert.That(exception.Reason, Is.EqualTo(ServiceBusFailureReason.ServiceTimeout));
    }

    [Test]
    public async Task Cancelling_ends_the_wait_at_once()
    {
        using var cancellation = new CancellationTokenSource();
        await using var service = new FakeService
        {
            Outcome = _ =>
            {
                cancellation.Cancel();
                return null;
            },
        };
        await using var client = service.CreateClient();
        var sender = client.CreateSender("topic");
        var clock = Stopwatch.StartNew();

        await Assert.ThrowsAsync<TaskCanceledException>(() => sender.SendMessageAsync(new ServiceBusMessage("x"), cancellation.Token));

        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(10)));
    }

    [Test]
    public async Task A_port_where_nobody_listens_is_a_communication_problem()
    {
        await using var client = Clients.Create(Ports.Free(), Clients.Options(maxRetries: 1));
        var sender = client.CreateSender("topic");

        var exception = (await Assert.ThrowsAsync<ServiceBusException>(() => sender.SendMessageAsync(new ServiceBusMessage("x"))))!;

        Assert.That((exception.Reason, exception.IsTransient), Is.EqualTo((ServiceBusFailureReason.ServiceCommunicationProblem, true)));
    }

    [Test]
    public async Task WebSockets_are_said_not_to_be_supported()
    {
        var options = Clients.Options();
        options.TransportType = ServiceBusTransportType.AmqpWebSockets;
        await using var client = Clients.Create(Ports.Free(), options);
        var sender = client.CreateSender("topic");

        Assert.That(() => sender.SendMessageAsync(new ServiceBusMessage("x")), Throws.TypeOf<NotSupportedException>().With.Message.Contains("AmqpTcp"));
    }

    [Test]
    public async Task A_closed_connection_is_opened_again(CancellationToken cancellationToken)
    {
        await using var service = new FakeService();
        await using var client = service.CreateClient();
        var sender = client.CreateSender("topic");
        await sender.SendMessageAsync(new ServiceBusMessage("x") { MessageId = "before" }, cancellationToken);

        service.CloseConnections();
        await sender.SendMessageAsync(new ServiceBusMessage("x") { MessageId = "after" }, cancellationToken);

        // The old connection may still have carried it, without its answer: then it comes twice.
        Assert.That(service.Messages.Select(message => message.Properties.MessageId).Distinct(), Is.EqualTo(new[] { "before", "after" }));
        Assert.That(service.ConnectionCount, Is.EqualTo(2));
    }

    [Test]
    public async Task Two_thousand_sends_at_once_share_one_connection(CancellationToken cancellationToken)
    {
        await using var service = new FakeService();
        await using var client = service.CreateClient();
        var senders = Enumerable.Range(0, 4).Select(number => client.CreateSender("topic" + number % 2)).ToArray();

        await Task.WhenAll(Enumerable.Range(0, 2000).Select(
            number => senders[number % 4].SendMessageAsync(new ServiceBusMessage("x") { MessageId = $"{number}" }, cancellationToken)));

        Assert.That(service.Messages.Select(message => message.Properties.MessageId).Distinct().Count(), Is.EqualTo(2000));
        Assert.That(service.ConnectionCount, Is.EqualTo(1));
        Assert.That(service.Tokens, Has.Count.EqualTo(2), "one token for each entity");
    }

    [Test]
    public async Task Several_messages_go_as_one_batch_and_one_goes_alone(CancellationToken cancellationToken)
    {
        await using var service = new FakeService();
        await using var client = service.CreateClient();
        var sender = client.CreateSender("topic");

        await sender.SendMessagesAsync(Array.Empty<ServiceBusMessage>(), cancellationToken);
        await sender.SendMessagesAsync([new ServiceBusMessage("only")], cancellationToken);
        await sender.SendMessagesAsync([new ServiceBusMessage("1") { MessageId = "first" }, new ServiceBusMessage("2")], cancellationToken);

        Assert.That(service.Messages.Select(message => message.Format), Is.EqualTo(new uint[] { 0, 0x80013700 }));
        var batch = service.Messages.Last();
        Assert.That(batch.Properties.MessageId, Is.EqualTo("first"));
        Assert.That(((DataList)batch.BodySection).Count, Is.EqualTo(2));
    }

    [Test]
    public async Task A_batch_has_the_limit_of_the_entity(CancellationToken cancellationToken)
    {
        await using var service = new FakeService { MaxMessageSize = 1000 };
        await using var client = service.CreateClient();
        var sender = client.CreateSender("topic");

        using var batch = await sender.CreateMessageBatchAsync(cancellationToken);
        using var smaller = await sender.CreateMessageBatchAsync(new CreateMessageBatchOptions { MaxSizeInBytes = 100 }, cancellationToken);

        Assert.That((batch.MaxSizeInBytes, smaller.MaxSizeInBytes), Is.EqualTo((1000L, 100L)));
        Assert.That(batch.TryAddMessage(new ServiceBusMessage(new byte[1000])), Is.False);
        Assert.That(
            async () => await sender.CreateMessageBatchAsync(new CreateMessageBatchOptions { MaxSizeInBytes = 1001 }, cancellationToken),
            Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public async Task A_message_over_the_limit_of_the_entity_is_not_even_sent()
    {
        await using var service = new FakeService { MaxMessageSize = 1000 };
        await using var client = service.CreateClient();
        var sender = client.CreateSender("topic");

        var exception = (await Assert.ThrowsAsync<ServiceBusException>(() => sender.SendMessageAsync(new ServiceBusMessage(new byte[1000]))))!;

        Assert.That((exception.Reason, exception.EntityPath), Is.EqualTo((ServiceBusFailureReason.MessageSizeExceeded, "topic")));
        Assert.That(service.Messages, Is.Empty);
    }

    [Test]
    public async Task What_was_closed_says_so(CancellationToken cancellationToken)
    {
        await using var service = new FakeService();
        var client = service.CreateClient();
        var closed = client.CreateSender("topic");
        var open = client.CreateSender("topic");
        await closed.SendMessageAsync(new ServiceBusMessage("x"), cancellationToken);

        await closed.DisposeAsync();
        Assert.That(() => closed.SendMessageAsync(new ServiceBusMessage("x")), Throws.TypeOf<ObjectDisposedException>());
        await open.SendMessageAsync(new ServiceBusMessage("x"), cancellationToken);

        await client.DisposeAsync();
        Assert.That(() => open.SendMessageAsync(new ServiceBusMessage("x")), Throws.TypeOf<ObjectDisposedException>());
        Assert.That((closed.IsClosed, client.IsClosed), Is.EqualTo((true, true)));
    }
}
