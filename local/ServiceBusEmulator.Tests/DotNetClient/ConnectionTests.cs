using System.Net;
using System.Net.Sockets;
using Azure.Messaging.ServiceBus;

namespace FailureFunctions.Local.ServiceBusEmulator.Tests.DotNetClient;

/// <summary>What the client reports when the service refuses, breaks off or stays silent.</summary>
public sealed class ConnectionTests : ClientTests
{
    [Test]
    public async Task An_entity_that_does_not_exist_is_MessagingEntityNotFound()
    {
        Func<Task>[] attempts =
        [
            () => Client.CreateSender("nowhere").SendMessageAsync(Message("a")),
            () => Client.CreateSender("nowhere").ScheduleMessageAsync(Message("a"), DateTimeOffset.UtcNow.AddHours(1)),
            () => Client.CreateSender("nowhere").CreateMessageBatchAsync().AsTask(),
            () => Client.CreateReceiver("nowhere").ReceiveMessageAsync(Patience),
            () => Client.CreateReceiver("events", "nowhere").ReceiveMessageAsync(Patience),
            () => Client.CreateReceiver("events", "nowhere").PeekMessageAsync(),
        ];
        foreach (var attempt in attempts)
        {
            var exception = (await Assert.ThrowsAsync<ServiceBusException>(attempt))!;
            Assert.That((exception.Reason, exception.IsTransient), Is.EqualTo((ServiceBusFailureReason.MessagingEntityNotFound, false)));
        }
    }

    [Test]
    public void A_topic_is_not_received_from_but_its_subscriptions_are() =>
        Assert.That(
            () => Client.CreateReceiver("events").ReceiveMessageAsync(Patience),
            Throws.TypeOf<InvalidOperationException>().With.Message.Contains("only from its subscriptions"));

