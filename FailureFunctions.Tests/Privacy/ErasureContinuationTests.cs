using System.Text;
using Azure;
using FailureFunctions.Privacy;
using FailureFunctions.Recording;
using FailureFunctions.Tables;
using FailureFunctions.Tests.Copernica.Signing;
using FailureFunctions.Tests.Observability;

namespace FailureFunctions.Tests.Privacy;

/// <summary>How an erasure is interrupted and continued.</summary>
[TestFixture]
internal sealed class ErasureContinuationTests : ErasureFixture
{
    [Test]
    public async Task Tables_that_others_are_written_from_come_first_and_the_rest_in_their_order()
    {
        var report = await EraseAsync("nobody@example.nl");

        Assert.That(report.Removed.Keys, Is.EqualTo(new[] { TableNames.Outbox, TableNames.Failures, TableNames.Rejected, PassesTable }));
    }

    [Test]
    public async Task A_call_to_a_table_that_hangs_ends_in_time_and_can_be_continued()
    {
        using var stop = new CancellationTokenSource();
        var table = Table("T", TimeSpan.FromSeconds(7), (_, token) => HangAsync(token));
        var other = Table("U", TimeSpan.Zero, (_, _) => AsyncEnumerable.Empty<SweptPage>());
        var erasing = Erasure(table, other).EraseAsync(Key, Start, stop.Token);
        Time.Advance(RecipientErasure.Limit);

        var report = await erasing.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.That((report.Interrupted, report.Complete, report.RetryAfter), Is.EqualTo((true, false, TimeSpan.FromSeconds(30))));
        // Rows of the page under way may be removed.
        Assert.That((report.Continuation!.Table, report.Continuation.Recheck), Is.EqualTo(("T", true)));
    }

