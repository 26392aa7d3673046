using System.Net.Sockets;
using Amqp;
using Amqp.Framing;
using Azure.Messaging.ServiceBus.Wire;

namespace Azure.Messaging.ServiceBus.Tests;

public sealed class ExceptionTests
{
    [Test]
    public void The_message_ends_with_entity_and_reason()
    {
        Assert.That(new ServiceBusException("Full.", ServiceBusFailureReason.QuotaExceeded, "topic").Message, Is.EqualTo("Full. (topic - QuotaExceeded)"));
        Assert.That(new ServiceBusException(true, "Odd.").Message, Is.EqualTo("Odd. (GeneralError)"));
    }

    [Test]
    public void Busy_timeout_and_communication_are_transient_and_nothing_else_is()
        => Assert.That(
            Enum.GetValues<ServiceBusFailureReason>().Where(reason => new ServiceBusException("", reason).IsTransient),
            Is.EquivalentTo(new[]
            {
                ServiceBusFailureReason.ServiceBusy, ServiceBusFailureReason.ServiceTimeout, ServiceBusFailureReason.ServiceCommunicationProblem,
            }));

    [TestCase("com.microsoft:server-busy", ServiceBusFailureReason.ServiceBusy, true)]
    [TestCase("com.microsoft:timeout", ServiceBusFailureReason.ServiceTimeout, true)]
    [TestCase("com.microsoft:message-lock-lost", ServiceBusFailureReason.MessageLockLost, false)]
    [TestCase("com.microsoft:message-not-found", ServiceBusFailureReason.MessageNotFound, false)]
    [TestCase("com.microsoft:entity-disabled", ServiceBusFailureReason.MessagingEntityDisabled, false)]
    [TestCase("amqp:not-found", ServiceBusFailureReason.MessagingEntityNotFound, false)]
    [TestCase("amqp:link:message-size-exceeded", ServiceBusFailureReason.MessageSizeExceeded, false)]
    [TestCase("amqp:resource-limit-exceeded", ServiceBusFailureReason.QuotaExceeded, false)]
    [TestCase("amqp:connection:forced", ServiceBusFailureReason.ServiceCommunicationProblem, true)]
    [TestCase("amqp:link:detach-forced", ServiceBusFailureReason.ServiceCommunicationProblem, true)]
    [TestCase("amqp:internal-error", ServiceBusFailureReason.GeneralError, true)]
    public void AMQP_conditions_become_reasons(string condition, ServiceBusFailureReason reason, bool transient)
    {
        var exception = AmqpErrors.ToException(new Error(condition) { Description = "why" }, "topic") as ServiceBusException;

        Assert.That((exception?.Reason, exception?.IsTransient, exception?.EntityPath), Is.EqualTo((reason, transient, "topic")));
        Assert.That(exception!.Message, Does.StartWith("why"));
    }

    [TestCase("amqp:unauthorized-access", typeof(UnauthorizedAccessException))]
    [TestCase("com.microsoft:auth-failed", typeof(UnauthorizedAccessException))]
    [TestCase("amqp:not-allowed", typeof(InvalidOperationException))]
    [TestCase("amqp:not-implemented", typeof(NotSupportedException))]
    [TestCase("com.microsoft:argument-error", typeof(ArgumentException))]
    [TestCase("com.microsoft:argument-out-of-range", typeof(ArgumentOutOfRangeException))]
    public void Some_AMQP_conditions_have_exceptions_of_the_platform(string condition, Type type)
        => Assert.That(AmqpErrors.ToException(new Error(condition), "topic"), Is.TypeOf(type));

    [TestCase(401, null, typeof(UnauthorizedAccessException))]
    [TestCase(404, "com.microsoft:message-not-found", typeof(ServiceBusException))]
    [TestCase(410, null, typeof(ServiceBusException))]
    [TestCase(0, null, typeof(ServiceBusException))]
    public void Management_answers_become_exceptions(int status, string? condition, Type type)
        => Assert.That(AmqpErrors.ToException(status, condition, "why", "topic"), Is.TypeOf(type));

    [Test]
    public void What_the_network_throws_is_a_communication_problem()
    {
        Exception[] thrown = [new SocketException(111), new IOException("reset", new SocketException(104)), new AmqpException(new Error(ErrorCode.ConnectionForced))];

        Assert.That(
            thrown.Select(exception => (ExceptionTranslation.Translate(exception, "topic") as ServiceBusException)?.Reason),
            Is.All.EqualTo(ServiceBusFailureReason.ServiceCommunicationProblem));
    }
}
