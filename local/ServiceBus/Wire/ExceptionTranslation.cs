using System.Net.Sockets;
using System.Security.Authentication;
using Amqp;

namespace Azure.Messaging.ServiceBus.Wire;

/// <summary>Turns what the AMQP library and the network throw into the exceptions of the public API.</summary>
internal static class ExceptionTranslation
{
    public static Exception Translate(Exception exception, string? entityPath) => exception switch
    {
        AmqpException amqp => AmqpErrors.ToException(amqp.Error, entityPath),
        TimeoutException => new ServiceBusException(
            "The service did not answer in time.", ServiceBusFailureReason.ServiceTimeout, entityPath, exception),
        SocketException socket => Communication($"{exception.Message} ErrorCode: {socket.SocketErrorCode}", entityPath, exception),
        IOException { InnerException: SocketException socket } => Communication($"{exception.Message} ErrorCode: {socket.SocketErrorCode}", entityPath, exception),
        IOException or AuthenticationException => Communication(exception.Message, entityPath, exception),
        _ => exception,
    };

    private static ServiceBusException Communication(string message, string? entityPath, Exception cause)
        => new(message, ServiceBusFailureReason.ServiceCommunicationProblem, entityPath, cause);
}
