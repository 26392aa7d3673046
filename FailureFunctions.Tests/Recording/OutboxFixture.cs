using Azure.Data.Tables;
using FailureFunctions.Local.NodeTools;
using FailureFunctions.Recording;
using FailureFunctions.Tables;
using FailureFunctions.Tests.Dependencies;
using FailureFunctions.Tests.Observability;
using FailureFunctions.Tests.Recording.Protocol;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Moq;

namespace FailureFunctions.Tests.Recording;

/// <summary>An empty outbox in an Azurite of its own for each test.</summary>
internal abstract class OutboxFixture
{
    protected FakeTimeProvider Time { get; private set; } = null!;
    protected AzuriteServer Azurite { get; private set; } = null!;
    protected TableServiceClient Service { get; private set; } = null!;
    protected OutboxTable Outbox { get; private set; } = null!;

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
        await Outbox.Created.GetAsync(CancellationToken.None);
        await foreach (var entity in Table.QueryAsync<TableEntity>())
            await Table.DeleteEntityAsync(entity.PartitionKey, entity.RowKey);
    }

    protected TableClient Table => Service.GetTableClient(TableNames.Outbox);

    protected async Task<IReadOnlyList<OutboxEntry>> DueAsync() => (await Outbox.ListAsync(CancellationToken.None)).Due;

    protected Task<IReadOnlyList<LeasedEntry>> LeaseAsync(params OutboxEntry[] entries) =>
        Outbox.LeaseAsync(entries, Time.GetUtcNow() + DrainLimits.Lease, CancellationToken.None);

    protected async Task<DrainReport> DrainAsync()
    {
        using var meters = new TestMeters();
        var drain = new OutboxDrain(
            Outbox, Mock.Of<IFailureCompletion>(), TestCalls.Unlimited, new OutboxMetrics(meters, Time), Time, NullLogger<OutboxDrain>.Instance);
        return await drain.RunAsync(CancellationToken.None);
    }

    protected async Task AlterAsync(string digit, string column, object? value)
    {
        var row = (await Table.GetEntityAsync<TableEntity>(digit, ScenarioFailures.Of(digit[0]).EventId.Value)).Value;
        row.Remove(column);
        if (value is not null)
            row[column] = value;
        await Table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);
    }

    // An entry without moments of its own has that of the service, whose clock is the real one.
    protected void MoveToTheTimeOfTheService() => Time.SetUtcNow(DateTimeOffset.UtcNow + TimeSpan.FromMinutes(1));

    protected async Task<List<string?>> LastErrorsAsync() =>
        [.. (await Table.QueryAsync<TableEntity>().ToListAsync()).Select(row => row.GetString(Column.LastError))];

    protected async Task AddOldAsync(string digits)
    {
        foreach (var digit in digits)
            await Outbox.EnsureAsync(ScenarioFailures.Of(digit), AttemptId.New(), CancellationToken.None);
        Time.Advance(DrainLimits.Age);
    }
}
