using Azure.Data.Tables;
using FailureFunctions.Local.NodeTools;
using FailureFunctions.Observability;
using FailureFunctions.Recording;
using FailureFunctions.Tables;
using FailureFunctions.Tests.Dependencies;
using FailureFunctions.Tests.Observability;
using FailureFunctions.Tests.Recording.Protocol;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Moq;

namespace FailureFunctions.Tests.Recording;

/// <summary>An Azurite for the tests of one fixture. Its outbox and its failures are emptied before each test.</summary>
internal abstract class OutboxFixture
{
    protected FakeTimeProvider Time { get; private set; } = null!;
    protected AzuriteServer Azurite { get; private set; } = null!;
    protected TableServiceClient Service { get; private set; } = null!;
    protected OutboxTable Outbox { get; private set; } = null!;
    protected FailuresTable Failures { get; private set; } = null!;
    protected Mock<IFailurePublisher> Publisher { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        Azurite = await AzuriteServer.StartAsync(new AzuriteOptions(), CancellationToken.None);
        Service = new TableServiceClient(Azurite.ConnectionString);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await Azurite.DisposeAsync();

    [SetUp]
    public async Task EmptyAsync()
    {
        Time = new FakeTimeProvider(Samples.Now);
        Outbox = new OutboxTable(Service, Time);
        Failures = new FailuresTable(Service, Time);
        Publisher = new Mock<IFailurePublisher>();
        foreach (var created in new[] { Outbox.Created, Failures.Created })
        {
            var table = await created.GetAsync(CancellationToken.None);
            await RowRemoval.RemoveAsync(table, await table.QueryAsync<TableEntity>().ToListAsync(), evenIfChanged: true, CancellationToken.None);
        }
    }

    protected TableClient Table => Service.GetTableClient(TableNames.Outbox);

    protected TableClient Rows => Service.GetTableClient(TableNames.Failures);

    /// <summary>An entry as the version before wrote it: the whole failure.</summary>
    protected static TableEntity OldEntryOf(Failure failure)
    {
        var entry = new TableEntity(FailureColumns.ToRow(failure))
        {
            PartitionKey = failure.EventId.Value[..1],
            RowKey = failure.EventId.Value,
            [Column.RecipientKey] = failure.RecipientKey.Value,
            [Column.Attempt] = "0123456789abcdef0123456789abcdef",
            [Column.Attempts] = 0,
            [Column.FirstSeenAt] = Samples.Now,
        };
        if (failure.ReportedAt is { } reported)
            entry[Column.ReportedAt] = reported;
        if (failure.Trace is { } trace)
        {
            entry[Column.TraceParent] = TraceContexts.ParentOf(trace);
            entry[Column.TraceState] = trace.TraceState;
        }
        return entry;
    }

    protected Task<OutboxListing> ListAsync() => Outbox.ListAsync(CancellationToken.None);

    protected async Task<IReadOnlyList<OutboxPointer>> DueAsync() => (await ListAsync()).Due;

    protected Task AddPointerAsync(Failure failure) => Outbox.AddAsync(failure.Keys, failure.Trace, CancellationToken.None);

    /// <summary>Adds rows that the bus has not accepted, with their pointers.</summary>
    protected async Task QueueAsync(string digits)
    {
        foreach (var failure in digits.Select(digit => ScenarioFailures.Of(digit)))
        {
            await Failures.AddAsync(failure, CancellationToken.None);
            await AddPointerAsync(failure);
        }
    }

    protected async Task<DrainReport> DrainAsync()
    {
        using var meters = new TestMeters();
        var drain = new OutboxDrain(
            Outbox, Failures, Publisher.Object, TestCalls.Unlimited, new OutboxMetrics(meters, Time), Time, NullLogger<OutboxDrain>.Instance);
        return await drain.RunAsync(CancellationToken.None);
    }

    /// <summary>Changes a column as people do; null removes it.</summary>
    protected static async Task AlterAsync(TableClient table, string partitionKey, string rowKey, string column, object? value)
    {
        var row = (await table.GetEntityAsync<TableEntity>(partitionKey, rowKey)).Value;
        row.Remove(column);
        if (value is not null)
            row[column] = value;
        await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);
    }

    protected Task AlterRowAsync(char digit, string column, object? value)
    {
        var (partitionKey, rowKey) = ScenarioFailures.Of(digit).Keys;
        return AlterAsync(Rows, partitionKey, rowKey, column, value);
    }
}