    [Test]
    public async Task A_wrong_key_is_an_UnauthorizedAccessException()
    {
        await using var stranger = new ServiceBusClient(Server.ConnectionString.Replace("SAS_KEY_VALUE", "wrong", StringComparison.Ordinal), Options());
        var sender = stranger.CreateSender("orders");
        var receiver = stranger.CreateReceiver("orders");

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => sender.SendMessageAsync(Message("a")));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => receiver.ReceiveMessageAsync(Patience));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => receiver.PeekMessageAsync());
    }

    [Test]
    public async Task A_signature_opens_its_entity_until_it_expires_and_no_other()
    {
        var signature = AuthorisationTests.Token("sb://localhost/orders", expires: Time.GetUtcNow().AddMinutes(10));
        var connectionString = $"Endpoint=sb://localhost:{Server.Port};SharedAccessSignature={signature};UseDevelopmentEmulator=true";
        await using var client = new ServiceBusClient(connectionString, Options());
        var other = client.CreateSender("dedupe");

        await client.CreateSender("orders").SendMessageAsync(Message("a"));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => other.SendMessageAsync(Message("b")));

        Time.Advance(TimeSpan.FromMinutes(10));
        await using var later = new ServiceBusClient(connectionString, Options());
        var expired = later.CreateSender("orders");
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => expired.SendMessageAsync(Message("c")));
    }

    [Test]
    public async Task While_connections_are_refused_a_send_is_a_communication_problem_and_works_afterwards()
    {
        Server.Faults.RefuseConnections = true;
        var exception = (await Assert.ThrowsAsync<ServiceBusException>(() => SendAsync("a")))!;
        Assert.That((exception.Reason, exception.IsTransient), Is.EqualTo((ServiceBusFailureReason.ServiceCommunicationProblem, true)));

        Server.Faults.Clear();
        await SendAsync("b");

        Assert.That((await PeekAsync(Receiver)).Select(message => message.MessageId), Is.EqualTo(new[] { "b" }));
    }

    [Test]
    public async Task After_a_dropped_connection_everything_goes_on_over_a_new_one()
    {
        await SendAsync("a");
        var message = await ReceiveAsync();
        var waiting = ReceiveAsync();

        Server.Faults.DropConnections();
        await Receiver.RenewMessageLockAsync(message);
        await CompleteAsync(message);
        await SendAsync("b");

        Assert.That((await waiting).MessageId, Is.EqualTo("b"));
        Assert.That((await PeekAsync(Receiver)).Select(left => left.MessageId), Is.EqualTo(new[] { "b" }));
    }

    [Test]
    public async Task After_a_restart_of_the_server_messages_and_locks_are_still_there()
    {
        await SendAsync("a", "b");
        var message = await ReceiveAsync();

        await Server.RestartAsync(keepMessages: true);

        await CompleteAsync(message);
        Assert.That((await ReceiveAsync()).MessageId, Is.EqualTo("b"));
    }

    [Test]
    public async Task A_send_whose_answer_was_lost_is_repeated_under_the_same_id_and_kept_once()
    {
        var sender = Client.CreateSender("dedupe");
        await sender.SendMessageAsync(Message("before"));
        Server.Faults.LoseAnswers(1);

        await sender.SendMessageAsync(Message("a"));

        Assert.That((await PeekAsync(Client.CreateReceiver("dedupe"))).Select(message => message.MessageId), Is.EqualTo(new[] { "before", "a" }));
    }

    [TestCase("com.microsoft:server-busy", ServiceBusFailureReason.ServiceBusy, true)]
    [TestCase("com.microsoft:timeout", ServiceBusFailureReason.ServiceTimeout, true)]
    [TestCase("com.microsoft:entity-disabled", ServiceBusFailureReason.MessagingEntityDisabled, false)]
    [TestCase("amqp:resource-limit-exceeded", ServiceBusFailureReason.QuotaExceeded, false)]
    public async Task An_error_that_sends_are_made_to_fail_with_reaches_the_caller(string condition, ServiceBusFailureReason reason, bool transient)
    {
        await using var client = new ServiceBusClient(Server.ConnectionString, Options(retries: 0));
        var sender = client.CreateSender("orders");
        Server.Faults.FailSends(condition, "As the test says.", count: 1);

        var exception = (await Assert.ThrowsAsync<ServiceBusException>(() => sender.SendMessageAsync(Message("a"))))!;

        Assert.That((exception.Reason, exception.IsTransient), Is.EqualTo((reason, transient)));
        Assert.That(exception.Message, Does.StartWith("As the test says."));
        Assert.That(await PeekAsync(Receiver), Is.Empty);
    }

    [Test]
    public async Task A_send_to_a_busy_service_waits_so_long_to_be_repeated_that_a_shorter_limit_ends_it()
    {
        await SendAsync("before");
        Server.Faults.FailSends("com.microsoft:server-busy", "busy", TimeSpan.FromMinutes(1));

        // The client repeats after ten seconds.
        foreach (var id in new[] { "first", "second" })
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));
            Assert.That(async () => await Sender.SendMessageAsync(Message(id), limit.Token), Throws.InstanceOf<OperationCanceledException>());
        }

        Assert.That((await PeekAsync(Receiver)).Select(message => message.MessageId), Is.EqualTo(new[] { "before" }));
        Time.Advance(TimeSpan.FromMinutes(1));
        await SendAsync("after");
        Assert.That((await PeekAsync(Receiver)).Select(message => message.MessageId), Is.EqualTo(new[] { "before", "after" }));
    }

    [Test]
    public async Task A_server_that_stopped_is_a_communication_problem_for_the_first_send_and_all_others()
    {
        await Server.StopAsync();
        await using var client = new ServiceBusClient(Server.ConnectionString, Options(retries: 1));
        var sender = client.CreateSender("orders");

        for (var attempt = 0; attempt < 3; attempt++)
        {
            var exception = (await Assert.ThrowsAsync<ServiceBusException>(() => sender.SendMessageAsync(Message("a"))))!;
            Assert.That((exception.Reason, exception.IsTransient), Is.EqualTo((ServiceBusFailureReason.ServiceCommunicationProblem, true)));
        }

        await Server.RestartAsync(keepMessages: true);
        await sender.SendMessageAsync(Message("b"));
        Assert.That((await ReceiveAsync()).MessageId, Is.EqualTo("b"));
    }

    [Test]
    public async Task A_send_to_a_server_that_stays_silent_ends_with_its_try_timeout_and_does_not_observe_its_token()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;
        await using var client = new ServiceBusClient(
            Server.ConnectionString.Replace($"localhost:{Server.Port}", $"127.0.0.1:{port}", StringComparison.Ordinal),
            Options(retries: 0, tryTimeout: TimeSpan.FromSeconds(1)));
        using var cancellation = new CancellationTokenSource();
        var sending = client.CreateSender("orders").SendMessageAsync(Message("a"), cancellation.Token);

        using var accepted = await silent.AcceptTcpClientAsync();
        await cancellation.CancelAsync();

        // The client adds five seconds to the time-out and observes the token only once the connection is open. Whoever
        // needs a limit of their own must not rely on the token here.
        var exception = (await Assert.ThrowsAsync<ServiceBusException>(() => sending.WaitAsync(Patience)))!;
        Assert.That((exception.Reason, exception.IsTransient), Is.EqualTo((ServiceBusFailureReason.ServiceTimeout, true)));
    }

    [Test]
    public async Task A_send_that_is_never_answered_is_ServiceTimeout()
    {
        await using var client = new ServiceBusClient(Server.ConnectionString, Options(retries: 0, tryTimeout: TimeSpan.FromSeconds(3)));
        var sender = client.CreateSender("orders");
        await sender.SendMessageAsync(Message("before"));
        Server.Faults.SendDelay = TimeSpan.FromMinutes(1);

        var exception = (await Assert.ThrowsAsync<ServiceBusException>(() => sender.SendMessageAsync(Message("a"))))!;

        Assert.That(exception.Reason, Is.EqualTo(ServiceBusFailureReason.ServiceTimeout));
    }

    [Test]
    public async Task Cancelling_a_send_that_is_not_answered_ends_it()
    {
        await SendAsync("before");
        Server.Faults.SendDelay = TimeSpan.FromMinutes(1);
        using var cancellation = new CancellationTokenSource();

        var sending = Sender.SendMessageAsync(Message("a"), cancellation.Token);
        await cancellation.CancelAsync();

        Assert.That(async () => await sending.WaitAsync(Patience), Throws.InstanceOf<OperationCanceledException>());
    }

    // The client reports a settlement that meets the closing of its link as a lost lock, although the lock still holds.
    private async Task CompleteAsync(ServiceBusReceivedMessage message)
    {
        try
        {
            await Receiver.CompleteMessageAsync(message);
        }
        catch (ServiceBusException exception) when (exception.Reason == ServiceBusFailureReason.MessageLockLost)
        {
            await Receiver.CompleteMessageAsync(message);
        }
    }
}
