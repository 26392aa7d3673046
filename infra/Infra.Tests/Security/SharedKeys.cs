using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace FailureFunctions.Infra.Tests.Security;

/// <summary>Finds the ways in which a compiled template lets somebody in by a key instead of an identity.</summary>
internal static partial class SharedKeys
{
    // Where the switch that turns keys off stands, by type of resource, and how it must be set.
    private static readonly Dictionary<string, (string Property, bool Wanted)> Switches = new()
    {
        ["Microsoft.Storage/storageAccounts"] = ("allowSharedKeyAccess", false),
        ["Microsoft.ServiceBus/namespaces"] = ("disableLocalAuth", true),
        ["Microsoft.Insights/components"] = ("DisableLocalAuth", true),
        ["Microsoft.OperationalInsights/workspaces"] = ("disableLocalAuth", true),
        ["Microsoft.Web/sites/basicPublishingCredentialsPolicies"] = ("allow", false),
    };

    /// <summary>What is found, one line each.</summary>
    /// <param name="template">The compiled template, with those of its modules in it.</param>
    public static IReadOnlyList<string> Faults(JsonNode template) =>
    [
        .. All(template).OfType<JsonObject>().SelectMany(WrongSwitches),
        .. All(template).OfType<JsonValue>().Where(value => value.GetValueKind() == System.Text.Json.JsonValueKind.String)
            .Select(value => value.GetValue<string>()).Where(text => KeyInText().IsMatch(text)).Select(text => $"a key in: {text}"),
    ];

    private static IEnumerable<string> WrongSwitches(JsonObject resource)
    {
        if (resource["type"] is not JsonValue type || resource["apiVersion"] is null || resource["existing"] is not null
            || !Switches.TryGetValue(type.GetValue<string>(), out var wanted))
            yield break;
        var set = All(resource["properties"]).OfType<JsonObject>().Select(properties => properties[wanted.Property])
            .FirstOrDefault(value => value is not null);
        if (set?.ToJsonString() != (wanted.Wanted ? "true" : "false"))
            yield return $"{type}: {wanted.Property} is {set?.ToJsonString() ?? "not set"}";
    }

    private static IEnumerable<JsonNode> All(JsonNode? node) => node switch
    {
        JsonObject item => item.SelectMany(property => All(property.Value)).Prepend(item),
        JsonArray array => array.SelectMany(All),
        JsonNode value => [value],
        null => [],
    };

    // Functions that hand out keys (listKeys, listAccountSas …), and what connection strings with keys hold.
    [GeneratedRegex(@"\blist[A-Z]\w*\(|AccountKey|SharedAccessKey|SharedAccessSignature", RegexOptions.None)]
    private static partial Regex KeyInText();
}
