using System.Text.Json;
using Azure.Data.Tables;
using FailureFunctions.Local.NodeTools;
using FailureFunctions.Recording;

namespace FailureFunctions.Tests.Documents;

/// <summary>Runs every filter of docs/queries.md, on an Azurite that holds nothing but <see cref="QueriedRows"/>.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class QueriesTests
{
    private static readonly TimeSpan ScriptLimit = TimeSpan.FromMinutes(2);

    private AzuriteServer _server = null!;
    private TableServiceClient _client = null!;
    private QueriedRows _rows = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _server = await AzuriteServer.StartAsync(new AzuriteOptions(), CancellationToken.None);
        _client = SharedAzurite.ClientOf(_server);
        _rows = new QueriedRows(_client);
        await _rows.WriteAsync();
    }

    [OneTimeTearDown]
    public async Task Stop() => await _server.DisposeAsync();

    [Test]
    public void Every_filter_has_expected_rows_and_the_other_way_round() =>
        Assert.That(DocumentedQuery.All.Select(query => query.Id), Is.EquivalentTo(ExpectedRows.ById.Keys));

    [TestCaseSource(typeof(DocumentedQuery), nameof(DocumentedQuery.All))]
    public async Task A_filter_finds_its_rows(object documented)
    {
        var query = (DocumentedQuery)documented;
        List<string> found = [];
        await foreach (var row in _client.GetTableClient(query.Table).QueryAsync<TableEntity>(query.Filter, query.Top))
        {
            found.Add(_rows.NameOf(row.PartitionKey, row.RowKey));
            if (found.Count == query.Top)
                break;
        }

        Assert.That(found, Is.EqualTo(ExpectedRows.ById[query.Id]));
    }

    [Test]
    public async Task Microsofts_JavaScript_client_finds_the_same_rows()
    {
        var queries = DocumentedQuery.All.Select(query => new { id = query.Id, table = query.Table, top = query.Top, filter = query.Filter });

        var result = await NodeScript.RunAsync(
            RepositoryFile.Find("FailureFunctions.Tests", "js", "query-tables.mjs"),
            [JsonSerializer.Serialize(queries)],
            new Dictionary<string, string> { ["TABLES"] = _server.ConnectionString },
            ScriptLimit,
            CancellationToken.None);

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        var found = JsonSerializer.Deserialize<Dictionary<string, string[][]>>(result.Output)!
            .ToDictionary(query => query.Key, query => query.Value.Select(keys => _rows.NameOf(keys[0], keys[1])).ToArray());
        Assert.That(found, Is.EquivalentTo(ExpectedRows.ById));
    }

    [Test]
    public void The_bounds_of_the_period_are_those_of_the_row_keys()
    {
        var start = new DateTimeOffset(2024, 6, 3, 0, 0, 0, TimeSpan.Zero);
        // Keys fall as time rises, so the last second before a moment has the lowest key above it.
        var bounds = (Low: FailureRowKey.Before(start.AddDays(1).AddSeconds(-1)), High: FailureRowKey.Before(start.AddSeconds(-1)));

        var filter = DocumentedQuery.All.Single(query => query.Id == "address-period").Filter;

        Assert.That(filter, Does.Contain($"RowKey ge '{bounds.Low}' and RowKey lt '{bounds.High}'"));
    }
}
