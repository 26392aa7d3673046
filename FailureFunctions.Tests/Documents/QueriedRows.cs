using System.Text;
using Azure;
using Azure.Data.Tables;
using FailureFunctions.Copernica.Notification;
using FailureFunctions.Links;
using FailureFunctions.Quarantine;
using FailureFunctions.Recording;
using FailureFunctions.Tables;
using FailureFunctions.Tests.Dependencies;
using FailureFunctions.Tests.Quarantine;
using FailureFunctions.Tests.Recording;

namespace FailureFunctions.Tests.Documents;

/// <summary>The rows that the filters of docs/queries.md are run against, each under a name.</summary>
internal sealed class QueriedRows(TableServiceClient service)
{
    private static readonly DateTimeOffset May = new(2024, 5, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset ThirdOfJune = new(2024, 6, 3, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] Queued = ["user-unknown", "jan-4-june"];

    private readonly Dictionary<string, string> _names = [];

    /// <summary>The name of a row that was found, by its keys.</summary>
    public string NameOf(string partitionKey, string rowKey) => _names[$"{partitionKey} {rowKey}"];

    /// <summary>Writes all rows, as the app does.</summary>
    public async Task WriteAsync()
    {
        var failures = Failures();
        var table = new FailuresTable(service, new FixedTime(Samples.Now));
        foreach (var (name, failure) in failures)
        {
            var row = await table.AddAsync(failure, CancellationToken.None);
            if (!Queued.Contains(name))
                await table.MarkPublishedAsync(failure.Keys, row.Version, CancellationToken.None);
            _names.Add($"{failure.Keys.PartitionKey} {failure.Keys.RowKey}", name);
        }

        var links = new LinkTable(service, TestCalls.Unlimited, new FixedTime(Samples.Now));
        await links.AddAsync([.. failures.Values.Select(FailureLink.Of)], CancellationToken.None);
        foreach (var (name, failure) in failures)
            foreach (var row in FailureLink.Of(failure).Rows())
                _names.Add($"{row.PartitionKey} {row.RowKey}", name);

        await QueueAsync(Queued[0], failures[Queued[0]], Samples.Now.AddMinutes(-10), attempts: 3);
        await QueueAsync(Queued[1], failures[Queued[1]], Samples.Now.AddMinutes(-1), attempts: 0);

        await RejectAsync("rejected-morning", new(2024, 6, 5, 8, 0, 0, TimeSpan.Zero), Rejection.UnreadableCause, StorageSamples.Account);
        await RejectAsync("rejected-noon", new(2024, 6, 5, 11, 59, 0, TimeSpan.Zero), Rejection.OtherTypeCause, "account_99");
        await RejectAsync("rejected-week-ago", new(2024, 5, 30, 0, 0, 0, TimeSpan.Zero), Rejection.UnreadableCause, "account_99");
        await RejectAsync("rejected-before-that", new(2024, 5, 29, 23, 59, 59, TimeSpan.Zero), Rejection.OtherTypeCause, StorageSamples.Account);
    }

    private static Dictionary<string, Failure> Failures()
    {
        var failures = new Dictionary<string, Failure>
        {
            ["user-unknown"] = StorageSamples.Failure(Samples.UserUnknown),
            ["mailbox-full"] = StorageSamples.Failure(Samples.MailboxFull),
            ["mailbox-full-again"] = StorageSamples.Failure(Samples.MailboxFull.Replace("time=1717416722", "time=1717503122", StringComparison.Ordinal)),
            ["no-domain"] = StorageSamples.Failure(Samples.NoSuchDomain),
            ["blocked"] = StorageSamples.Failure(Samples.Blocked),
            ["expired"] = StorageSamples.Failure(Samples.Expired),
            ["unauthenticated"] = Other("news@example.org", ("state", "message"), ("code", "550"), ("extended", "5.7.26")),
            ["mystery"] = StorageSamples.FailureOf("who@example.org", time: May.ToUnixTimeSeconds()),
            ["capital"] = Other("José@exämple.de"),
            ["quote"] = Other("o'brien@example.nl"),
            ["slash"] = Other("sales/nl@example.nl"),
            ["info-elsewhere"] = Other("info@shop.example"),
            ["infodesk"] = Other("infodesk@example.org"),
            ["info-desk"] = Other("info-desk@example.org"),
            ["other-account"] = StorageSamples.FailureOf("w@example.org", account: "account_99", time: May.ToUnixTimeSeconds(), more: [("state", "storage")]),
            ["late"] = Other("late@example.org") with { ReceivedAt = new(2024, 6, 6, 0, 0, 0, TimeSpan.Zero) },
            ["other-tags"] = Other("tags@example.org", ("tags", new[] { "juni2024", "nieuwsbrief" })),
            ["longer-tag"] = Other("tags@example.org", ("id", "longer"), ("tags", new[] { "nieuwsbrief2" })),
            ["jan-2-june"] = Jan(ThirdOfJune.AddSeconds(-1)),
            ["jan-3-june-first"] = Jan(ThirdOfJune),
            ["jan-3-june-last"] = Jan(ThirdOfJune.AddDays(1).AddSeconds(-1)),
            ["jan-4-june"] = Jan(ThirdOfJune.AddDays(1)),
            ["jan-undated"] = StorageSamples.Failure("id=undated&recipient=jan@example.nl&state=storage"),
        };
        for (var day = 1; day <= 8; day++)
            failures.Add($"jan-{day}-may", Jan(May.AddDays(day - 1)));
        return failures;
    }

    // A failure that nearly no question is about: the sender's own storage, on the first of May.
    private static Failure Other(string recipient, params (string Name, object Value)[] more) =>
        StorageSamples.FailureOf(recipient, time: May.ToUnixTimeSeconds(), more: [("state", "storage"), .. more]);

    private static Failure Jan(DateTimeOffset time) =>
        StorageSamples.FailureOf("jan@example.nl", time: time.ToUnixTimeSeconds(), more: [("state", "storage")]);

    private async Task QueueAsync(string name, Failure failure, DateTimeOffset since, int attempts)
    {
        await new OutboxTable(service, new FixedTime(since)).AddAsync(failure.Keys, trace: null, CancellationToken.None);
        var pointer = (await service.FindAsync(TableNames.Outbox, $"FailureRowKey eq '{failure.Keys.RowKey}'")).Single();
        _names.Add($"{pointer.PartitionKey} {pointer.RowKey}", name);
        if (attempts == 0)
            return;
        var change = new TableEntity(pointer.PartitionKey, pointer.RowKey) { [Column.Attempts] = attempts, [Column.LastError] = "The bus cannot be reached." };
        await service.GetTableClient(TableNames.Outbox).UpdateEntityAsync(change, ETag.All, TableUpdateMode.Merge);
    }

    private async Task RejectAsync(string name, DateTimeOffset now, string cause, string account)
    {
        await RejectedSamples.Table(service, new FixedTime(now)).KeepAsync(
            RejectedSamples.Notification(name, now) with { Account = account },
            RejectedSamples.NoHeaders,
            new Rejection(cause, [new FieldError("body", "cannot be read")]),
            CancellationToken.None);
        await foreach (var row in service.GetTableClient(TableNames.Rejected).QueryAsync<TableEntity>())
        {
            if (Encoding.UTF8.GetString(row.GetBinary(Column.Body)) == name)
                _names.Add($"{row.PartitionKey} {row.RowKey}", name);
        }
    }
}
