using System.Net.Sockets;
using System.Security.Authentication;
using Azure;
using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Polly;

namespace FailureFunctions.Dependencies;

/// <summary>Tells faults of a dependency from bugs of ours, and a dependency that is down from one call that it refuses.</summary>
internal static class DependencyFaults
{
    /// <summary>
    /// Whether an exception comes from a dependency or the way to it, as its client reports it. Anything else is a bug of
    /// ours. A cancelled call looks like one that timed out: callers must check their token first.
    /// </summary>
    public static bool IsFault(Exception exception) => exception switch
    {
        AggregateException retries => retries.InnerExceptions.Count > 0 && retries.InnerExceptions.All(IsFault),
        ServiceBusException or RequestFailedException or AuthenticationFailedException or UnauthorizedAccessException => true,
        ExecutionRejectedException or OperationCanceledException or TimeoutException => true,
        HttpRequestException or SocketException or IOException => true,
        // The Service Bus client passes on what TLS says of a certificate.
        AuthenticationException => true,
        _ => false,
    };

    /// <summary>
    /// Whether a fault concerns the dependency as a whole, so that other calls would meet it too: down, throttled, full, not
    /// allowed. What a dependency says about one entity or message (400, 404, 409, 412, 413, too large) does not.
    /// </summary>
    public static bool MeansDown(Exception exception) => exception switch
    {
        ServiceBusException bus => bus.Reason is not (ServiceBusFailureReason.MessageSizeExceeded or ServiceBusFailureReason.GeneralError)
            || bus.IsTransient,
        RequestFailedException table => table.Status is 0 or 401 or 403 or 408 or 429 or >= 500,
        AggregateException retries => retries.InnerExceptions.All(MeansDown),
        _ => IsFault(exception),
    };

    /// <summary>Whether the dependency answered the call, though with a refusal that concerns it alone.</summary>
    public static bool IsAnswer(Exception exception) =>
        exception is (ServiceBusException or RequestFailedException) && !MeansDown(exception);
}
