using System.Text.Json;
using FailureFunctions.Local.ServiceBusEmulator.Filters;

namespace FailureFunctions.Local.ServiceBusEmulator.Configuration;

/// <summary>Reads the rules of a subscription.</summary>
internal static class RuleReader
{
    /// <summary>Without rules a subscription has the default one: everything.</summary>
    public static IReadOnlyList<IMessageFilter> Read(JsonNodeReader subscription)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var nodes = subscription.Objects("Rules");
        return nodes.Count == 0 ? [CorrelationFilter.Everything] : [.. nodes.Select(node => ReadRule(node, names))];
    }

    private static IMessageFilter ReadRule(JsonNodeReader node, HashSet<string> names)
    {
        var name = node.RequiredText("Name");
        if (!names.Add(name))
            throw new ConfigurationException(node.PathOf("Name"), $"'{name}' is used twice.");

        var properties = node.RequiredObject("Properties");
        if (properties.Object("Action").Text("SqlExpression") is { Length: > 0 })
            throw new ConfigurationException(properties.PathOf("Action"), "rule actions are not supported by this emulator; remove this setting.");

        var type = properties.RequiredText("FilterType");
        return type.ToUpperInvariant() switch
        {
            "CORRELATION" => ReadCorrelation(properties.RequiredObject("CorrelationFilter")),
            "SQL" => ReadSql(properties.RequiredObject("SqlFilter")),
            _ => throw new ConfigurationException(properties.PathOf("FilterType"), $"'{type}' is neither Correlation nor Sql."),
        };
    }

    private static CorrelationFilter ReadCorrelation(JsonNodeReader node)
    {
        var system = SystemProperties.Readers.Keys
            .Select(name => (Name: name, Value: node.Text(name)))
            .Where(condition => condition.Value is { Length: > 0 })
            .ToDictionary(condition => condition.Name, condition => condition.Value!);
        var properties = node.Object("Properties");
        var application = properties.Members().ToDictionary(member => member.Key, member => Plain(properties.PathOf(member.Key), member.Value));
        return system.Count + application.Count > 0
            ? new CorrelationFilter(system, application)
            : throw new ConfigurationException(node.Path, "a correlation filter needs at least one condition.");
    }

    private static SqlFilter ReadSql(JsonNodeReader node)
    {
        var expression = node.RequiredText("SqlExpression");
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
