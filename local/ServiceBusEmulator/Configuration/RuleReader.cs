using System.Text.Json;
using FailureFunctions.Local.ServiceBusEmulator.Broker;
using FailureFunctions.Local.ServiceBusEmulator.Filters;

namespace FailureFunctions.Local.ServiceBusEmulator.Configuration;

/// <summary>Reads the rules of a subscription.</summary>
internal sealed class RuleReader(List<string> warnings)
{
    /// <summary>Without rules a subscription has the default one: everything.</summary>
    public IReadOnlyList<Rule> Read(JsonNodeReader subscription)
    {
        var nodes = subscription.Objects("Rules");
        if (nodes.Count == 0)
            return [new Rule("$Default", new TrueFilter())];

        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return [.. nodes.Select(node => ReadRule(node, names))];
    }

    private Rule ReadRule(JsonNodeReader node, HashSet<string> names)
    {
        var name = node.RequiredText("Name");
        if (!names.Add(name))
            throw new ConfigurationException(node.PathOf("Name"), $"'{name}' is used twice.");

        var properties = node.RequiredObject("Properties");
        if (properties.Object("Action") is { } action && action.Text("SqlExpression") is { Length: > 0 })
            throw new ConfigurationException(properties.PathOf("Action"), "rule actions are not supported by this emulator; take this setting out.");

        IMessageFilter filter = properties.RequiredText("FilterType") switch
        {
            var type when type.Equals("Correlation", StringComparison.OrdinalIgnoreCase) => ReadCorrelation(properties.RequiredObject("CorrelationFilter")),
            var type when type.Equals("Sql", StringComparison.OrdinalIgnoreCase) => ReadSql(properties.RequiredObject("SqlFilter")),
            var type => throw new ConfigurationException(properties.PathOf("FilterType"), $"'{type}' is neither Correlation nor Sql."),
        };
        warnings.AddRange(properties.Warnings);
        warnings.AddRange(node.Warnings);
        return new Rule(name, filter);
    }

    private CorrelationFilter ReadCorrelation(JsonNodeReader node)
    {
        var system = SystemProperties.Readers.Keys
            .Select(name => (Name: name, Value: node.Text(name)))
            .Where(condition => condition.Value is { Length: > 0 })
            .ToDictionary(condition => condition.Name, condition => condition.Value!);
        var application = new Dictionary<string, object?>();
        if (node.Object("Properties") is { } properties)
        {
            foreach (var (name, value) in properties.Members)
                application.Add(name, Plain(properties.PathOf(name), value));
        }

        warnings.AddRange(node.Warnings);
        return system.Count + application.Count > 0
            ? new CorrelationFilter(system, application)
            : throw new ConfigurationException(node.Path, "a correlation filter needs at least one condition.");
    }

    private SqlFilter ReadSql(JsonNodeReader node)
    {
        var expression = node.RequiredText("SqlExpression");
        warnings.AddRange(node.Warnings);
        try
        {
            return new SqlFilter(expression);
        }
        catch (SqlFilterException exception)
        {
            throw new ConfigurationException(node.PathOf("SqlExpression"), $"the filter cannot be read: {exception.Message}. The filter is: {expression}");
        }
    }

    private static object? Plain(string path, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => value.TryGetDecimal(out var exact) ? exact : value.GetDouble(),
        _ => throw new ConfigurationException(path, $"text, a number, true or false is expected here, not {JsonNodeReader.Kind(value)}."),
    };
}
