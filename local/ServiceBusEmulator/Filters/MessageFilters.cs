using FailureFunctions.Local.ServiceBusEmulator.Broker;

namespace FailureFunctions.Local.ServiceBusEmulator.Filters;

/// <summary>Decides whether a subscription gets a message. Filters never see the body.</summary>
internal interface IMessageFilter
{
    bool Matches(BrokerMessage message);
}

/// <summary>Lets a message through when all named properties are equal, case-sensitively.</summary>
internal sealed class CorrelationFilter(IReadOnlyDictionary<string, string> system, IReadOnlyDictionary<string, object?> application) : IMessageFilter
{
    public static readonly CorrelationFilter Everything = new(new Dictionary<string, string>(), new Dictionary<string, object?>());

    public bool Matches(BrokerMessage message) =>
        system.All(condition => condition.Value.Equals(SystemProperties.Readers[condition.Key](message), StringComparison.Ordinal))
        && application.All(condition => message.ApplicationProperties.TryGetValue(condition.Key, out var value) && Values.Compare(value, condition.Value) == 0);
}

/// <summary>The message properties that filters can name, in SQL with <c>sys.</c>, and how to read each.</summary>
internal static class SystemProperties
{
    public static readonly IReadOnlyDictionary<string, Func<BrokerMessage, string?>> Readers = new Dictionary<string, Func<BrokerMessage, string?>>(StringComparer.OrdinalIgnoreCase)
    {
        ["MessageId"] = message => message.MessageId,
        ["CorrelationId"] = message => BrokerMessage.TextOf(message.Properties.GetCorrelationId()),
        ["To"] = message => message.Properties.To,
        ["ReplyTo"] = message => message.Properties.ReplyTo,
        ["Label"] = message => message.Properties.Subject,
        ["SessionId"] = message => message.Properties.GroupId,
        ["ReplyToSessionId"] = message => message.Properties.ReplyToGroupId,
        ["ContentType"] = message => message.Properties.ContentType,
    };
}
