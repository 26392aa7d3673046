using Azure;
using Azure.Messaging.ServiceBus;

namespace FailureFunctions.Failures.Recording;

/// <summary>Tells what ails an entry from what ails the services.</summary>
internal static class DrainErrors
{
    /// <summary>
    /// Whether an error tells of the tables or the bus, so that other entries would meet it too: down, throttled, full, not
    /// allowed. An error of the entry itself, or an unknown one, does not.
    /// </summary>
    public static bool IsOfTheService(Exception exception) => exception switch
    {
        ServiceBusException bus => bus.Reason is not (ServiceBusFailureReason.MessageSizeExceeded or ServiceBusFailureReason.GeneralError)
            || bus.IsTransient,
        RequestFailedException table => table.Status is 0 or 401 or 403 or 408 or 429 or >= 500,
        AggregateException retries => retries.InnerExceptions.All(IsOfTheService),
        OperationCanceledException or TimeoutException or UnauthorizedAccessException => true,
        _ => false,
    };
}
