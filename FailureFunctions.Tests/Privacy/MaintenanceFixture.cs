using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using FailureFunctions.Local.NodeTools;
using FailureFunctions.Recording;
using FailureFunctions.Tables;
using FailureFunctions.Tests.Recording;
using Microsoft.Extensions.Time.Testing;

namespace FailureFunctions.Tests.Privacy;

/// <summary>An Azurite for the tests of one fixture, which go through whole tables; emptied before each, so they take turns.</summary>
internal abstract class MaintenanceFixture
{
    /// <summary>The table of <see cref="TablePasses"/>.</summary>
    protected const string PassesTable = "Retention";

    private AzuriteServer _azurite = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _azurite = await AzuriteServer.StartAsync(new AzuriteOptions(), CancellationToken.None);

    [OneTimeTearDown]
    public async Task StopAsync() => await _azurite.DisposeAsync();

    [SetUp]
    public async Task EmptyAsync()
    {
        Time = new FakeTimeProvider(Samples.Now);
        OnQuery = () => { };
        var options = new TableClientOptions();
        options.Retry.MaxRetries = 0;
        options.AddPolicy(new AfterQueries(() => OnQuery()), HttpPipelinePosition.PerCall);
        Service = new TableServiceClient(_azurite.ConnectionString, options);
        foreach (var name in new[] { TableNames.Failures, TableNames.Outbox, TableNames.Rejected, TableNames.Links, PassesTable })
        {
            var table = Service.GetTableClient(name);
            await table.CreateIfNotExistsAsync();
            var rows = await table.QueryAsync<TableEntity>(select: ["PartitionKey", "RowKey"]).ToListAsync();
            await RowRemoval.RemoveAsync(table, rows, evenIfChanged: true, CancellationToken.None);
        }
    }

    protected FakeTimeProvider Time { get; private set; } = null!;

    protected TableServiceClient Service { get; private set; } = null!;

    protected MaintenanceTables Tables => new(Service);

    /// <summary>What happens after each page that is read from a table.</summary>
    protected Action OnQuery { get; set; } = () => { };

    protected async Task<List<TableEntity>> RowsAsync(string table) =>
        await Service.GetTableClient(table).QueryAsync<TableEntity>().ToListAsync();

    protected FailuresTable Failures => new(Service, Time);

    protected OutboxTable Outbox => new(Service, Time);

    /// <summary>Stores a failure as the app does.</summary>
    protected async Task<Failure> StoreAsync(
        string recipient, DateTimeOffset? reported, DateTimeOffset received, string id = "m1", bool published = true)
    {
        var latest = received.AddMinutes(5);
        var failure = StorageSamples.FailureOf(recipient, id) with
        {
            ReportedAt = reported,
            OccurredAt = reported is null ? received : reported < latest ? reported.Value : latest,
            ReceivedAt = received,
        };
        var row = await Failures.AddAsync(failure, CancellationToken.None);
        if (published)
            await Failures.MarkPublishedAsync(failure.Keys, row.Version, CancellationToken.None);
        return failure;
    }

    /// <summary>Stores many published rows of a recipient at once: with the keys and the moment of failures, and nothing else.</summary>
    protected async Task StoreManyAsync(string recipient, int count, DateTimeOffset moment)
    {
        var key = StorageSamples.FailureOf(recipient).RecipientKey.PartitionKey;
        var digits = FailureRowKey.Before(moment);
        var rows = Enumerable.Range(0, count).Select(i => new TableEntity(key, string.Create(CultureInfo.InvariantCulture, $"{digits}-{i:x32}"))
        {
            [Column.OccurredAt] = moment,
            [Column.ReceivedAt] = moment,
            [Column.PublishedAt] = moment,
        });
        var table = Service.GetTableClient(TableNames.Failures);
        foreach (var batch in rows.Chunk(RowRemoval.Transaction))
            await table.SubmitTransactionAsync(batch.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)));
    }

    private sealed class AfterQueries(Action then) : HttpPipelineSynchronousPolicy
    {
        public override void OnReceivedResponse(HttpMessage message)
        {
            // Queries of many rows, as opposed to look-ups of one by its keys.
            if (message.Request.Method == RequestMethod.Get && message.Request.Uri.ToString().Contains("()", StringComparison.Ordinal))
                then();
        }
    }
}
