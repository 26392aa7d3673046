using System.Text.Json.Nodes;
using FailureFunctions.Infra.Tests.Bicep;

namespace FailureFunctions.Infra.Tests.Monitoring;

/// <summary>The workbook of the template.</summary>
internal sealed class Workbook
{
    private const int Parameters = 9;
    private const int Query = 3;
    private const int Metrics = 10;
    private const int OfLogs = 0;
    private const int OfResourceManager = 12;

    private Workbook(JsonNode content) => Content = content;

    /// <summary>Its content, as the portal reads it.</summary>
    public JsonNode Content { get; }

    /// <summary>Tiles that ask logs.</summary>
    public IEnumerable<JsonNode> Logs => Of(Query, OfLogs);

    /// <summary>Tiles that ask Azure Resource Manager.</summary>
    public IEnumerable<JsonNode> ResourceManager => Of(Query, OfResourceManager);

    /// <summary>Tiles that show metrics of Azure's.</summary>
    public IEnumerable<JsonNode> AzureMetrics => Items.Where(item => TypeOf(item) == Metrics);

    /// <summary>Everything that shows data.</summary>
    public IEnumerable<JsonNode> Tiles => Items.Where(item => TypeOf(item) is Query or Metrics);

    /// <summary>Its parameters.</summary>
    public IEnumerable<JsonNode> Choices => Items.Where(item => TypeOf(item) == Parameters).SelectMany(item => item["content"]!["parameters"]!.AsArray()).Select(choice => choice!);

    /// <summary>Everything in it.</summary>
    public IEnumerable<JsonNode> Items => Content["items"]!.AsArray().Select(item => item!);

    public static Workbook Of(Snapshot snapshot) =>
        new(JsonNode.Parse(Snapshot.Text(snapshot.Single("Microsoft.Insights/workbooks")["properties"]!, "serializedData"))!);

    /// <summary>The query of a tile, as it is asked for a time range of five-minute steps.</summary>
    public static string QueryOf(JsonNode tile) =>
        Snapshot.Text(tile["content"]!, "query").Replace("{TimeRange:grain}", "5m", StringComparison.Ordinal);

    private IEnumerable<JsonNode> Of(int type, int queryType) =>
        Items.Where(item => TypeOf(item) == type && item["content"]!["queryType"]!.GetValue<int>() == queryType);

    private static int TypeOf(JsonNode item) => item["type"]!.GetValue<int>();
}
