using System.Diagnostics;
using System.Globalization;
using Azure.Messaging.ServiceBus;
using FailureFunctions.Classification;

namespace FailureFunctions.Recording;

/// <summary>
/// Makes the Service Bus message of a failure: a CloudEvent in binary mode (CloudEvents AMQP protocol binding 1.0,
/// section 3.1), with the properties that subscriptions filter by. The address is in the body only.
/// </summary>
internal static class FailureMessage
{
    private const string CloudEvents = "cloudEvents_";

    // Service Bus takes no longer CorrelationId.
    private const int LongestCorrelationId = 128;

    /// <summary>Makes the message.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="trace">The span that publishes it; null when there is none, and then subscribers go on in <see cref="Failure.Trace"/>.</param>
    /// <returns>A message whose MessageId is the event's id.</returns>
    public static ServiceBusMessage Of(Failure failure, ActivityContext? trace = null)
    {
        ArgumentNullException.ThrowIfNull(failure);
        var message = new ServiceBusMessage(FailureEventWriter.Write(failure))
        {
            MessageId = failure.EventId.Value,
            Subject = FailureEvent.Subject,
            CorrelationId = CorrelationIdOf(failure.MessageId),
            ContentType = FailureEvent.ContentType,
        };
        var properties = message.ApplicationProperties;
        properties[CloudEvents + "specversion"] = "1.0";
        properties[CloudEvents + "type"] = FailureEvent.Type;
        properties[CloudEvents + "source"] = FailureEvent.SourceOf(failure.Account);
        properties[CloudEvents + "id"] = failure.EventId.Value;
        properties[CloudEvents + "time"] = failure.OccurredAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        properties[CloudEvents + "dataschema"] = FailureEvent.DataSchema;

        properties["kind"] = FailureKinds.NameOf(failure.Kind);
        properties["severity"] = ClassificationNames.Of(failure.Classification.Severity);
        properties["reason"] = ClassificationNames.Of(failure.Classification.Reason);
        properties["advice"] = ClassificationNames.Of(failure.Classification.Advice);
        properties["account"] = failure.Account;
        SetIfPresent(properties, "state", failure.Reply.State);
        SetIfPresent(properties, "code", failure.Reply.Code?.Value);
        SetIfPresent(properties, "extended", failure.Reply.Extended?.ToString());
        SetIfPresent(properties, "recipientDomain", failure.RecipientKey.Domain);
        MessageTrace.Write(properties, trace ?? failure.Trace);
        return message;
    }

    // Half a surrogate pair is no text that AMQP can carry.
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
