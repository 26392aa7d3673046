using System.Security.Authentication;
using Azure;
using Azure.Identity;
using Azure.Messaging.ServiceBus;
using FailureFunctions.Dependencies;
using FailureFunctions.Tables;
using Moq;

namespace FailureFunctions.Tests.Dependencies;

/// <summary>What an operator is told to fix: always something, and never what an exception says.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class HintTests
{
    private const string Secret = "https://account9.table.core.windows.net AccountKey=c2VjcmV0";

    private static readonly (Exception Error, string Expected)[] OfTables =
    [
        (new TimeoutException(Secret), "FailureTables"),
        (new RequestFailedException(0, Secret), "network"),
        (new AggregateException(Secret, new RequestFailedException(503, Secret), new RequestFailedException(0, Secret)), "network"),
        (new RequestFailedException(403, Secret, "AuthorizationPermissionMismatch", null), "Storage Table Data Contributor"),
        (new RequestFailedException(404, Secret, "TableNotFound", null), "no such table"),
        (new RequestFailedException(503, Secret, "ServerBusy", null), "503"),
        (new AuthenticationFailedException(Secret), "FailureTables__clientId"),
        (new InvalidOperationException(Secret), "InvalidOperationException"),
    ];

    private static readonly (Exception Error, string Expected)[] OfBus =
    [
        (new TimeoutException(Secret), "FailureBus"),
        (new UnauthorizedAccessException(Secret), "Azure Service Bus Data Sender"),
        (new AuthenticationFailedException(Secret), "FailureBus__clientId"),
        (new AuthenticationException(Secret), "certificate"),
        (new ServiceBusException(Secret, ServiceBusFailureReason.MessagingEntityNotFound), "no topic email-failures"),
        (new ServiceBusException(Secret, ServiceBusFailureReason.MessagingEntityDisabled), "disabled"),
        (new ServiceBusException(Secret, ServiceBusFailureReason.ServiceBusy), "messaging units"),
        (new ServiceBusException(Secret, ServiceBusFailureReason.ServiceTimeout), "5671"),
        (new ServiceBusException(Secret, ServiceBusFailureReason.ServiceCommunicationProblem), "5671"),
        (new ServiceBusException(Secret, ServiceBusFailureReason.GeneralError), "GeneralError"),
    ];

    [TestCaseSource(nameof(OfTables))]
    public void A_failure_of_the_tables_says_what_to_fix_and_no_secret((Exception Error, string Expected) given) =>
        Assert.That(FailureTables.HintOf(given.Error), Does.Contain(given.Expected).And.Not.Contain("account9").And.Not.Contain("c2VjcmV0"));

    [TestCaseSource(nameof(OfBus))]
    public void A_failure_of_the_bus_says_what_to_fix_and_no_secret((Exception Error, string Expected) given) =>
        Assert.That(FailureBus.HintOf(given.Error, "email-failures"), Does.Contain(given.Expected).And.Not.Contain("account9").And.Not.Contain("c2VjcmV0"));

    [Test]
    public async Task Each_try_of_the_bus_opens_a_link_of_its_own_and_closes_it()
    {
        List<Mock<ServiceBusSender>> senders = [];
        var client = new Mock<ServiceBusClient>();
        client.Setup(c => c.CreateSender("email-failures")).Returns(() =>
        {
            senders.Add(new Mock<ServiceBusSender>());
            return senders[^1].Object;
        });
        var probe = FailureBus.Probe(client.Object, "email-failures");

        for (var i = 0; i < 2; i++)
            await probe.RunAsync(CancellationToken.None);

        Assert.That(senders, Has.Count.EqualTo(2));
        foreach (var sender in senders)
        {
            sender.Verify(s => s.CreateMessageBatchAsync(It.IsAny<CancellationToken>()), Times.Once);
            sender.Verify(s => s.DisposeAsync(), Times.Once);
        }
    }
}