    [Test]
    public void A_call_that_is_cancelled_ends_so()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.That(
            async () => await Erasure(Table("T", TimeSpan.Zero, (_, token) => HangAsync(token))).EraseAsync(Key, Start, stop.Token),
            Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task An_erasure_is_complete_at_once_where_nothing_is_written_from_what_was_removed()
    {
        var table = Table("T", TimeSpan.Zero, (_, _) => new[] { new SweptPage(1, null) }.ToAsyncEnumerable());
        var other = Table("U", TimeSpan.FromSeconds(7), (_, _) => new[] { new SweptPage(0, null) }.ToAsyncEnumerable());

        Assert.That((await Erasure(table, other).EraseAsync(Key, Start, CancellationToken.None)).Complete, Is.True);
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task An_interruption_at_a_table_from_which_nothing_is_written_needs_no_second_pass_of_its_own(bool recheck)
    {
        var first = Table("T", TimeSpan.FromSeconds(7), (_, _) => new[] { new SweptPage(0, null) }.ToAsyncEnumerable());
        var failing = Table("U", TimeSpan.Zero, (_, _) => throw new RequestFailedException(503, "busy"));

        var report = await Erasure(first, failing).EraseAsync(Key, Start with { Recheck = recheck }, CancellationToken.None);

        Assert.That((report.Continuation!.Table, report.Continuation.Recheck), Is.EqualTo(("U", recheck)));
    }

    [Test]
    public void A_bug_is_not_taken_for_tables_that_cannot_be_reached() =>
        Assert.That(
            async () => await Erasure(Table("T", TimeSpan.Zero, (_, _) => throw new FormatException())).EraseAsync(Key, Start, CancellationToken.None),
            Throws.InstanceOf<FormatException>());

    [TestCase(400, null)]
    [TestCase(503, "place")]
    public async Task A_place_that_the_service_does_not_know_any_more_is_not_kept(int status, string? kept)
    {
        var table = Table("T", TimeSpan.Zero, (_, _) => throw new RequestFailedException(status, "fault"));

        var report = await Erasure(table).EraseAsync(Key, Start with { Table = "T", Next = "place" }, CancellationToken.None);

        Assert.That((report.Interrupted, report.Continuation!.Table, report.Continuation.Next, report.Continuation.Recheck), Is.EqualTo((true, "T", kept, false)));
    }

    [Test]
    public async Task A_continuation_resumes_at_its_place_and_one_of_an_unknown_table_at_the_beginning()
    {
        List<(string, string?)> asked = [];
        var tables = new[] { "A", "B" }.Select(name => Table(name, TimeSpan.Zero, (from, _) => PagesAsync(asked, name, from))).ToArray();

        await Erasure(tables).EraseAsync(Key, Start with { Table = "B", Next = "place" }, CancellationToken.None);
        await Erasure(tables).EraseAsync(Key, Start with { Table = "C", Next = "place" }, CancellationToken.None);

        Assert.That(asked, Is.EqualTo(new[] { ("B", "place"), ("A", null), ("B", null as string) }));
    }

    [Test]
    public async Task The_place_in_a_table_that_is_gone_is_not_taken_for_one_in_the_next_table()
    {
        List<(string, string?)> asked = [];
        var gone = Table("A", TimeSpan.Zero, (_, _) => AsyncEnumerable.Empty<SweptPage>());
        var next = Table("B", TimeSpan.Zero, (from, _) => PagesAsync(asked, "B", from));

        await Erasure(gone, next).EraseAsync(Key, Start with { Table = "A", Next = "place" }, CancellationToken.None);

        Assert.That(asked, Is.EqualTo(new[] { ("B", null as string) }));
    }

    [Test]
    public async Task That_rows_may_come_back_is_not_forgotten_by_later_pages_and_calls()
    {
        var table = Table("T", TimeSpan.FromSeconds(7), (_, _) => PagesAsync([], "T", null));

        var report = await Erasure(table).EraseAsync(Key, Start with { Recheck = true }, CancellationToken.None);

        Assert.That((report.RetryAfter, report.Continuation), Is.EqualTo(
            (TimeSpan.FromSeconds(7), Start with { NotBefore = Time.GetUtcNow().AddSeconds(7) })));
    }

    [Test]
    public async Task Removed_rows_are_counted_by_table()
    {
        await StoreManyAsync(Jan, 3, Samples.Now);
        using var counts = new RemovalCounts();

        await Erasure(counts.Meters, new FailureRemoval(Tables)).EraseAsync(Key, Start, CancellationToken.None);

        Assert.That(counts.All, Is.EqualTo(new[] { (3, TableNames.Failures, "erasure") }));
    }

    [Test]
    public async Task What_was_removed_is_logged_without_the_address()
    {
        var log = new SigningFixture.ListLogger<RecipientErasure>();
        using var meters = new TestMeters();
        var fine = Table("T", TimeSpan.Zero, (_, _) => new[] { new SweptPage(2, null) }.ToAsyncEnumerable());
        var failing = Table("U", TimeSpan.Zero, (_, _) => throw new RequestFailedException(503, "busy"));

        foreach (var tables in (IErasableTable[][])[[fine], [fine, failing]])
            await new RecipientErasure(tables, new RemovalMetrics(meters), Time, log).EraseAsync(Key, Start, CancellationToken.None);

        Assert.That(log.Entries.Select(entry => entry.Split(" must be")[0]), Is.EqualTo(new[]
        {
            "Erased: Erasure of j…@xn--exmple-cua.nl: removed rows: T 2; complete.",
            "ErasureInterrupted: Erasure of j…@xn--exmple-cua.nl was interrupted and",
            "Erased: Erasure of j…@xn--exmple-cua.nl: removed rows: T 2, U 0; to be continued.",
        }));
    }

    [TestCase("")]
    [TestCase("!")]
    [TestCase("bnVsbA")]
    [TestCase("eyJUYWJsZSI6MX0")]
    public void A_continuation_that_the_app_did_not_make_is_none(string text) => Assert.That(ErasureContinuation.Decode(text), Is.Null);

    [Test]
    public void A_continuation_is_of_its_recipient_and_holds_no_address()
    {
        var continuation = Start with { Table = "T", Next = "1!4!cGs-", Recheck = true, NotBefore = Samples.Now };
        var text = continuation.Encode();

        Assert.That(ErasureContinuation.Decode(text), Is.EqualTo(continuation));
        Assert.That((continuation.IsOf(RecipientKey.Of(Jan.ToUpperInvariant())), continuation.IsOf(RecipientKey.Of("piet@example.nl"))), Is.EqualTo((true, false)));
        Assert.That(Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(text)), Does.Not.Contain("jan"));
    }
}
