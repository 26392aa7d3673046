using System.Net.WebSockets;
using System.Transactions;
using Azure;
using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;

namespace FailureFunctions.Local.ServiceBusEmulator.Tests.DotNetClient;

/// <summary>What the emulator does not do is refused with words that say so, and without waiting.</summary>
public sealed class UnsupportedTests : ClientTests
{
    [Test]
    public async Task Sessions_are_refused()
    {
        Func<Task>[] attempts =
        [
            () => Client.AcceptNextSessionAsync("orders"),
            () => Client.AcceptSessionAsync("orders", "one"),
            () => Client.AcceptNextSessionAsync("events", "all"),
        ];
        foreach (var attempt in attempts)
            await RefusedAsync(attempt, "Sessions are not supported by this emulator");
    }

    [Test]
    public async Task Transactions_are_refused_and_nothing_is_sent_or_settled()
    {
        await SendAsync("a");
        var message = await ReceiveAsync();

        await RefusedAsync(() => InTransactionAsync(() => Sender.SendMessageAsync(Message("b"))), "Transactions are not supported by this emulator");
        await RefusedAsync(() => InTransactionAsync(() => Receiver.CompleteMessageAsync(message)), "Transactions are not supported by this emulator");

        Assert.That((await PeekAsync(Receiver)).Select(left => left.MessageId), Is.EqualTo(new[] { "a" }));
        await Receiver.CompleteMessageAsync(message);
        Assert.That(await PeekAsync(Receiver), Is.Empty);
    }

    [Test]
    public async Task Every_call_of_a_client_for_transactions_across_entities_is_refused()
    {
        var options = Options();
        options.EnableCrossEntityTransactions = true;
        await using var client = new ServiceBusClient(Server.ConnectionString, options);
        var sender = client.CreateSender("orders");

        await RefusedAsync(() => sender.SendMessageAsync(Message("a")), "Transactions are not supported by this emulator");
    }

    [Test]
    public async Task Rules_cannot_be_managed_at_run_time()
    {
        var rules = Client.CreateRuleManager("events", "all");
        Func<Task>[] attempts =
        [
            () => rules.CreateRuleAsync("mine", new TrueRuleFilter()),
            () => rules.DeleteRuleAsync("$Default"),
            async () => await rules.GetRulesAsync().ToListAsync(),
        ];
        foreach (var attempt in attempts)
            await RefusedAsync(attempt, "is not supported by this emulator");
    }

    [Test]
    public async Task The_administration_client_is_answered_with_501_and_the_reason()
    {
        var administration = new ServiceBusAdministrationClient(Server.ConnectionString);

        foreach (var attempt in (Func<Task>[])[() => administration.CreateQueueAsync("mine"), () => administration.GetQueueAsync("orders")])
        {
            var exception = (await Assert.ThrowsAsync<ServiceBusException>(attempt))!;
            Assert.That(exception.InnerException, Is.TypeOf<RequestFailedException>().With.Property("Status").EqualTo(501));
            Assert.That(exception.Message, Does.Contain("not supported by this emulator"));
        }
    }

    [Test]
    public async Task WebSockets_are_answered_with_501()
    {
        var options = Options(retries: 0);
        options.TransportType = ServiceBusTransportType.AmqpWebSockets;
        await using var client = new ServiceBusClient(Server.ConnectionString, options);
        var sender = client.CreateSender("orders");

        var exception = (await Assert.ThrowsAsync<WebSocketException>(() => sender.SendMessageAsync(Message("a")).WaitAsync(Patience)))!;

        Assert.That(exception.Message, Does.Contain("501"), "the client does not read the body of the answer");
    }

    [Test]
    public async Task A_client_that_wants_TLS_is_refused_at_once()
    {
        await using var client = new ServiceBusClient(Server.ConnectionString.Replace("UseDevelopmentEmulator=true;", "", StringComparison.Ordinal), Options(retries: 0));
        var sender = client.CreateSender("orders");

        var exception = (await Assert.ThrowsAsync<ServiceBusException>(() => sender.SendMessageAsync(Message("a")).WaitAsync(Patience)))!;

        Assert.That(exception.Reason, Is.EqualTo(ServiceBusFailureReason.ServiceCommunicationProblem));
    }

    private static async Task RefusedAsync(Func<Task> attempt, string message)
    {
        var exception = (await Assert.ThrowsAsync<NotSupportedException>(() => attempt().WaitAsync(Patience)))!;
        Assert.That(exception.Message, Does.Contain(message));
    }

    private static async Task InTransactionAsync(Func<Task> action)
    {
        using var scope = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled);
        await action();
        scope.Complete();
    }
}
