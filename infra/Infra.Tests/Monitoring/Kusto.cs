using System.Text.Json;
using FailureFunctions.Local.NodeTools;

namespace FailureFunctions.Infra.Tests.Monitoring;

/// <summary>What the parser says of a query.</summary>
/// <param name="Errors">What is wrong with it.</param>
/// <param name="Columns">The columns of its result, each as <c>Name: type</c>; none when something is wrong.</param>
internal sealed record KustoResult(IReadOnlyList<string> Errors, IReadOnlyList<string> Columns);

/// <summary>Holds queries against the schema of the workspace, with Microsoft's own parser (js/check-kql.mjs).</summary>
internal static class Kusto
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    // What Microsoft's reference of the tables of Azure Monitor has, as far as these may be asked for here. AzureMetrics is
    // not among them on purpose: the metric of dead letters is not exported to it.
    private static readonly Dictionary<string, string> Tables = new()
    {
        ["AppMetrics"] = "(TimeGenerated: datetime, Name: string, Sum: real, Min: real, Max: real, ItemCount: int, Properties: dynamic, "
            + "OperationId: string, AppRoleName: string, AppRoleInstance: string, AppVersion: string, _BilledSize: real)",
        ["AppDependencies"] = "(TimeGenerated: datetime, Name: string, DependencyType: string, Data: string, Target: string, DurationMs: real, Success: bool, "
            + "ResultCode: string, ItemCount: int, Properties: dynamic, Id: string, OperationId: string, OperationName: string, ParentId: string, "
            + "AppRoleName: string, AppRoleInstance: string, _BilledSize: real)",
        ["AppTraces"] = "(TimeGenerated: datetime, Message: string, SeverityLevel: int, ItemCount: int, Properties: dynamic, "
            + "OperationId: string, OperationName: string, ParentId: string, AppRoleName: string, AppRoleInstance: string, _BilledSize: real)",
        ["AppRequests"] = "(TimeGenerated: datetime, Name: string, Url: string, DurationMs: real, Success: bool, ResultCode: string, ItemCount: int, "
            + "Properties: dynamic, Id: string, OperationId: string, AppRoleName: string, AppRoleInstance: string, _BilledSize: real)",
        ["AppExceptions"] = "(TimeGenerated: datetime, ExceptionType: string, OuterMessage: string, SeverityLevel: int, ItemCount: int, Properties: dynamic, "
            + "OperationId: string, AppRoleName: string, AppRoleInstance: string, _BilledSize: real)",
        ["AppAvailabilityResults"] = "(TimeGenerated: datetime, Name: string, Location: string, Success: bool, Message: string, DurationMs: real, _BilledSize: real)",
        ["_LogOperation"] = "(TimeGenerated: datetime, Category: string, Operation: string, Level: string, Detail: string, _ResourceId: string)",
    };

    /// <summary>Checks queries.</summary>
    /// <param name="queries">The queries by name.</param>
    /// <returns>The results by name.</returns>
    public static async Task<IReadOnlyDictionary<string, KustoResult>> CheckAsync(IReadOnlyDictionary<string, string> queries)
    {
        var folder = Directory.CreateTempSubdirectory("check-kql-");
        try
        {
            var input = Path.Combine(folder.FullName, "queries.json");
            await File.WriteAllTextAsync(input, JsonSerializer.Serialize(new { tables = Tables, queries }));
            var result = await NodeScript.RunAsync(
                Repository.PathOf("infra", "Infra.Tests", "js", "check-kql.mjs"), [input], new Dictionary<string, string>(), Patience, CancellationToken.None);
            Assert.That(result.ExitCode, Is.Zero, result.Error);
            return JsonSerializer.Deserialize<Dictionary<string, KustoResult>>(result.Output, JsonSerializerOptions.Web)!;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
