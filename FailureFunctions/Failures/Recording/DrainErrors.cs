using Azure;
using Azure.Messaging.ServiceBus;

namespace FailureFunctions.Failures.Recording;

/// <summary>
/// Puts an error into the words of <c>LastError</c>. Made of types and codes only: the messages of clients may repeat
/// addresses, URLs with signatures, or connection strings.
/// </summary>
internal static class DrainErrors
{
    public static string Describe(Exception exception) => exception switch
    {
        ServiceBusException bus => $"Service Bus: {bus.Reason}",
        RequestFailedException table => $"Table storage: {table.Status} {table.ErrorCode}".TrimEnd(),
        OperationCanceledException or TimeoutException => "No answer in time",
        _ => exception.GetType().Name,
    };
}
