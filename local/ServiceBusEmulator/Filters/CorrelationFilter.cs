using FailureFunctions.Local.ServiceBusEmulator.Broker;

namespace FailureFunctions.Local.ServiceBusEmulator.Filters;

/// <summary>Lets a message through when all named properties are equal, case-sensitively.</summary>
/// <param name="system">System properties by the names of <see cref="SystemProperties"/>.</param>
/// <param name="application">Application properties by name.</param>
internal sealed class CorrelationFilter(IReadOnlyDictionary<string, string> system, IReadOnlyDictionary<string, object?> application) : IMessageFilter
{
    private readonly (Func<BrokerMessage, object?> Read, string Value)[] _system =
        [.. system.Select(pair => (SystemProperties.Find(pair.Key) ?? throw new ArgumentException($"There is no system property '{pair.Key}'."), pair.Value))];

    public bool Matches(BrokerMessage message) =>
        _system.All(condition => condition.Value.Equals(condition.Read(message) as string, StringComparison.Ordinal))
        && application.All(condition => message.ApplicationProperties.TryGetValue(condition.Key, out var value) && Values.AreEqual(value, condition.Value) == true);
}
