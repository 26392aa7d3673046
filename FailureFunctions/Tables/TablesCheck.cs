using Azure;
using Azure.Data.Tables;
using Azure.Identity;
using FailureFunctions.Dependencies;
using FailureFunctions.Observability;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FailureFunctions.Tables;

/// <summary>
/// Reads from each table that a notification needs, all at once: a row that is not there, by its keys. The role Storage
/// Table Data Contributor is enough.
/// </summary>
/// <param name="service">The storage account.</param>
/// <param name="time">Measures the limit.</param>
internal sealed class TablesCheck(TableServiceClient service, TimeProvider time) : IHealthCheck
{
    /// <summary>The dependency's name.</summary>
    public const string Name = "tables";

    /// <summary>How long a table may take, the client's own retries included.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(4);

    private static readonly string[] KeysOnly = ["PartitionKey"];

    private readonly CreatedTable[] _tables =
        [.. new[] { TableNames.Failures, TableNames.Outbox, TableNames.Rejected }.Select(name => new CreatedTable(service, name))];

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var results = await Task.WhenAll(_tables.Select(async table => (
            table.Name,
            Result: await LimitedProbe.RunAsync(token => ReadAsync(table, token), HintOf, Limit, time, cancellationToken))));
        var failed = results.Where(result => result.Result.Status != HealthStatus.Healthy).ToArray();
        if (failed.Length == 0)
            return HealthCheckResult.Healthy();
        var hints = failed.GroupBy(result => result.Result.Description)
            .Select(group => $"{string.Join(", ", group.Select(result => result.Name))}: {group.Key}");
        return HealthCheckResult.Unhealthy(string.Join(" ", hints));
    }

    /// <summary>What to fix, by what a read threw.</summary>
    internal static string HintOf(Exception exception) => Cause(exception) switch
    {
        TimeoutException or RequestFailedException { Status: 0 or 408 } =>
            "no answer. See that the app reaches the storage account (network, private endpoint), and the setting FailureTables.",
        RequestFailedException { Status: 401 or 403 } =>
            "access is refused. Give the app's identity the role Storage Table Data Contributor, let its network through the "
            + "account's firewall, or fix the key in the setting FailureTables.",
        RequestFailedException { Status: 404 } =>
            "there is no such table. Deploy it, or give the app's identity the role Storage Table Data Contributor, which may make it.",
        RequestFailedException { Status: var status } =>
            $"answered with status {status}. It passes when the account was busy; else see the account's health in the portal.",
        AuthenticationFailedException =>
            "the app's identity gets no token. See that it is assigned to the app, and the settings FailureTables__credential and FailureTables__clientId.",
        var other => $"cannot be read ({Fault.TypeOf(other)}). See the setting FailureTables.",
    };

    // After its last retry the client throws what all of them brought, together.
    private static Exception Cause(Exception exception) =>
        exception is AggregateException { InnerExceptions: [.., var last] } ? last : exception;

    private static async Task ReadAsync(CreatedTable created, CancellationToken cancellationToken)
    {
        var table = await created.GetAsync(cancellationToken);
        try
        {
            var rows = table.QueryAsync<TableEntity>("PartitionKey eq ' ' and RowKey eq ' '", 1, KeysOnly, cancellationToken);
            await foreach (var page in rows.AsPages())
                return;
        }
        catch (RequestFailedException e)
        {
            created.Note(e);
            throw;
        }
    }
}
