using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using FailureFunctions.Recording;
using FailureFunctions.Tables;
using FailureFunctions.Tests.Recording.Protocol;

namespace FailureFunctions.Tests.Recording;

[TestFixture]
internal sealed class OutboxTableTests : OutboxFixture
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    [Test]
    public async Task Pointers_are_due_at_once_and_come_oldest_first_by_the_minute()
    {
        foreach (var digit in "cab")
        {
            await AddPointerAsync(ScenarioFailures.Of(digit));
            Time.Advance(TimeSpan.FromMinutes(1));
        }

        var listing = await ListAsync();

        Assert.That(listing.Due.Select(pointer => pointer.Row), Is.EqualTo("cab".Select(digit => (RowKeys?)ScenarioFailures.Of(digit).Keys)));
        Assert.That(
            (listing.Count, listing.Unreadable, listing.Oldest, listing.MoreDue),
            Is.EqualTo((3, 0, (DateTimeOffset?)Samples.Now, false)));
    }

    [Test]
    public async Task Pointers_of_one_minute_are_spread_over_partitions()
    {
        await AddPointerAsync(ScenarioFailures.Of('a'));
        await AddPointerAsync(ScenarioFailures.Of('b'));

        Assert.That((await DueAsync()).Select(pointer => pointer.PartitionKey), Is.EqualTo(new[] { "2024-06-05T12:00-a", "2024-06-05T12:00-b" }));
    }

    [Test]
    public async Task A_pointer_holds_the_keys_of_its_row_and_nothing_of_the_failure()
    {
        var failure = ScenarioFailures.Of('a') with { Trace = SampleFailures.Trace };
        await AddPointerAsync(failure);

        Assert.That((await Table.QueryAsync<TableEntity>().SingleAsync()).OwnColumns(), Is.EquivalentTo(new Dictionary<string, object>
        {
            [Column.FailurePartitionKey] = failure.Keys.PartitionKey,
            [Column.FailureRowKey] = failure.Keys.RowKey,
            [Column.FirstSeenAt] = Samples.Now,
            [Column.Attempts] = 0,
            [Column.TraceParent] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            [Column.TraceState] = "vendor=1",
        }));
    }

    [Test]
    public async Task The_trace_of_a_request_is_read_back()
    {
        await AddPointerAsync(ScenarioFailures.Of('a') with { Trace = SampleFailures.Trace });
        await AddPointerAsync(ScenarioFailures.Of('b'));

        Assert.That((await DueAsync()).Select(pointer => pointer.Trace), Is.EqualTo(new[] { SampleFailures.Trace, default(System.Diagnostics.ActivityContext?) }));
    }

    [Test]
    public async Task A_row_can_have_several_pointers_and_each_is_removed_on_its_own()
    {
        await AddPointerAsync(ScenarioFailures.Of('a'));
        await AddPointerAsync(ScenarioFailures.Of('a'));
        var due = await DueAsync();

        await Outbox.RemoveAsync([due[0]], CancellationToken.None);
        await Outbox.RemoveAsync([due[0]], CancellationToken.None);

        Assert.That(due, Has.Count.EqualTo(2));
        Assert.That(await DueAsync(), Is.EqualTo(new[] { due[1] }));
    }

    [Test]
    public async Task A_pointer_whose_answer_was_lost_is_added_once()
    {
        var lost = new LostAnswers();

        await new OutboxTable(lost.ClientOf(Azurite.ConnectionString), Time).AddAsync(ScenarioFailures.Of('a').Keys, null, CancellationToken.None);

        Assert.That(lost.Inserts, Is.EqualTo(2));
        Assert.That(await DueAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Listing_reads_no_failures()
    {
        await Table.AddEntityAsync(OldEntryOf(ScenarioFailures.Of('a')));
        var requests = new List<string>();
        var options = new TableClientOptions();
        options.AddPolicy(new RecordedRequests(requests), HttpPipelinePosition.PerCall);
        var outbox = new OutboxTable(new TableServiceClient(Azurite.ConnectionString, options), Time);

        await outbox.ListAsync(CancellationToken.None);

        var queries = requests.Where(request => request.StartsWith("GET", StringComparison.Ordinal)).ToArray();
        Assert.That(queries, Is.Not.Empty.And.All.Contains("select=").And.None.Contains(Column.Description).And.None.Contains("Recipient"));
    }

    [Test]
    public async Task A_postponed_pointer_says_why_and_is_due_at_its_moment_and_not_a_tick_earlier()
    {
        await AddPointerAsync(ScenarioFailures.Of('a'));
        var pointer = (await DueAsync()).Single();

        await Outbox.PostponeAsync(pointer, Samples.Now + TimeSpan.FromHours(1), "Service Bus: MessageSizeExceeded", CancellationToken.None);

        var row = await Table.QueryAsync<TableEntity>().SingleAsync();
        Assert.That(row[Column.LastError], Is.EqualTo("Service Bus: MessageSizeExceeded"));
        Time.Advance(TimeSpan.FromHours(1) - Tick);
        Assert.That(await DueAsync(), Is.Empty);
        Time.Advance(Tick);
        Assert.That((await DueAsync()).Single(), Is.EqualTo(pointer with { Attempts = 1, Version = row.ETag.ToString() }));
    }

    [Test]
    public async Task A_pointer_that_another_drain_has_postponed_or_removed_is_not_postponed_again()
    {
        await AddPointerAsync(ScenarioFailures.Of('a'));
        var pointer = (await DueAsync()).Single();
        await PostponeAsync("first");
        await PostponeAsync("second");
        Assert.That((await Table.QueryAsync<TableEntity>().SingleAsync())[Column.LastError], Is.EqualTo("first"));

        await Outbox.RemoveAsync([pointer], CancellationToken.None);
        await PostponeAsync("third");
        Assert.That(await Table.QueryAsync<TableEntity>().ToListAsync(), Is.Empty);

        Task PostponeAsync(string reason) => Outbox.PostponeAsync(pointer, Samples.Now, reason, CancellationToken.None);
    }

    [Test]
    public async Task An_entry_of_the_old_format_is_listed_and_read_with_its_failure()
    {
        var failure = SampleFailures.Full();
        await Table.AddEntityAsync(OldEntryOf(failure));
        var entry = (await DueAsync()).Single();

        var read = (await Outbox.ReadEntryAsync(entry, CancellationToken.None))!;

        Assert.That((entry.Row, entry.Trace), Is.EqualTo((default(RowKeys?), failure.Trace)));
        Assert.That(read.Failure! with { Tags = failure.Tags }, Is.EqualTo(failure));
        Assert.That(read.Failure.Tags, Is.EqualTo(failure.Tags));
        Assert.That((read.Keys, read.Stored.IsPublished), Is.EqualTo((failure.Keys, false)));
    }

    [Test]
    public async Task An_entry_of_the_old_format_is_drained_into_a_row_that_is_marked()
    {
        var failure = SampleFailures.Full();
        await Table.AddEntityAsync(OldEntryOf(failure));

        Assert.That((await DrainAsync()).Completed, Is.EqualTo(1));

        Assert.That((await Failures.ReadAsync(failure.Keys, CancellationToken.None))!.Stored.IsPublished, Is.True);
        Assert.That(await DueAsync(), Is.Empty);
    }

    [Test]
    public async Task An_entry_of_the_old_format_that_is_gone_is_not_read()
    {
        await Table.AddEntityAsync(OldEntryOf(SampleFailures.Full()));
        var entry = (await DueAsync()).Single();
        await Outbox.RemoveAsync([entry], CancellationToken.None);

        Assert.That(await Outbox.ReadEntryAsync(entry, CancellationToken.None), Is.Null);
    }

    private sealed class RecordedRequests(List<string> requests) : HttpPipelineSynchronousPolicy
    {
        public override void OnSendingRequest(HttpMessage message) =>
            requests.Add($"{message.Request.Method} {Uri.UnescapeDataString(message.Request.Uri.ToString())}");
    }
}
