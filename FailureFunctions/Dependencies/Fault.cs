using System.Net.Sockets;
using System.Text;
using Azure;
using Azure.Messaging.ServiceBus;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace FailureFunctions.Dependencies;

/// <summary>
/// Puts an exception into words for logs, spans and columns. Made of types and codes only: the messages of clients may
/// repeat addresses, URLs with signatures, or connection strings.
/// </summary>
internal static class Fault
{
    /// <summary>The kind of an exception, one of few: the attribute <c>error.type</c>.</summary>
    /// <param name="exception">The exception.</param>
    /// <returns>A reason of Service Bus, a status of the table service, <c>timeout</c>, <c>circuit-open</c>, or the exception's type.</returns>
    public static string TypeOf(Exception exception) => exception switch
    {
        null => throw new ArgumentNullException(nameof(exception)),
        ServiceBusException bus => bus.Reason.ToString(),
        RequestFailedException { Status: > 0 } table => table.Status.ToString(System.Globalization.CultureInfo.InvariantCulture),
        BrokenCircuitException => "circuit-open",
        // Whether our limit or our caller ended it cannot be told here.
        TimeoutRejectedException or OperationCanceledException or TimeoutException => "timeout",
        SocketException socket => socket.SocketErrorCode.ToString(),
        AggregateException or RequestFailedException or HttpRequestException when exception.InnerException is { } inner => TypeOf(inner),
        _ => exception.GetType().Name,
    };

    /// <summary>One line about an exception.</summary>
    /// <param name="exception">The exception.</param>
    /// <returns>Where it came from, and its kind.</returns>
    public static string Describe(Exception exception) => exception switch
    {
        null => throw new ArgumentNullException(nameof(exception)),
        ServiceBusException bus => $"Service Bus: {bus.Reason}",
        RequestFailedException { Status: > 0 } table => $"Table storage: {table.Status} {table.ErrorCode}".TrimEnd(),
        RequestFailedException table => $"Table storage: {TypeOf(table)}",
        BrokenCircuitException => "Not called: it failed twice within a minute",
        TimeoutRejectedException or OperationCanceledException or TimeoutException => "No answer in time",
        AggregateException or HttpRequestException or SocketException or UnauthorizedAccessException => TypeOf(exception),
        _ => Unexpected(exception),
    };

    /// <summary>As <see cref="Describe"/>, and for a bug of ours, the stack: only method names, no values.</summary>
    /// <param name="exception">The exception.</param>
    /// <returns>One line, or several.</returns>
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
