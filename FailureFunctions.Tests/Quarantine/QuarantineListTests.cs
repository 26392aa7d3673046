using System.Text;
using FailureFunctions.Copernica;
using FailureFunctions.Quarantine;
using Microsoft.Extensions.Time.Testing;

namespace FailureFunctions.Tests.Quarantine;

/// <summary>Listing rejected notifications. Each test has days of its own, and so partitions.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class QuarantineListTests
{
    [Test]
    public async Task Pages_of_any_size_follow_each_other_the_newest_first_without_gap_or_overlap([Values(1, 2, 3, 6, 7)] int limit)
    {
        var days = Day(2022, 1, 1).AddDays(10 * limit);
        foreach (var hours in (int[])[7, 23, 0, 24, 30, 47])
            await KeepAsync(days.AddHours(hours), RejectedSamples.Notification($"{hours}", days.AddHours(hours)));

        var query = Query(days, days.AddDays(1)) with { Limit = limit };
        var seen = new List<RejectedNotification>();
        RejectedNotificationId? next = null;
        do
        {
            var page = await Table(days).ListAsync(query with { After = next }, CancellationToken.None);
            Assert.That(page.Notifications, Has.Count.InRange(1, limit));
            seen.AddRange(page.Notifications);
            next = page.Next;
        }
        while (next is not null);

        Assert.That(seen.Select(row => Encoding.UTF8.GetString(row.Notification!.Body.Span)), Is.EqualTo(new[] { "47", "30", "24", "23", "7", "0" }));
    }

    [Test]
    public async Task A_list_ends_when_its_time_is_over_and_passes_one_row_at_least()
    {
        var day = Day(2022, 6, 1);
        foreach (var hour in (int[])[1, 2, 3])
            await KeepAsync(day, RejectedSamples.Notification("body", day.AddHours(hour)));
        var slow = new FakeTimeProvider(day) { AutoAdvanceAmount = QuarantineTable.ListLimit };

        var page = await RejectedSamples.Table(SharedAzurite.Client, slow).ListAsync(Query(day, day) with { Cause = "other-type" }, CancellationToken.None);

        Assert.That(page.Notifications, Is.Empty);
        Assert.That(page.Next, Is.EqualTo((await ListAsync(day)).Notifications[0].Id));
    }

    [Test]
    public async Task Causes_and_replays_are_asked_for_and_days_outside_are_not_listed()
    {
        var day = Day(2022, 7, 2);
        foreach (var (body, rejection) in new[] { ("a", RejectedSamples.NoId), ("b", Rejection.OtherType), ("c", RejectedSamples.NoId) })
            await Table(day).KeepAsync(RejectedSamples.Notification(body, day), RejectedSamples.NoHeaders, rejection, CancellationToken.None);
        await KeepAsync(day.AddDays(-1), RejectedSamples.Notification("before", day.AddDays(-1)));
        await KeepAsync(day.AddDays(1), RejectedSamples.Notification("after", day.AddDays(1)));
        var c = (await ListAsync(day)).Notifications.Single(row => row.Notification!.Body.Span.SequenceEqual("c"u8));
        await Table(day).MarkReplayedAsync(c, new Replay(day, "recorded", "an-event"), null, CancellationToken.None);
        var a = (await ListAsync(day)).Notifications.Single(row => row.Notification!.Body.Span.SequenceEqual("a"u8));
        await Table(day).MarkReplayedAsync(a, new Replay(day, "unreadable", null), null, CancellationToken.None);

        Assert.That(await BodiesAsync(Query(day, day)), Is.EquivalentTo(new[] { "a", "b", "c" }));
        Assert.That(await BodiesAsync(Query(day, day) with { Cause = "unreadable" }), Is.EquivalentTo(new[] { "a", "c" }));
        Assert.That(await BodiesAsync(Query(day, day) with { Replayed = true }), Is.EqualTo(new[] { "c" }));
        Assert.That(await BodiesAsync(Query(day, day) with { Replayed = false }), Is.EquivalentTo(new[] { "a", "b" }));

        async Task<IEnumerable<string>> BodiesAsync(RejectedNotificationQuery query) =>
            (await Table(day).ListAsync(query, CancellationToken.None)).Notifications.Select(row => Encoding.UTF8.GetString(row.Notification!.Body.Span));
    }

    [Test]
    public async Task A_full_page_is_the_last_when_no_later_row_matches()
    {
        var day = Day(2022, 8, 1);
        await Table(day).KeepAsync(RejectedSamples.Notification("older", day), RejectedSamples.NoHeaders, Rejection.OtherType, CancellationToken.None);
        await KeepAsync(day, RejectedSamples.Notification("newer", day.AddHours(1)));

        var page = await Table(day).ListAsync(Query(day, day) with { Cause = "unreadable", Limit = 1 }, CancellationToken.None);

        Assert.That((page.Notifications.Count, page.Next), Is.EqualTo((1, null as RejectedNotificationId?)));
    }

    [Test]
    public void A_list_continues_within_its_days_and_after_the_key_on_its_day_only()
    {
        var query = new RejectedNotificationQuery { From = new(2024, 6, 3), To = new(2024, 6, 5) };

        Assert.That(DaysAfter(new(2024, 6, 4)), Is.EqualTo(new[] { (4, "key"), (3, "") }));
        Assert.That(DaysAfter(new(2024, 6, 9)), Is.EqualTo(new[] { (5, ""), (4, ""), (3, "") }));

        IEnumerable<(int, string)> DaysAfter(DateOnly day) =>
            (query with { After = new RejectedNotificationId(day, "key") }).Days().Select(next => (next.Day.Day, next.AfterKey));
    }

    [TestCase("2024-06-05/8282411148-0f3c", true)]
    [TestCase("2024-06-31/key", false)]
    [TestCase("2024-6-5/key", false)]
    [TestCase(" 2024-06-05/key", false)]
    [TestCase("2024-06-05/", false)]
    [TestCase("2024-06-05", false)]
    [TestCase("2024-06-05/a/b", false)]
    [TestCase("2024-06-05/a#b", false)]
    [TestCase("2024-06-05/#b", false)]
    [TestCase("2024-06-05/a?b", false)]
    [TestCase("2024-06-05/a\\b", false)]
    [TestCase("2024-06-05/a\u0007", false)]
    [TestCase(null, false)]
    public void An_id_is_a_day_and_a_key_that_a_table_can_have(string? text, bool valid)
    {
        Assert.That(RejectedNotificationId.TryParse(text, out var id), Is.EqualTo(valid));
        Assert.That(id.Key, Is.EqualTo(valid ? "8282411148-0f3c" : null));
        if (valid)
            Assert.That(id.ToString(), Is.EqualTo(text));
    }

    [Test]
    public void A_key_has_at_most_512_characters()
    {
        Assert.That(RejectedNotificationId.TryParse($"2024-06-05/{new string('a', 512)}", out _), Is.True);
        Assert.That(RejectedNotificationId.TryParse($"2024-06-05/{new string('a', 513)}", out _), Is.False);
    }

    private static DateTimeOffset Day(int year, int month, int day) => new(year, month, day, 0, 0, 0, TimeSpan.Zero);

    private static QuarantineTable Table(DateTimeOffset now) => RejectedSamples.Table(SharedAzurite.Client, new FixedTime(now));

    private static Task KeepAsync(DateTimeOffset now, AuthenticNotification notification, WebhookHeaders? headers = null) =>
        Table(now).KeepAsync(notification, headers ?? RejectedSamples.NoHeaders, RejectedSamples.NoId, CancellationToken.None);

    private static RejectedNotificationQuery Query(DateTimeOffset from, DateTimeOffset to) =>
        new() { From = DateOnly.FromDateTime(from.UtcDateTime), To = DateOnly.FromDateTime(to.UtcDateTime) };

    private static Task<RejectedNotificationPage> ListAsync(DateTimeOffset day) => Table(day).ListAsync(Query(day, day), CancellationToken.None);
}
