using System.Text.Json.Nodes;
using System.Xml;
using FailureFunctions.Infra.Tests.Bicep;

namespace FailureFunctions.Infra.Tests.Monitoring;

/// <summary>An alert of the template: one that asks logs, or one that watches a metric of Azure's.</summary>
internal sealed record Alert
{
    public required string Name { get; init; }

    public required string Description { get; init; }

    public required string Severity { get; init; }

    public required string Threshold { get; init; }

    public required TimeSpan LooksBack { get; init; }

    public required TimeSpan AskedEvery { get; init; }

    /// <summary>The query; null for the one that has none.</summary>
    public string? Query { get; init; }

    /// <summary>The column that is compared with the threshold.</summary>
    public string? Measure { get; init; }

    /// <summary>Columns by whose values it fires each for itself.</summary>
    public IReadOnlyList<string> Dimensions { get; init; } = [];

    /// <summary>Ids of the action groups that it calls.</summary>
    public IReadOnlyList<string> Actions { get; init; } = [];

    /// <summary>All alerts of a deployment.</summary>
    public static IReadOnlyList<Alert> Of(Snapshot snapshot) =>
    [
        .. snapshot.Of("Microsoft.Insights/scheduledQueryRules").Select(FromQuery),
        .. snapshot.Of("Microsoft.Insights/metricAlerts").Select(FromMetric),
    ];

    private static Alert FromQuery(JsonNode rule)
    {
        var properties = rule["properties"]!;
        var criterion = properties["criteria"]!["allOf"]!.AsArray().Single()!;
        return Common(rule, criterion) with
        {
            Query = Snapshot.Text(criterion, "query"),
            Measure = Snapshot.Text(criterion, "metricMeasureColumn"),
            Dimensions = [.. criterion["dimensions"]!.AsArray().Select(dimension => Snapshot.Text(dimension!, "name"))],
            Actions = [.. properties["actions"]!["actionGroups"]!.AsArray().Select(id => id!.GetValue<string>())],
        };
    }

    private static Alert FromMetric(JsonNode rule)
    {
        var properties = rule["properties"]!;
        var criteria = properties["criteria"]!;
        return Common(rule, criteria["allOf"]?.AsArray().Single() ?? criteria) with
        {
            Actions = [.. properties["actions"]!.AsArray().Select(action => Snapshot.Text(action!, "actionGroupId"))],
        };
    }

    private static Alert Common(JsonNode rule, JsonNode criterion)
    {
        var properties = rule["properties"]!;
        return new Alert
        {
            Name = Snapshot.Text(rule, "name"),
            Description = Snapshot.Text(properties, "description"),
            Severity = properties["severity"]!.ToJsonString(),
            Threshold = (criterion["threshold"] ?? criterion["failedLocationCount"])!.ToJsonString(),
            LooksBack = XmlConvert.ToTimeSpan(Snapshot.Text(properties, "windowSize")),
            AskedEvery = XmlConvert.ToTimeSpan(Snapshot.Text(properties, "evaluationFrequency")),
        };
    }
}
