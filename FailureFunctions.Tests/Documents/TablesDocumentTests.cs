using System.Reflection;
using Azure.Data.Tables;
using FailureFunctions.Privacy;
using FailureFunctions.Quarantine;
using FailureFunctions.Recording;
using FailureFunctions.Tables;
using FailureFunctions.Tests.Quarantine;
using FailureFunctions.Tests.Recording;

namespace FailureFunctions.Tests.Documents;

/// <summary>docs/tables.md says of each table what the app writes there: no column more, none less, each of its type.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class TablesDocumentTests
{
    // Written when a publishing is tried again, which a row that has just been made does not know of.
    private static readonly string[] OfLaterTries = [Column.LastError, Column.LeasedUntil];

    [Test]
    public void Every_column_that_the_app_names_is_described_and_every_one_described_is_named()
    {
        var named = typeof(Column).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);

        Assert.That(DocumentedColumn.All.Select(column => column.Name).Distinct(), Is.EquivalentTo(named));
    }

    [Test]
    public void Every_table_is_described() =>
        Assert.That(
            DocumentedColumn.All.Select(column => column.Table).Distinct(),
            Is.EquivalentTo(new[] { TableNames.Failures, TableNames.Outbox, TableNames.Rejected, TableNames.Retention }));

    [Test]
    public async Task Failures_has_the_columns_that_are_described()
    {
        var full = await StoredAsync(Full());
        var bare = await StoredAsync(Bare());

        AssertDescribed(DocumentedColumn.TypesOf(TableNames.Failures), full);
        Assert.That(bare.Keys, Is.EquivalentTo(NeverAbsent(TableNames.Failures)));
    }

    [Test]
    public async Task FailureOutbox_has_the_columns_of_Failures_and_those_that_are_described()
    {
        var documented = DocumentedColumn.TypesOf(TableNames.Failures)
            .Concat(DocumentedColumn.TypesOf(TableNames.Outbox).Where(column => !OfLaterTries.Contains(column.Key)))
            .ToDictionary();

        var full = await WaitingAsync(Full() with { Trace = SampleFailures.Trace });
        var bare = await WaitingAsync(Bare());

        AssertDescribed(documented, full);
        Assert.That(bare.Keys, Is.EquivalentTo(NeverAbsent(TableNames.Failures).Concat(NeverAbsent(TableNames.Outbox))));
    }

    [Test]
    public async Task RejectedNotifications_has_the_columns_that_are_described()
    {
        var full = await RejectedAsync(new(2023, 1, 1, 0, 0, 0, TimeSpan.Zero), signed: true, replayed: true);
        var bare = await RejectedAsync(new(2023, 1, 2, 0, 0, 0, TimeSpan.Zero), signed: false, replayed: false);

        AssertDescribed(DocumentedColumn.TypesOf(TableNames.Rejected), full);
        Assert.That(bare.Keys, Is.EquivalentTo(NeverAbsent(TableNames.Rejected)));
    }

    [Test]
    public async Task Retention_has_the_columns_that_are_described()
    {
        var passes = new RetentionProgress(new MaintenanceTables(SharedAzurite.Client));
        var bare = new RetentionPass($"{Guid.NewGuid():N}", TimeSpan.FromDays(30), Samples.Now);
        var full = bare with { Table = $"{Guid.NewGuid():N}", Next = "place", CompletedAt = Samples.Now };
        foreach (var pass in new[] { bare, full })
            await passes.WriteAsync(pass, CancellationToken.None);

        AssertDescribed(DocumentedColumn.TypesOf(TableNames.Retention), await PassAsync(full.Table));
        Assert.That((await PassAsync(bare.Table)).Keys, Is.EquivalentTo(NeverAbsent(TableNames.Retention)));

        static async Task<Dictionary<string, object>> PassAsync(string table) =>
            (await SharedAzurite.Client.FindAsync(TableNames.Retention, $"PartitionKey eq '{table}'")).Single().OwnColumns();
    }

    private static void AssertDescribed(Dictionary<string, string> documented, Dictionary<string, object> written) =>
        Assert.That(written.ToDictionary(column => column.Key, column => TypeOf(column.Value)), Is.EquivalentTo(documented));

    private static string TypeOf(object value) => value switch
    {
        string => "Edm.String",
        int => "Edm.Int32",
        DateTimeOffset => "Edm.DateTime",
        byte[] => "Edm.Binary",
        _ => value.GetType().Name,
    };

    private static IEnumerable<string> NeverAbsent(string table) =>
        DocumentedColumn.All.Where(column => column.Table == table && column.Absent == "never").Select(column => column.Name);

    private static Failure Full() => StorageSamples.FailureOf(
        StorageSamples.NewRecipient(),
        more:
        [
            ("timestamp", "2024-06-03 14:07:31"), ("action", "failure"), ("state", "rcptto"), ("code", "550"), ("extended", "5.1.1"),
            ("description", "unknown user"), ("tags", new[] { "a" }), ("profile", "1"), ("mailing", "2"), ("template", "3"),
        ]);

    private static Failure Bare() => StorageSamples.Failure($"id=m1&recipient={Guid.NewGuid():N}");

    private static async Task<Dictionary<string, object>> StoredAsync(Failure failure)
    {
        await new FailuresTable(SharedAzurite.Client).EnsureAsync(failure, AttemptId.New(), CancellationToken.None);
        var rows = await SharedAzurite.Client.FindAsync(TableNames.Failures, $"PartitionKey eq '{failure.RecipientKey.PartitionKey}'");
        return rows.Single().OwnColumns();
    }

    private static async Task<Dictionary<string, object>> WaitingAsync(Failure failure)
    {
        await new OutboxTable(SharedAzurite.Client, TimeProvider.System).EnsureAsync(failure, AttemptId.New(), CancellationToken.None);
        TableEntity entry = await SharedAzurite.Client.GetTableClient(TableNames.Outbox)
            .GetEntityAsync<TableEntity>(OutboxTable.ShardOf(failure.EventId), failure.EventId.Value);
        return entry.OwnColumns();
    }

    private static async Task<Dictionary<string, object>> RejectedAsync(DateTimeOffset day, bool signed, bool replayed)
    {
        await RejectedSamples.Table(SharedAzurite.Client, new FixedTime(day)).KeepAsync(
            RejectedSamples.Notification(calledAt: signed ? day : null) with { ContentType = signed ? Samples.Form : null },
            RejectedSamples.NoHeaders,
            RejectedSamples.NoId,
            CancellationToken.None);
        if (replayed)
            await MarkAsync(day);
        var rows = await SharedAzurite.Client.FindAsync(TableNames.Rejected, $"PartitionKey eq '{day:yyyy-MM-dd}'");
        return rows.Single().OwnColumns();
    }

    private static async Task MarkAsync(DateTimeOffset day)
    {
        var quarantine = RejectedSamples.Table(SharedAzurite.Client, new FixedTime(day));
        var date = DateOnly.FromDateTime(day.UtcDateTime);
        var page = await quarantine.ListAsync(new RejectedNotificationQuery { From = date, To = date }, CancellationToken.None);
        await quarantine.MarkReplayedAsync(page.Notifications.Single(), new Replay(day, "recorded", "an-event"), null, CancellationToken.None);
    }
}
