using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using FailureFunctions.Local.NodeTools;
using FailureFunctions.Recording;
using FailureFunctions.Tables;
using FailureFunctions.Tests.Dependencies;
using FailureFunctions.Tests.Observability;
using FailureFunctions.Tests.Recording.Protocol;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Moq;

namespace FailureFunctions.Tests.Recording;

/// <summary>Leases on a real Azurite.</summary>
[TestFixture]
internal sealed class OutboxTableTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    private FakeTimeProvider _time = null!;
    private AzuriteServer _azurite = null!;
    private TableServiceClient _service = null!;
    private OutboxTable _outbox = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _azurite = await AzuriteServer.StartAsync(new AzuriteOptions(), CancellationToken.None);
        _service = new TableServiceClient(_azurite.ConnectionString);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _azurite.DisposeAsync();

    [SetUp]
    public async Task EmptyAsync()
    {
        _time = new FakeTimeProvider(Samples.Now);
        _outbox = new OutboxTable(_service, _time);
        await _outbox.Created.GetAsync(CancellationToken.None);
        await foreach (var entity in Table.QueryAsync<TableEntity>())
            await Table.DeleteEntityAsync(entity.PartitionKey, entity.RowKey);
    }

    private TableClient Table => _service.GetTableClient(TableNames.Outbox);

    [Test]
    public async Task Entries_come_oldest_first_once_they_are_old_enough()
    {
        foreach (var digit in "cab")
        {
            await _outbox.EnsureAsync(ScenarioFailures.Of(digit), AttemptId.New(), CancellationToken.None);
            _time.Advance(TimeSpan.FromSeconds(20));
        }

        var listing = await _outbox.ListAsync(CancellationToken.None);

        Assert.That(listing.Due.Select(entry => entry.PartitionKey), Is.EqualTo(new[] { "c", "a" }));
        Assert.That((listing.Count, listing.Unreadable, listing.MoreDue), Is.EqualTo((3, 0, false)));
    }

    [Test]
    public async Task An_entry_is_due_at_the_allowed_age_and_at_the_end_of_its_lease_and_not_a_moment_earlier()
    {
        await _outbox.EnsureAsync(ScenarioFailures.Of('a'), AttemptId.New(), CancellationToken.None);
        _time.Advance(DrainLimits.Age - Tick);
        Assert.That(await DueAsync(), Is.Empty);
        _time.Advance(Tick);
        var entry = (await DueAsync()).Single();

        await LeaseAsync(entry);
        _time.Advance(DrainLimits.Lease - Tick);
        Assert.That(await DueAsync(), Is.Empty);
        _time.Advance(Tick);
        Assert.That(await DueAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_leased_entry_comes_with_its_failure_and_its_attempt()
    {
        var attempt = AttemptId.New();
        await _outbox.EnsureAsync(ScenarioFailures.Of('a'), attempt, CancellationToken.None);
        _time.Advance(DrainLimits.Age);

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
            var entry = OutboxTable.EntryOf(failure, AttemptId.New(), _time.GetUtcNow());
            await Table.AddEntityAsync(entry);
        }
        _time.Advance(DrainLimits.Age);

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
        var outbox = new OutboxTable(new TableServiceClient(_azurite.ConnectionString, options), _time);

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
        _time.Advance(DrainLimits.Lease);
        var expired = await DueAsync();

        Assert.That((first.Count, second.Count, leased.Count, expired.Count), Is.EqualTo((1, 1, 0, 2)));
        Assert.That(second[0].Entry.RowKey, Is.Not.EqualTo(first[0].Entry.RowKey));
    }

    [Test]
    public async Task A_postponed_entry_keeps_its_failure_and_says_why()
    {
        await AddOldAsync("a");
        var leased = (await LeaseAsync([.. await DueAsync()])).Single();

        await _outbox.PostponeAsync(leased.Entry, _time.GetUtcNow() + TimeSpan.FromHours(1), "Service Bus: ServiceBusy", default);
        var row = (await Table.GetEntityAsync<TableEntity>("a", leased.Entry.RowKey)).Value;
        _time.Advance(TimeSpan.FromHours(1));
        var later = (await LeaseAsync([.. await DueAsync()])).Single();

        Assert.That(row[Column.LastError], Is.EqualTo("Service Bus: ServiceBusy"));
        Assert.That((later.Entry.Attempts, later.Failure?.EventId), Is.EqualTo((1, leased.Failure?.EventId)));
    }

    // Another version of the app, or of Unicode, may derive other keys: its entries are published all the same.
    [TestCase("jan@example.nl ")]
    [TestCase("jan@example.nl \u200b")]
    [TestCase("jan@exämple.nl")]
    [TestCase("josÉ@example.nl")]
    public async Task A_key_that_another_version_derived_is_used_as_it_is_stored(string key)
    {
        await AddOldAsync("a");
        await AlterAsync("a", Column.RecipientKey, key);

        var leased = (await LeaseAsync([.. await DueAsync()])).Single();

        Assert.That(leased.Failure?.RecipientKey.Value, Is.EqualTo(key), leased.Fault);
    }

    [TestCase(Column.Kind, "sometimes")]
    [TestCase(Column.Code, "550")]
    [TestCase(Column.Tags, "[1")]
    [TestCase(Column.Tags, "[null]")]
    [TestCase(Column.Extra, "[]")]
    [TestCase(Column.EventId, "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb")]
    [TestCase(Column.RecipientKey, "X@EXAMPLE.nl")]
    [TestCase(Column.RecipientKey, "")]
    [TestCase(Column.OccurredAt, "yesterday")]
    [TestCase(Column.Account, null)]
    public async Task An_altered_entry_is_flagged_with_the_column_kept_counted_and_the_others_are_completed(string column, string? value)
    {
        await AddOldAsync("ab");
        await AlterAsync("a", column, value);

        Assert.That(await DrainAsync(), Is.EqualTo(new DrainReport(Completed: 1, Postponed: 0, Unreadable: 1)));

        var row = (await Table.GetEntityAsync<TableEntity>("a", ScenarioFailures.Of('a').EventId.Value)).Value;
        Assert.That(row.GetString(Column.LastError), Does.StartWith("Unreadable: ").And.Contains(column));
        Assert.That((await _outbox.ListAsync(CancellationToken.None)).Unreadable, Is.EqualTo(1));
        Assert.That(await DueAsync(), Is.Empty, "it is looked at again in an hour");
    }

    [TestCase(Column.Attempts, -5)]
    [TestCase(Column.Attempts, "many")]
    [TestCase(Column.Attempts, null)]
    [TestCase(Column.Attempt, null)]
    [TestCase(Column.LeasedUntil, "tomorrow")]
    [TestCase(Column.FirstSeenAt, null)]
    [TestCase("ColumnOfANewerVersion", "anything")]
    public async Task An_entry_is_completed_whatever_the_columns_beside_the_failure_hold(string column, object? value)
    {
        await AddOldAsync("a");
        await AlterAsync("a", column, value);
        MoveToTheTimeOfTheService();

        var leased = (await LeaseAsync([.. await DueAsync()])).Single();

        Assert.That((leased.Failure?.EventId, leased.Entry.Attempts), Is.EqualTo((ScenarioFailures.Of('a').EventId, 0)));
    }

    [Test]
    public async Task An_entry_under_the_wrong_keys_or_without_any_column_is_flagged_and_the_others_are_completed()
    {
        await AddOldAsync("a");
        var row = (await Table.GetEntityAsync<TableEntity>("a", ScenarioFailures.Of('a').EventId.Value)).Value;
        await Table.AddEntityAsync(new TableEntity(row) { PartitionKey = "f" });
        await Table.AddEntityAsync(new TableEntity(row) { RowKey = "copy" });
        await Table.AddEntityAsync(new TableEntity("made", "by hand"));
        MoveToTheTimeOfTheService();

        Assert.That(await DrainAsync(), Is.EqualTo(new DrainReport(Completed: 1, Postponed: 0, Unreadable: 3)));
        Assert.That(await LastErrorsAsync(), Is.EquivalentTo(new[]
        {
            "Unreadable: its keys are not those of its EventId.", "Unreadable: its keys are not those of its EventId.",
            "Unreadable: column EventId is missing.", null,
        }));
    }

    [Test]
    public async Task An_entry_that_cannot_be_written_to_does_not_keep_others_from_being_leased()
    {
        await AddOldAsync("a");
        var full = new TableEntity("a", "full");
        for (var i = 0; i < 252; i++)
            full[$"Column{i}"] = i;
        await Table.AddEntityAsync(full);
        MoveToTheTimeOfTheService();

        var leased = await LeaseAsync([.. await DueAsync()]);

        Assert.That(leased.Select(entry => entry.Entry.RowKey), Does.Contain(ScenarioFailures.Of('a').EventId.Value));
    }

    private async Task<IReadOnlyList<OutboxEntry>> DueAsync() => (await _outbox.ListAsync(CancellationToken.None)).Due;

    private Task<IReadOnlyList<LeasedEntry>> LeaseAsync(params OutboxEntry[] entries) =>
        _outbox.LeaseAsync(entries, _time.GetUtcNow() + DrainLimits.Lease, CancellationToken.None);

    private async Task<DrainReport> DrainAsync()
    {
        using var meters = new TestMeters();
        var drain = new OutboxDrain(
            _outbox, Mock.Of<IFailureCompletion>(), TestCalls.Unlimited, new OutboxMetrics(meters, _time), _time, NullLogger<OutboxDrain>.Instance);
        return await drain.RunAsync(CancellationToken.None);
    }

    private async Task AlterAsync(string digit, string column, object? value)
    {
        var row = (await Table.GetEntityAsync<TableEntity>(digit, ScenarioFailures.Of(digit[0]).EventId.Value)).Value;
        row.Remove(column);
        if (value is not null)
            row[column] = value;
        await Table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);
    }

    // An entry without moments of its own has that of the service, whose clock is the real one.
    private void MoveToTheTimeOfTheService() => _time.SetUtcNow(DateTimeOffset.UtcNow + TimeSpan.FromMinutes(1));

    private async Task<List<string?>> LastErrorsAsync() =>
        [.. (await Table.QueryAsync<TableEntity>().ToListAsync()).Select(row => row.GetString(Column.LastError))];

    private async Task AddOldAsync(string digits)
    {
        foreach (var digit in digits)
            await _outbox.EnsureAsync(ScenarioFailures.Of(digit), AttemptId.New(), CancellationToken.None);
        _time.Advance(DrainLimits.Age);
    }

    private sealed class RecordedRequests(List<string> requests) : HttpPipelineSynchronousPolicy
    {
        public override void OnSendingRequest(HttpMessage message) =>
            requests.Add($"{message.Request.Method} {Uri.UnescapeDataString(message.Request.Uri.ToString())}");
    }
}
