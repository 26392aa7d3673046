using System.Net.Sockets;
using System.Security.Authentication;
using Azure;
using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Polly;

namespace FailureFunctions.Dependencies;

/// <summary>Separates failures of a dependency from unexpected exceptions, and outages from refusals of one call.</summary>
internal static class DependencyFaults
{
    /// <summary>
    /// Whether a client reports a failure of its dependency or of the connection to it. Anything else is a bug. A cancelled call
    /// looks like one that timed out: callers must check their token first.
    /// </summary>
    public static bool IsFault(Exception exception) => exception switch
    {
        AggregateException retries => retries.InnerExceptions.Count > 0 && retries.InnerExceptions.All(IsFault),
        ServiceBusException or RequestFailedException or AuthenticationFailedException or UnauthorizedAccessException => true,
        ExecutionRejectedException or OperationCanceledException or TimeoutException => true,
        HttpRequestException or SocketException or IOException => true,
        // The Service Bus client passes on TLS errors, such as an untrusted certificate.
        AuthenticationException => true,
        _ => false,
    };

    /// <summary>
    /// Whether a fault concerns the dependency as a whole, so that other calls would fail too: down, throttled, full, access
    /// refused. Answers about one entity or message (400, 404, 409, 412, 413, too large) do not.
    /// </summary>
    public static bool MeansDown(Exception exception) => exception switch
    {
        ServiceBusException bus => bus.Reason is not (ServiceBusFailureReason.MessageSizeExceeded or ServiceBusFailureReason.GeneralError)
            || bus.IsTransient,
        RequestFailedException table => table.Status is 0 or 401 or 403 or 408 or 429 or >= 500,
        AggregateException retries => retries.InnerExceptions.All(MeansDown),
        _ => IsFault(exception),
    };

    /// <summary>Whether the dependency answered, with a refusal that concerns this call only.</summary>
    public static bool IsAnswer(Exception exception) =>
        exception is (ServiceBusException or RequestFailedException) && !MeansDown(exception);
}
