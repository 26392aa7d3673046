using System.Net.Sockets;
using Azure;
using Azure.Messaging.ServiceBus;
using FailureFunctions.Dependencies;

namespace FailureFunctions.Tests.Dependencies;

[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class FaultTests
{
    private const string Secret = "jan@example.nl SharedAccessKey=secret";

    private static readonly TestCaseData[] Cases =
    [
        new(new ServiceBusException(Secret, ServiceBusFailureReason.ServiceBusy), "ServiceBusy", "Service Bus: ServiceBusy"),
        new(new RequestFailedException(503, Secret, "ServerBusy", null), "503", "Table storage: 503 ServerBusy"),
        new(new RequestFailedException(404, Secret), "404", "Table storage: 404"),
        new(new RequestFailedException(Secret, new HttpRequestException(Secret, new SocketException((int)SocketError.ConnectionRefused))), "ConnectionRefused", "Table storage: ConnectionRefused"),
        new(new AggregateException(Secret, new RequestFailedException(Secret, new TimeoutException(Secret))), "timeout", "timeout"),
        new(new OperationCanceledException(Secret), "timeout", "No answer in time"),
        new(new FormatException(Secret, new ArgumentException(Secret)), "FormatException", "FormatException caused by ArgumentException"),
    ];

    [TestCaseSource(nameof(Cases))]
    public void An_exception_is_told_by_its_kind_and_never_by_its_message(Exception exception, string type, string description)
    {
        Assert.That(Fault.TypeOf(exception), Is.EqualTo(type));
        Assert.That(Fault.Describe(exception), Is.EqualTo(description));
        Assert.That(Fault.Explain(exception), Does.StartWith(description).And.Not.Contain("secret").And.Not.Contain("jan"));
    }

    [Test]
    public void A_mistake_of_ours_comes_with_its_stack()
    {
        try
        {
            throw new FormatException(Secret);
        }
        catch (FormatException e)
        {
            Assert.That(Fault.Explain(e), Does.Contain(nameof(A_mistake_of_ours_comes_with_its_stack)).And.Not.Contain("secret"));
        }
    }
}
