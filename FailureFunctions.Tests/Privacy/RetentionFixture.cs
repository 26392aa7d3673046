using Azure.Data.Tables;
using FailureFunctions.Privacy;
using FailureFunctions.Recording;
using FailureFunctions.Tables;
using FailureFunctions.Tests.Observability;
using FailureFunctions.Tests.Quarantine;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;

namespace FailureFunctions.Tests.Privacy;

/// <summary>Runs retention over real tables, or over tables that a test makes up.</summary>
internal abstract class RetentionFixture : MaintenanceFixture
{
    protected static readonly TimeSpan Age = TimeSpan.FromDays(30);
    protected static readonly TimeSpan Run = Retention.Run;

    /// <summary>What happens when a page of a table made up by a test was removed.</summary>
    protected Action OnPage { get; set; } = () => { };

    [SetUp]
    public void NothingOnPages() => OnPage = () => { };

    protected Task<int> RunAsync(string table) => RunAsync(Kept(table), new FailureRemoval(Tables), RejectedSamples.Table(Service, Time));

    protected Task<int> RunAsync(RetentionOptions options, params IExpiringTable[] tables) => RunAsync(options, tables, CancellationToken.None);

    /// <returns>How many rows were removed.</returns>
    protected async Task<int> RunAsync(RetentionOptions options, IExpiringTable[] tables, CancellationToken cancellationToken)
    {
        using var counts = new RemovalCounts();
        await RetentionOf(options, counts.Meters, tables).RunAsync(cancellationToken);
        return counts.All.Sum(count => count.Rows);
    }

    protected async Task<TableEntity?> PassOfAsync(string table) =>
        (await RowsAsync(PassesTable)).SingleOrDefault(row => row.PartitionKey == table && row.RowKey == Retention.Purpose);

    protected static RetentionOptions Kept(params string[] tables) => new()
    {
        Failures = tables.Contains(TableNames.Failures) ? Age : null,
        RejectedNotifications = tables.Contains(TableNames.Rejected) ? Age : null,
    };

    protected Mock<IExpiringTable> Table(string name, Func<string?, SweptPage[]> pages)
    {
        var table = new Mock<IExpiringTable>();
        table.SetupGet(expiring => expiring.Name).Returns(name);
        table.Setup(expiring => expiring.ExpireAsync(It.IsAny<DateTimeOffset>(), It.IsAny<string?>(), It.IsAny<CancellationToken>()))
            .Returns((DateTimeOffset _, string? from, CancellationToken _) => Pages(from));
        return table;

        async IAsyncEnumerable<SweptPage> Pages(string? from)
        {
            await Task.CompletedTask;
            foreach (var page in pages(from))
            {
                OnPage();
                yield return page;
            }
        }
    }

    protected Retention RetentionOf(RetentionOptions options, TestMeters meters, params IExpiringTable[] tables) =>
        RetentionOf(options, meters, NullLogger<Retention>.Instance, tables);

    protected Retention RetentionOf(RetentionOptions options, TestMeters meters, ILogger<Retention> log, params IExpiringTable[] tables) =>
        new(options, tables, new TablePasses(Tables, Time), new RemovalMetrics(meters), Time, log);
}
