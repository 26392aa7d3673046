using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using FailureFunctions.Copernica;
using FailureFunctions.Copernica.Notification;
using FailureFunctions.Quarantine;
using FailureFunctions.Tables;
using FailureFunctions.Tests.Recording;

namespace FailureFunctions.Tests.Quarantine;

/// <summary>Each test has days of its own, and so partitions.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class QuarantineTableTests
{
    [Test]
    public async Task A_row_says_what_was_wrong_with_what()
    {
        var now = new DateTimeOffset(2024, 1, 2, 0, 30, 0, TimeSpan.FromHours(1));
        var headers = Headers(("Content-Type", Samples.Form), ("Host", "example.nl"), ("X-Copernica-ID", "account_1234"), ("Signature", "keyId=\"x\""));

        await KeepAsync(now, RejectedSamples.Notification("type=failure", now.AddSeconds(-2)), headers);

        var row = (await RowsAsync("2024-01-01")).Single();
        Assert.That(row.RowKey, Does.Match($"^{9_999_999_999 - now.AddSeconds(-2).ToUnixTimeSeconds()}-[0-9a-f]{{32}}$"));
        Assert.That(row.OwnColumns(), Is.EquivalentTo(new Dictionary<string, object>
        {
            [Column.ReceivedAt] = now,
            [Column.CalledAt] = now.AddSeconds(-2),
            [Column.Cause] = "unreadable",
            [Column.Errors] = """[{"field":"id","message":"is required"}]""",
            [Column.Account] = "account_1234",
            [Column.ContentType] = Samples.Form,
            [Column.Headers] = """{"content-type":"application/x-www-form-urlencoded","host":"example.nl","x-copernica-id":"account_1234"}""",
            [Column.Body] = Encoding.UTF8.GetBytes("type=failure"),
        }));
    }

    [Test]
    public async Task What_is_absent_has_no_column()
    {
        var now = Day(2024, 1, 3);

        await Table(now).KeepAsync(RejectedSamples.Notification() with { ContentType = null }, RejectedSamples.NoHeaders, Rejection.OtherType, CancellationToken.None);

        var row = (await RowsAsync("2024-01-03")).Single();
        Assert.That(row.OwnColumns().Keys, Is.EquivalentTo(new[] { "ReceivedAt", "Cause", "Errors", "Account", "Headers", "Body" }));
        Assert.That((row[Column.Cause], row[Column.Headers]), Is.EqualTo(("other-type", "{}")));
    }

    [Test]
    public async Task No_secret_is_kept()
    {
        var now = Day(2024, 1, 4);
        string[] secrets = ["Signature", "X-Functions-Key", "Cookie", "Authorization", "Proxy-Authorization", "X-Arr-Ssl", "X-Anything-Else"];

        await KeepAsync(now, RejectedSamples.Notification(calledAt: now), Headers([.. secrets.Append("Digest").Select(name => (name, $"value of {name}"))]));

        Assert.That((await RowsAsync("2024-01-04")).Single().GetString(Column.Headers), Is.EqualTo("""{"digest":"value of Digest"}"""));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(65_535)]
    [TestCase(65_536)]
    public async Task A_body_is_kept_byte_for_byte(int length)
    {
        var now = Day(2025, 1, 1).AddDays(length % 100);
        var body = RandomNumberGenerator.GetBytes(length);

        await KeepAsync(now, RejectedSamples.Notification(calledAt: now) with { Body = body });

        Assert.That((await ListAsync(now)).Notifications.Single().Notification!.Body.ToArray(), Is.EqualTo(body));
    }

    [Test]
    public async Task The_same_signed_call_changes_nothing_about_its_row_and_makes_no_second_one_even_after_midnight()
    {
        var now = Day(2024, 1, 6).AddMinutes(-1);
        await KeepAsync(now, RejectedSamples.Notification(calledAt: now));
        var row = (await ListAsync(now)).Notifications.Single();
        await Table(now).MarkReplayedAsync(row, new Replay(now, "recorded", "an-event"), null, CancellationToken.None);

        await KeepAsync(
            now.AddMinutes(4), RejectedSamples.Notification(calledAt: now) with { ContentType = "text/forged" }, Headers(("user-agent", "forged")));

        var kept = (await ListAsync(now)).Notifications.Single();
        Assert.That((kept.Replay, kept.Notification!.ReceivedAt), Is.EqualTo((new Replay(now, "recorded", "an-event"), now)));
        Assert.That(kept.Notification.ContentType, Is.EqualTo(Samples.Form));
        Assert.That((await ListAsync(now.AddMinutes(4))).Notifications, Is.Empty);
    }

    [Test]
    public async Task Other_bodies_dates_and_accounts_make_rows_of_their_own()
    {
        var now = Day(2024, 1, 7).AddHours(12);

        await KeepAsync(now, RejectedSamples.Notification("body", now));
        await KeepAsync(now, RejectedSamples.Notification("other", now));
        await KeepAsync(now, RejectedSamples.Notification("body", now.AddSeconds(-1)));
        await KeepAsync(now, RejectedSamples.Notification("body", now) with { Account = "account_99" });
        // Account and body are not simply joined.
        await KeepAsync(now, RejectedSamples.Notification("4body", now) with { Account = "account_123" });
        await KeepAsync(now, RejectedSamples.Notification("body", now) with { Account = "account_1234" });

        Assert.That(await RowsAsync("2024-01-07"), Has.Count.EqualTo(5));
    }

    [Test]
    public async Task Headers_of_any_length_and_characters_are_kept_within_bounds()
    {
        var now = Day(2024, 1, 8);
        var contentType = new string('€', 20_000);

        await KeepAsync(
            now,
            RejectedSamples.Notification("body", now) with { ContentType = contentType },
            Headers(("content-type", contentType), ("user-agent", new string('\u0001', 20_000)), ("host", "a\ud800b'\"<>")));

        var row = (await RowsAsync("2024-01-08")).Single();
        Assert.That(row.GetString(Column.ContentType), Has.Length.EqualTo(FieldLimits.ShortText + FieldLimits.CutMark.Length));
        Assert.That(row.GetString(Column.Headers), Has.Length.LessThan(32 * 1024));
    }

    [Test]
    public async Task What_was_kept_is_found_by_its_id_and_nothing_else_is()
    {
        var now = Day(2024, 1, 9).AddHours(12);
        var notification = RejectedSamples.Notification("body", now.AddSeconds(-3));
        await KeepAsync(now, notification);
        var id = new RejectedNotificationId(new(2024, 1, 9), (await RowsAsync("2024-01-09")).Single().RowKey);

        var found = await Table(now).FindAsync(id, CancellationToken.None);

        Assert.That((found!.Id, found.Cause, found.Fault, found.Replay), Is.EqualTo((id, "unreadable", null as string, null as Replay)));
        Assert.That(found.Errors, Is.EqualTo(RejectedSamples.NoId.Errors));
        Assert.That(
            found.Notification! with { Body = default },
            Is.EqualTo(notification with { ReceivedAt = now, Body = default }));
        Assert.That(await Table(now).FindAsync(id with { Key = "none" }, CancellationToken.None), Is.Null);
    }

    [TestCase(Column.Account, 1234, "column Account is not text.")]
    [TestCase(Column.Account, null, "column Account is missing.")]
    [TestCase(Column.ReceivedAt, null, "column ReceivedAt is missing.")]
    [TestCase(Column.CalledAt, "yesterday", "column CalledAt is not a DateTime.")]
    [TestCase(Column.ContentType, 7, "column ContentType is not text.")]
    [TestCase(Column.Body, null, "column Body is missing or is not binary.")]
    [TestCase(Column.Body, "id=1&type=failure", "column Body is missing or is not binary.")]
    [TestCase(Column.Cause, 7, "column Cause is not text.")]
    [TestCase(Column.Errors, "none", "column Errors is not JSON.")]
    [TestCase(Column.ReplayedAt, "yesterday", "column ReplayedAt is not a DateTime.")]
    public void A_row_that_cannot_be_read_has_a_fault_that_names_the_column(string column, object? value, string fault)
    {
        var now = Day(2024, 1, 10);
        var entity = RejectedNotificationRow.Of(RejectedSamples.Notification(calledAt: now), RejectedSamples.NoHeaders, RejectedSamples.NoId, now);
        entity[column] = value;

        var row = RejectedNotificationRow.Read(new RejectedNotificationId(new(2024, 1, 10), entity.RowKey), entity);

        Assert.That((row.Fault, row.Notification), Is.EqualTo((fault, null as AuthenticNotification)));
    }

    [Test]
    public async Task A_replay_is_noted_with_why_it_was_rejected_again()
    {
        var now = Day(2024, 1, 11);
        await KeepAsync(now, RejectedSamples.Notification(calledAt: now));
        var row = (await ListAsync(now)).Notifications.Single();

        await Table(now).MarkReplayedAsync(row, new Replay(now.AddHours(1), "other-type", null), Rejection.OtherType, CancellationToken.None);

        var marked = (await ListAsync(now)).Notifications.Single();
        Assert.That((marked.Replay, marked.Cause), Is.EqualTo((new Replay(now.AddHours(1), "other-type", null), "other-type")));
        Assert.That(marked.Errors, Is.EqualTo(Rejection.OtherType.Errors));
        Assert.That(marked.Notification, Is.Not.Null);
    }

    [Test]
    public async Task A_row_that_was_changed_or_removed_since_it_was_read_is_left_alone()
    {
        var now = Day(2024, 1, 12);
        await KeepAsync(now, RejectedSamples.Notification(calledAt: now));
        var row = (await ListAsync(now)).Notifications.Single();
        var table = SharedAzurite.Client.GetTableClient(TableNames.Rejected);
        await table.UpdateEntityAsync(new TableEntity(row.Id.Partition, row.Id.Key) { [Column.ContentType] = "text/plain" }, row.Version);

        await Table(now).MarkReplayedAsync(row, new Replay(now, "recorded", "an-event"), null, CancellationToken.None);
        var changed = (await RowsAsync("2024-01-12")).Single();
        await table.DeleteEntityAsync(changed.PartitionKey, changed.RowKey);
        await Table(now).MarkReplayedAsync(row, new Replay(now, "recorded", "an-event"), null, CancellationToken.None);

        Assert.That((changed[Column.ContentType], changed.ContainsKey(Column.ReplayedAt)), Is.EqualTo(("text/plain", false)));
        Assert.That(await RowsAsync("2024-01-12"), Is.Empty);
    }

    [Test]
    public async Task A_table_that_is_busy_is_not_taken_for_one_that_has_the_row_already_or_no_more()
    {
        var now = Day(2024, 1, 13);
        await KeepAsync(now, RejectedSamples.Notification(calledAt: now));
        var row = (await ListAsync(now)).Notifications.Single();
        var options = new TableClientOptions { Retry = { MaxRetries = 0 } };
        options.AddPolicy(new BusyRows(), HttpPipelinePosition.PerCall);
        var busy = RejectedSamples.Table(new TableServiceClient(SharedAzurite.ConnectionString, options), new FixedTime(now));

        Assert.That(
            () => busy.KeepAsync(RejectedSamples.Notification("other", now), RejectedSamples.NoHeaders, RejectedSamples.NoId, CancellationToken.None),
            Throws.InstanceOf<RequestFailedException>());
        Assert.That(
            () => busy.MarkReplayedAsync(row, new Replay(now, "recorded", "an-event"), null, CancellationToken.None),
            Throws.InstanceOf<RequestFailedException>());
    }

    private static DateTimeOffset Day(int year, int month, int day) => new(year, month, day, 0, 0, 0, TimeSpan.Zero);

    private static QuarantineTable Table(DateTimeOffset now) => RejectedSamples.Table(SharedAzurite.Client, new FixedTime(now));

    private static Task KeepAsync(DateTimeOffset now, AuthenticNotification notification, WebhookHeaders? headers = null) =>
        Table(now).KeepAsync(notification, headers ?? RejectedSamples.NoHeaders, RejectedSamples.NoId, CancellationToken.None);

    private static RejectedNotificationQuery Query(DateTimeOffset from, DateTimeOffset to) =>
        new() { From = DateOnly.FromDateTime(from.UtcDateTime), To = DateOnly.FromDateTime(to.UtcDateTime) };

    private static Task<RejectedNotificationPage> ListAsync(DateTimeOffset day) => Table(day).ListAsync(Query(day, day), CancellationToken.None);

    private static Task<List<TableEntity>> RowsAsync(string day) =>
        SharedAzurite.Client.FindAsync(TableNames.Rejected, string.Create(CultureInfo.InvariantCulture, $"PartitionKey eq '{day}'"));

    private static WebhookHeaders Headers(params (string Name, string Value)[] fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    // Creating the table works.
    private sealed class BusyRows : HttpPipelineSynchronousPolicy
    {
        public override void OnSendingRequest(HttpMessage message)
        {
            if (message.Request.Uri.ToString().Contains(TableNames.Rejected, StringComparison.Ordinal))
                throw new RequestFailedException(503, "busy");
        }
    }
}
