using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using FailureFunctions.Copernica;
using FailureFunctions.Copernica.Notification;
using FailureFunctions.Quarantine;
using FailureFunctions.Tables;
using FailureFunctions.Tests.Recording;

namespace FailureFunctions.Tests.Quarantine;

/// <summary>Each test has a day of its own, and so a partition.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class RejectedNotificationsTests
{
    [Test]
    public async Task A_row_tells_what_was_wrong_with_what()
    {
        var now = new DateTimeOffset(2024, 1, 2, 0, 30, 0, TimeSpan.FromHours(1));

        await KeepAsync(now, Notification("type=failure", now.AddSeconds(-2)));

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
        var now = new DateTimeOffset(2024, 1, 3, 12, 0, 0, TimeSpan.Zero);
        var notification = Notification("type=bounce", calledAt: null) with { Cause = RejectionCause.OtherType };

        await KeepAsync(now, notification with { Request = notification.Request with { Headers = new WebhookHeaders([]) } });

        var row = (await RowsAsync("2024-01-03")).Single();
        Assert.That(row.OwnColumns().Keys, Is.EquivalentTo(new[] { "ReceivedAt", "Cause", "Errors", "Account", "Headers", "Body" }));
        Assert.That(row.GetString(Column.Cause), Is.EqualTo("other-type"));
        Assert.That(row.GetString(Column.Headers), Is.EqualTo("{}"));
    }

    [Test]
    public async Task No_secret_is_kept()
    {
        var now = new DateTimeOffset(2024, 1, 4, 12, 0, 0, TimeSpan.Zero);
        var notification = Notification("body", now);
        string[] secrets = ["Signature", "X-Functions-Key", "Cookie", "Authorization", "Proxy-Authorization", "X-Arr-Ssl", "X-Anything-Else"];
        var headers = new WebhookHeaders(secrets.Append("Digest").Select(name => KeyValuePair.Create(name, $"value of {name}")));

        await KeepAsync(now, notification with { Request = notification.Request with { Headers = headers, Target = "/api/failures?code=S3CRET" } });

        var row = (await RowsAsync("2024-01-04")).Single();
        Assert.That(row.GetString(Column.Headers), Is.EqualTo("""{"digest":"value of Digest"}"""));
        Assert.That(row.Select(column => column.Value).OfType<string>(), Has.None.Contains("S3CRET"));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(65_535)]
    [TestCase(65_536)]
    public async Task A_body_is_kept_byte_for_byte(int length)
    {
        var now = new DateTimeOffset(2025, 1, 1, 12, 0, 0, TimeSpan.Zero).AddDays(length % 100);
        var body = RandomNumberGenerator.GetBytes(length);

        await KeepAsync(now, Notification(body, now));

        var row = (await RowsAsync(now.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))).Single();
        Assert.That(row.GetBinary(Column.Body), Is.EqualTo(body));
    }

    [Test]
    public async Task The_newest_comes_first()
    {
        var day = new DateTimeOffset(2024, 1, 5, 0, 0, 0, TimeSpan.Zero);
        foreach (var hour in (int[])[7, 23, 0, 12])
            await KeepAsync(day.AddHours(hour), Notification("body", day.AddHours(hour)));

        var hours = (await RowsAsync("2024-01-05")).Select(row => row.GetDateTimeOffset(Column.ReceivedAt)!.Value.Hour);

        Assert.That(hours, Is.EqualTo(new[] { 23, 12, 7, 0 }));
    }

    [Test]
    public async Task The_same_signed_call_on_the_same_day_makes_no_second_row()
    {
        var now = new DateTimeOffset(2024, 1, 6, 12, 0, 0, TimeSpan.Zero);

        await KeepAsync(now, Notification("body", now));
        await KeepAsync(now.AddMinutes(4), Notification("body", now));

        Assert.That(await RowsAsync("2024-01-06"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Other_bodies_moments_and_accounts_make_rows_of_their_own()
    {
        var now = new DateTimeOffset(2024, 1, 7, 12, 0, 0, TimeSpan.Zero);

        await KeepAsync(now, Notification("body", now));
        await KeepAsync(now, Notification("other", now));
        await KeepAsync(now, Notification("body", now.AddSeconds(-1)));
        await KeepAsync(now, Notification("body", now) with { Account = "account_99" });

        Assert.That(await RowsAsync("2024-01-07"), Has.Count.EqualTo(4));
    }

    [Test]
    public async Task Headers_of_any_length_and_characters_are_kept_within_bounds()
    {
        var now = new DateTimeOffset(2024, 1, 8, 12, 0, 0, TimeSpan.Zero);
        var notification = Notification("body", now);
        var headers = new WebhookHeaders(
        [
            KeyValuePair.Create("content-type", new string('€', 20_000)),
            KeyValuePair.Create("user-agent", new string('\u0001', 20_000)),
            KeyValuePair.Create("host", "a\ud800b'\"<>"),
        ]);

        await KeepAsync(now, notification with { Request = notification.Request with { Headers = headers } });

        var row = (await RowsAsync("2024-01-08")).Single();
        Assert.That(row.GetString(Column.ContentType), Has.Length.EqualTo(FieldLimits.ShortText + FieldLimits.CutMark.Length));
        Assert.That(row.GetString(Column.Headers), Has.Length.LessThan(32 * 1024));
    }

    private static Task KeepAsync(DateTimeOffset now, RejectedNotification notification) =>
        new TableRejectedNotifications(SharedAzurite.Client, new FixedTime(now)).KeepAsync(notification, CancellationToken.None);

    private static Task<List<TableEntity>> RowsAsync(string day) =>
        SharedAzurite.Client.FindAsync(TableNames.Rejected, $"PartitionKey eq '{day}'");

    private static RejectedNotification Notification(string body, DateTimeOffset? calledAt) => Notification(Encoding.UTF8.GetBytes(body), calledAt);

    private static RejectedNotification Notification(byte[] body, DateTimeOffset? calledAt) => new()
    {
        Cause = RejectionCause.Unreadable,
        Errors = [new FieldError("id", "is required")],
        Account = "account_1234",
        CalledAt = calledAt,
        Request = new WebhookRequest
        {
            Method = "POST",
            Target = "/api/failures",
            Body = body,
            Headers = new WebhookHeaders(
            [
                KeyValuePair.Create("Content-Type", Samples.Form),
                KeyValuePair.Create("Host", "example.nl"),
                KeyValuePair.Create("X-Copernica-ID", "account_1234"),
                KeyValuePair.Create("Signature", "keyId=\"x\""),
            ]),
        },
    };
}
