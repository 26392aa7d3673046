using System.Net.Sockets;
using System.Text;
using Azure;
using Azure.Messaging.ServiceBus;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace FailureFunctions.Dependencies;

/// <summary>
/// Describes an exception for logs, spans and columns by types and codes only, because the messages of clients may
/// repeat addresses, URLs with signatures, or connection strings.
/// </summary>
internal static class Fault
{
    /// <summary>
    /// The attribute <c>error.type</c>: a reason of Service Bus, a status of the table service, <c>timeout</c>,
    /// <c>circuit-open</c>, or the exception's type.
    /// </summary>
    public static string TypeOf(Exception exception) => exception switch
    {
        ServiceBusException bus => bus.Reason.ToString(),
        RequestFailedException { Status: > 0 } table => table.Status.ToString(System.Globalization.CultureInfo.InvariantCulture),
        BrokenCircuitException => "circuit-open",
        // A time limit and a cancelled caller look the same here.
        TimeoutRejectedException or OperationCanceledException or TimeoutException => "timeout",
        SocketException socket => socket.SocketErrorCode.ToString(),
        AggregateException or RequestFailedException or HttpRequestException when exception.InnerException is { } inner => TypeOf(inner),
        _ => exception.GetType().Name,
    };

    /// <summary>One line: the source of an exception, and its kind.</summary>
    public static string Describe(Exception exception) => exception switch
    {
        ServiceBusException bus => $"Service Bus: {bus.Reason}",
        RequestFailedException { Status: > 0 } table => $"Table storage: {table.Status} {table.ErrorCode}".TrimEnd(),
        RequestFailedException table => $"Table storage: {TypeOf(table)}",
        BrokenCircuitException => "Not called: it failed twice within a minute",
        TimeoutRejectedException or OperationCanceledException or TimeoutException => "No answer in time",
        AggregateException or HttpRequestException or SocketException or UnauthorizedAccessException => TypeOf(exception),
        _ => Unexpected(exception),
    };

    /// <summary>As <see cref="Describe"/>; for an unexpected exception with the stack, which has method names and no values.</summary>
    public static string Explain(Exception exception)
    {
        var description = Describe(exception);
        return DependencyFaults.IsFault(exception) ? description : $"{description}{Environment.NewLine}{exception.StackTrace}";
    }

    private static string Unexpected(Exception exception)
    {
        var text = new StringBuilder();
        for (var at = exception; at is not null; at = at.InnerException)
            text.Append(text.Length > 0 ? " caused by " : "").Append(at.GetType().Name);
        return text.ToString();
    }
}
