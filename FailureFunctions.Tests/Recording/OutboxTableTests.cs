using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using FailureFunctions.Recording;
using FailureFunctions.Tables;
using FailureFunctions.Tests.Recording.Protocol;

namespace FailureFunctions.Tests.Recording;

/// <summary>Listing and leasing on a real Azurite.</summary>
[TestFixture]
internal sealed class OutboxTableTests : OutboxFixture
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    [Test]
    public async Task Entries_come_oldest_first_once_they_are_old_enough()
    {
        foreach (var digit in "cab")
        {
            await Outbox.EnsureAsync(ScenarioFailures.Of(digit), AttemptId.New(), CancellationToken.None);
            Time.Advance(TimeSpan.FromSeconds(20));
        }

        var listing = await Outbox.ListAsync(CancellationToken.None);

        Assert.That(listing.Due.Select(entry => entry.PartitionKey), Is.EqualTo(new[] { "c", "a" }));
        Assert.That((listing.Count, listing.Unreadable, listing.MoreDue), Is.EqualTo((3, 0, false)));
    }

    [Test]
    public async Task An_entry_is_due_at_the_allowed_age_and_at_the_end_of_its_lease_and_not_a_moment_earlier()
    {
        await Outbox.EnsureAsync(ScenarioFailures.Of('a'), AttemptId.New(), CancellationToken.None);
        Time.Advance(DrainLimits.Age - Tick);
        Assert.That(await DueAsync(), Is.Empty);
        Time.Advance(Tick);
        var entry = (await DueAsync()).Single();

        await LeaseAsync(entry);
        Time.Advance(DrainLimits.Lease - Tick);
        Assert.That(await DueAsync(), Is.Empty);
        Time.Advance(Tick);
        Assert.That(await DueAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_leased_entry_comes_with_its_failure_and_its_attempt()
    {
        var attempt = AttemptId.New();
        await Outbox.EnsureAsync(ScenarioFailures.Of('a'), attempt, CancellationToken.None);
        Time.Advance(DrainLimits.Age);

        var leased = (await LeaseAsync([.. await DueAsync()])).Single();

        Assert.That(leased.Failure, Is.EqualTo(ScenarioFailures.Of('a') with { Tags = leased.Failure!.Tags }));
        Assert.That(leased.Attempt, Is.EqualTo(attempt));
    }

    [Test]
    public async Task More_entries_of_a_partition_than_one_filter_takes_are_leased_with_their_failures()
    {
        var failures = Enumerable.Range(0, 40).Select(number => StorageSamples.FailureOf($"r{number}@example.nl")).ToArray();
        foreach (var failure in failures)
        {
            var entry = OutboxTable.EntryOf(failure, AttemptId.New(), Time.GetUtcNow());
            await Table.AddEntityAsync(entry);
        }
        Time.Advance(DrainLimits.Age);

        var leased = await LeaseAsync([.. await DueAsync()]);

        Assert.That(leased.Select(entry => entry.Failure?.EventId), Is.EquivalentTo(failures.Select(failure => (EventId?)failure.EventId)));
    }

    [Test]
    public async Task Listing_reads_no_failures()
    {
        await AddOldAsync("a");
        var requests = new List<string>();
        var options = new TableClientOptions();
        options.AddPolicy(new RecordedRequests(requests), HttpPipelinePosition.PerCall);
        var outbox = new OutboxTable(new TableServiceClient(Azurite.ConnectionString, options), Time);

        await outbox.ListAsync(CancellationToken.None);

        var queries = requests.Where(request => request.StartsWith("GET", StringComparison.Ordinal)).ToArray();
        Assert.That(queries, Is.Not.Empty.And.All.Contains("select=").And.None.Contains(Column.Description).And.None.Contains(Column.Recipient));
    }

    [Test]
    public async Task Only_one_of_two_drains_gets_an_entry_until_its_lease_expires()
    {
        await AddOldAsync("ab");
        var due = await DueAsync();

        var first = await LeaseAsync(due[0]);
        var second = await LeaseAsync([.. due]);
        var leased = await DueAsync();
        Time.Advance(DrainLimits.Lease);
        var expired = await DueAsync();

        Assert.That((first.Count, second.Count, leased.Count, expired.Count), Is.EqualTo((1, 1, 0, 2)));
        Assert.That(second[0].Entry.RowKey, Is.Not.EqualTo(first[0].Entry.RowKey));
    }

    [Test]
    public async Task A_postponed_entry_keeps_its_failure_and_says_why()
    {
        await AddOldAsync("a");
        var leased = (await LeaseAsync([.. await DueAsync()])).Single();

        await Outbox.PostponeAsync(leased.Entry, Time.GetUtcNow() + TimeSpan.FromHours(1), "Service Bus: ServiceBusy", default);
        var row = (await Table.GetEntityAsync<TableEntity>("a", leased.Entry.RowKey)).Value;
        Time.Advance(TimeSpan.FromHours(1));
        var later = (await LeaseAsync([.. await DueAsync()])).Single();

        Assert.That(row[Column.LastError], Is.EqualTo("Service Bus: ServiceBusy"));
        Assert.That((later.Entry.Attempts, later.Failure?.EventId), Is.EqualTo((1, leased.Failure?.EventId)));
    }

    private sealed class RecordedRequests(List<string> requests) : HttpPipelineSynchronousPolicy
    {
        public override void OnSendingRequest(HttpMessage message) =>
            requests.Add($"{message.Request.Method} {Uri.UnescapeDataString(message.Request.Uri.ToString())}");
    }
}
