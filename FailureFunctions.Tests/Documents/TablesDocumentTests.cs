using System.Diagnostics;
using System.Reflection;
using Azure.Data.Tables;
using FailureFunctions.Copernica.Notification;
using FailureFunctions.Copernica.Signing;
using FailureFunctions.Links;
using FailureFunctions.Quarantine;
using FailureFunctions.Recording;
using FailureFunctions.Suppression;
using FailureFunctions.Tables;
using FailureFunctions.Tests.Copernica.Signing;
using FailureFunctions.Tests.Quarantine;
using FailureFunctions.Tests.Recording;
using FailureFunctions.Tests.Suppression;

namespace FailureFunctions.Tests.Documents;

/// <summary>docs/tables.md says of each table what the app writes there: no column more, none less, each of its type.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class TablesDocumentTests
{
    private const string Passes = "Retention";

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
            Is.EquivalentTo(new[] { TableNames.Failures, TableNames.Outbox, TableNames.Rejected, TableNames.Suppressions, TableNames.SigningKeys, TableNames.Links, Passes }));

    [Test]
    public async Task Failures_has_the_columns_that_are_described()
    {
        var full = await StoredAsync(Full(), published: true);
        var bare = await StoredAsync(Bare(), published: false);

        AssertDescribed(TypesOf(TableNames.Failures, ofEarlierVersions: [Column.Attempt]), full);
        Assert.That(bare.Keys, Is.EquivalentTo(NeverAbsent(TableNames.Failures)));
    }

    [Test]
    public async Task FailureOutbox_has_the_columns_that_are_described()
    {
        var full = await QueuedAsync(SampleFailures.Trace, postponed: true);
        var bare = await QueuedAsync(trace: null, postponed: false);

        AssertDescribed(TypesOf(TableNames.Outbox, ofEarlierVersions: [Column.RecipientKey, Column.ReportedAt]), full);
        Assert.That(bare.Keys, Is.EquivalentTo(NeverAbsent(TableNames.Outbox)));
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
        var interrupted = await PassAsync(new SweptPage(0, "place"), null);
        var completed = await PassAsync(new SweptPage(0, null));

        AssertDescribed(DocumentedColumn.TypesOf(Passes), interrupted.UnionBy(completed, column => column.Key).ToDictionary());
        Assert.That(interrupted.Keys.Intersect(completed.Keys), Is.EquivalentTo(NeverAbsent(Passes)));
    }

    [Test]
    public async Task Suppressions_has_the_columns_that_are_described()
    {
        using var world = new ListWorld();
        var key = RecipientKey.Of($"a/{world.Recipient}");
        var failure = await world.FailAsync(recipient: key.Value);
        await world.List.DecideAsync(key.Value, new DecisionRequest(DecisionKind.Protect, "test"), null, CancellationToken.None);
        await world.List.DecideAsync(key.Value, new DecisionRequest(DecisionKind.Unprotect, "test"), null, CancellationToken.None);
        await world.Domains.DecideAsync($"{Guid.NewGuid():N}.example", new DecisionRequest(DecisionKind.Protect, "test"), null, CancellationToken.None);
        var end = (await world.Table.ListDueAsync(failure.OccurredAt.AddDays(7), CancellationToken.None)).Single(entry => entry.Recipient == key);
        await world.Table.ContinueAsync(end, "place", CancellationToken.None);

        var recipient = (await SharedAzurite.Client.FindAsync(TableNames.Suppressions, $"PartitionKey eq '{key.PartitionKey}'")).Single().OwnColumns();
        var index = (await SharedAzurite.Client.FindAsync(TableNames.Suppressions, $"RowKey eq '{end.RowKey}'")).Single().OwnColumns();
        var domain = (await SharedAzurite.Client.FindAsync(TableNames.Suppressions, $"PartitionKey eq '{ProtectedDomains.Partition}'"))[0].OwnColumns();

        AssertDescribed(DocumentedColumn.TypesOf(TableNames.Suppressions), recipient.UnionBy(index, column => column.Key).ToDictionary());
        Assert.That(index.Keys, Is.EquivalentTo([Column.RecipientKey, Column.Next]));
        Assert.That(domain.Keys, Is.EquivalentTo([Column.RecipientDomain, Column.Decisions, Column.Version, Column.UpdatedAt]));
    }

    [Test]
    public void FailureLinks_has_the_columns_that_are_described()
    {
        var row = FailureLink.Of(Full()).Rows().First();
        string[] own = [.. row.Keys.Except(["PartitionKey", "RowKey"])];

        AssertDescribed(DocumentedColumn.TypesOf(TableNames.Links), own.ToDictionary(column => column, column => row[column]));
        // The only column of an erasure.
        Assert.That(NeverAbsent(TableNames.Links), Is.EqualTo([Column.OccurredAt]));
    }

    [Test]
    public void SigningKeys_has_the_columns_that_are_described()
    {
        var key = new SharedKey(default, new KeyLookup.Found([FakeKeyResolver.ToKey(TestKey.Genuine)]), Samples.Now, Samples.Now, Samples.Now);
        var row = SigningKeysTable.RowOf(key);
        string[] own = [.. row.Keys.Except(["PartitionKey", "RowKey"])];

        AssertDescribed(DocumentedColumn.TypesOf(TableNames.SigningKeys), own.ToDictionary(column => column, column => row[column]));
        Assert.That(own, Is.EquivalentTo(NeverAbsent(TableNames.SigningKeys)));
    }

    private static Dictionary<string, string> TypesOf(string table, params string[] ofEarlierVersions) =>
        DocumentedColumn.TypesOf(table).ExceptBy(ofEarlierVersions, column => column.Key).ToDictionary();

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

    // Its key is encoded as PartitionKey.
    private static Failure Full() => StorageSamples.FailureOf(
        $"a/{StorageSamples.NewRecipient()}",
        more:
        [
            ("timestamp", "2024-06-03 14:07:31"), ("action", "failure"), ("state", "rcptto"), ("code", "550"), ("extended", "5.1.1"),
            ("description", "unknown user"), ("tags", new[] { "a" }), ("profile", "1"), ("mailing", "2"), ("template", "3"),
        ]) with
    {
        Source = NotificationType.Bounce,
        FinalRecipient = "x@intern.example",
    };

    private static Failure Bare() => StorageSamples.Failure($"id=m1&recipient={Guid.NewGuid():N}");

    private static async Task<Dictionary<string, object>> StoredAsync(Failure failure, bool published)
    {
        var table = new FailuresTable(SharedAzurite.Client, TimeProvider.System);
        var row = await table.AddAsync(failure, CancellationToken.None);
        if (published)
            await table.MarkPublishedAsync(failure.Keys, row.Version, CancellationToken.None);
        var rows = await SharedAzurite.Client.FindAsync(TableNames.Failures, $"PartitionKey eq '{failure.Keys.PartitionKey}'");
        return rows.Single().OwnColumns();
    }

    private static async Task<Dictionary<string, object>> QueuedAsync(ActivityContext? trace, bool postponed)
    {
        var outbox = new OutboxTable(SharedAzurite.Client, TimeProvider.System);
        var keys = Bare().Keys;
        await outbox.AddAsync(keys, trace, CancellationToken.None);
        var row = await RowAsync();
        if (postponed)
        {
            var pointer = new OutboxPointer(row.PartitionKey, row.RowKey, row.ETag.ToString(), keys, Attempts: 0, trace);
            await outbox.PostponeAsync(pointer, Samples.Now, "reason", CancellationToken.None);
        }
        return (await RowAsync()).OwnColumns();

        async Task<TableEntity> RowAsync() =>
            (await SharedAzurite.Client.FindAsync(TableNames.Outbox, $"FailurePartitionKey eq '{keys.PartitionKey}'")).Single();
    }

    // A null interrupts the pass.
    private static async Task<Dictionary<string, object>> PassAsync(params SweptPage?[] pages)
    {
        var passes = new TablePasses(new MaintenanceTables(SharedAzurite.Client), TimeProvider.System);
        var pass = new TablePass { Table = $"{Guid.NewGuid():N}", Purpose = "pass", Age = TimeSpan.FromDays(30), StartedAt = Samples.Now };
        try
        {
            await passes.RunAsync(pass, pages.Select(page => page ?? throw new TimeoutException()).ToAsyncEnumerable(), _ => { }, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            // Interrupted.
        }
        return (await SharedAzurite.Client.FindAsync(Passes, $"PartitionKey eq '{pass.Table}'")).Single().OwnColumns();
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
