using System.Diagnostics;
using System.Globalization;
using Azure.Messaging.ServiceBus;
using FailureFunctions.Classification;
using FailureFunctions.Observability;

namespace FailureFunctions.Recording;

/// <summary>
/// The Service Bus message of a failure: a CloudEvent in binary mode (CloudEvents AMQP protocol binding 1.0, section 3.1)
/// with the properties that subscriptions filter by. The address is in the body only.
/// </summary>
internal static class FailureMessage
{
    public const string Type = CloudEvents + "type";
    public const string Advice = "advice";

    private const string CloudEvents = "cloudEvents_";

    // The limit of Service Bus.
    private const int LongestCorrelationId = 128;

    // Subscribers continue the trace of the request: from the span that publishes the message, if that belongs to it.
    public static ServiceBusMessage Of(Failure failure, ActivityContext? current = null)
    {
        var isComplaint = failure.Kind is FailureKind.Complaint;
        var message = new ServiceBusMessage(FailureEvent.BodyOf(failure))
        {
            MessageId = failure.EventId.Value,
            Subject = isComplaint ? ComplaintEvent.Subject : FailureEvent.Subject,
            CorrelationId = CorrelationIdOf(failure.MessageId),
            ContentType = FailureEvent.ContentType,
        };
        var properties = message.ApplicationProperties;
        properties[CloudEvents + "specversion"] = "1.0";
        properties[Type] = isComplaint ? ComplaintEvent.Type : FailureEvent.Type;
        properties[CloudEvents + "source"] = FailureEvent.SourceOf(failure.Account);
        properties[CloudEvents + "id"] = failure.EventId.Value;
        properties[CloudEvents + "time"] = failure.OccurredAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        properties[CloudEvents + "dataschema"] = isComplaint ? ComplaintEvent.DataSchema : FailureEvent.DataSchema;

        properties["kind"] = FailureKinds.NameOf(failure.Kind);
        properties["account"] = failure.Account;
        // A complaint has none of what subscriptions for failures filter by.
        if (!isComplaint)
        {
            properties["severity"] = ClassificationNames.Of(failure.Classification.Severity);
            properties["reason"] = ClassificationNames.Of(failure.Classification.Reason);
            properties[Advice] = ClassificationNames.Of(failure.Classification.Advice);
            SetIfPresent(properties, "state", failure.Reply.State);
            SetIfPresent(properties, "code", failure.Reply.Code?.Value);
            SetIfPresent(properties, "extended", failure.Reply.Extended?.ToString());
        }
        SetIfPresent(properties, "recipientDomain", failure.RecipientKey.Domain);
        var trace = failure.Trace is { } request && current?.TraceId != request.TraceId ? request : current;
        if (trace is { } context)
            SetTrace(properties, context);
        return message;
    }

    // As CloudEvents' Distributed Tracing extension, and as Microsoft's Service Bus client does. That client and the
    // Functions trigger read traceparent and Diagnostic-Id; a message that has either gets no other trace when it is sent.
    private static void SetTrace(IDictionary<string, object> properties, ActivityContext trace)
    {
        var parent = TraceContexts.ParentOf(trace);
        properties[CloudEvents + "traceparent"] = parent;
        properties["traceparent"] = parent;
        properties["Diagnostic-Id"] = parent;
        SetIfPresent(properties, CloudEvents + "tracestate", trace.TraceState);
        SetIfPresent(properties, "tracestate", trace.TraceState);
    }

    // AMQP cannot carry half a surrogate pair.
    private static string CorrelationIdOf(string id) =>
        id.Length <= LongestCorrelationId ? id
        : char.IsHighSurrogate(id[LongestCorrelationId - 1]) ? id[..(LongestCorrelationId - 1)]
        : id[..LongestCorrelationId];

    private static void SetIfPresent(IDictionary<string, object> properties, string name, object? value)
    {
        if (value is not null)
            properties[name] = value;
    }
}
