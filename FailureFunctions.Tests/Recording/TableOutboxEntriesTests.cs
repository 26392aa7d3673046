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
internal sealed class TableOutboxEntriesTests
{
    private FakeTimeProvider _time = null!;
    private AzuriteServer _azurite = null!;
    private TableServiceClient _service = null!;
    private TableFailureOutbox _outbox = null!;
    private TableOutboxEntries _entries = null!;

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
        _outbox = new TableFailureOutbox(_service, _time);
        _entries = new TableOutboxEntries(_service, _time);
        await _outbox.PrepareAsync(CancellationToken.None);
        await foreach (var entity in Table.QueryAsync<TableEntity>())
            await Table.DeleteEntityAsync(entity.PartitionKey, entity.RowKey);
    }

    private TableClient Table => _service.GetTableClient(TableNames.Outbox);

    [Test]
    public async Task Entries_come_oldest_first_with_their_failures_once_they_are_old_enough()
    {
        foreach (var digit in "cab")
        {
            await _outbox.EnsureAsync(ScenarioFailures.Of(digit), AttemptId.New(), CancellationToken.None);
            _time.Advance(TimeSpan.FromSeconds(20));
        }

        var listing = await _entries.ListAsync(CancellationToken.None);

        Assert.That(listing.Due.Select(entry => entry.PartitionKey), Is.EqualTo(new[] { "c", "a" }));
        Assert.That((listing.Count, listing.Unreadable, listing.MoreDue), Is.EqualTo((3, 0, false)));
        Assert.That(listing.Due[0].Failure, Is.EqualTo(ScenarioFailures.Of('c') with { Tags = listing.Due[0].Failure!.Tags }));
    }

    [Test]
    public async Task Only_one_of_two_drains_gets_an_entry_until_its_lease_expires()
    {
        await AddOldAsync("ab");
        var listing = await _entries.ListAsync(CancellationToken.None);
        var other = listing.Due.Take(1).ToArray();

        var first = await _entries.LeaseAsync(other, _time.GetUtcNow() + DrainLimits.Lease, CancellationToken.None);
        var second = await _entries.LeaseAsync(listing.Due, _time.GetUtcNow() + DrainLimits.Lease, CancellationToken.None);
        var leased = await _entries.ListAsync(CancellationToken.None);
        _time.Advance(DrainLimits.Lease);
        var expired = await _entries.ListAsync(CancellationToken.None);

        Assert.That((first.Count, second.Count, leased.Due.Count, expired.Due.Count), Is.EqualTo((1, 1, 0, 2)));
        Assert.That(second[0].RowKey, Is.Not.EqualTo(first[0].RowKey));
    }

    [Test]
    public async Task A_postponed_entry_keeps_its_failure_and_says_why()
    {
        await AddOldAsync("a");
        var listing = await _entries.ListAsync(CancellationToken.None);
        var leased = await _entries.LeaseAsync(listing.Due, _time.GetUtcNow() + DrainLimits.Lease, CancellationToken.None);

        await _entries.PostponeAsync(leased[0], _time.GetUtcNow() + TimeSpan.FromHours(1), "Service Bus: ServiceBusy", default);
        var row = (await Table.GetEntityAsync<TableEntity>("a", leased[0].RowKey)).Value;
        _time.Advance(TimeSpan.FromHours(1));
        var later = await _entries.ListAsync(CancellationToken.None);

        Assert.That(row[Column.LastError], Is.EqualTo("Service Bus: ServiceBusy"));
        Assert.That(
            (later.Due.Single().Attempts, later.Due.Single().Failure?.EventId),
            Is.EqualTo((1, listing.Due[0].Failure?.EventId)));
    }

    // Other versions, on another version of Unicode, may derive other keys: an entry of theirs is published all the same.
    [TestCase("jan@example.nl ")]
    [TestCase("jan@example.nl \u200b")]
    [TestCase("jan@exämple.nl")]
    [TestCase("josÉ@example.nl")]
    public async Task A_key_that_another_version_derived_is_used_as_it_is_stored(string key)
    {
        await AddOldAsync("a");
        await AlterAsync("a", Column.RecipientKey, key);

        var entry = (await _entries.ListAsync(CancellationToken.None)).Due.Single();

        Assert.That(entry.Failure?.RecipientKey.Value, Is.EqualTo(key), entry.Fault);
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
    public async Task An_altered_entry_is_listed_as_unreadable_with_the_column_and_the_others_are_read(string column, string? value)
    {
        await AddOldAsync("ab");
        var altered = (await _entries.ListAsync(CancellationToken.None)).Due.Single(entry => entry.PartitionKey == "a");
        var row = (await Table.GetEntityAsync<TableEntity>("a", altered.RowKey)).Value;
        row.Remove(column);
        if (value is not null)
            row[column] = value;
        await Table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);

        var listing = await _entries.ListAsync(CancellationToken.None);

        Assert.That((listing.Count, listing.Unreadable), Is.EqualTo((2, 1)));
        Assert.That(listing.Due.Single(entry => entry.Failure is null).Fault, Does.Contain(column));
    }

    [TestCase(Column.Attempts, -5, 0)]
    [TestCase(Column.Attempts, int.MaxValue, int.MaxValue)]
    [TestCase(Column.Attempts, 12L, 0)]
    [TestCase(Column.Attempts, "many", 0)]
    [TestCase(Column.Attempts, null, 0)]
    [TestCase(Column.Attempt, null, 0)]
    [TestCase(Column.Attempt, 17, 0)]
    [TestCase(Column.LeasedUntil, "tomorrow", 0)]
    [TestCase(Column.LeasedUntil, "9999-12-31T00:00:00Z", 0)]
    [TestCase(Column.FirstSeenAt, "long ago", 0)]
    [TestCase(Column.FirstSeenAt, null, 0)]
    [TestCase("ColumnOfANewerVersion", "anything", 0)]
    public async Task What_is_altered_beside_the_failure_keeps_no_entry_from_being_taken(string column, object? value, int attempts)
    {
        await AddOldAsync("a");
        await AlterAsync("a", column, value);
        MoveToTheTimeOfTheService();

        var listing = await _entries.ListAsync(CancellationToken.None);
        var leased = await _entries.LeaseAsync(listing.Due, _time.GetUtcNow() + DrainLimits.Lease, CancellationToken.None);
        await _entries.PostponeAsync(leased.Single(), _time.GetUtcNow(), "again", CancellationToken.None);

        Assert.That((leased[0].Failure?.EventId, leased[0].Attempts), Is.EqualTo((ScenarioFailures.Of('a').EventId, attempts)));
        Assert.That((await _entries.ListAsync(CancellationToken.None)).Due, Has.Count.EqualTo(1));
    }

    [TestCase(Column.LeasedUntil)]
    [TestCase(Column.FirstSeenAt)]
    public async Task A_moment_in_the_year_9999_set_by_hand_loses_no_entry(string column)
    {
        await AddOldAsync("a");
        await AlterAsync("a", column, new DateTimeOffset(9999, 1, 1, 0, 0, 0, TimeSpan.Zero));
        MoveToTheTimeOfTheService();

        Assert.That((await _entries.ListAsync(CancellationToken.None)).Due, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task The_longest_lease_that_we_give_is_respected()
    {
        await AddOldAsync("a");
        var entry = (await _entries.ListAsync(CancellationToken.None)).Due.Single();
        await _entries.PostponeAsync(entry, _time.GetUtcNow() + DrainLimits.UnreadablePause, "unreadable", CancellationToken.None);

        Assert.That((await _entries.ListAsync(CancellationToken.None)).Due, Is.Empty);
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
        var completion = new Mock<IFailureCompletion>();
        using var meters = new TestMeters();
        var drain = new OutboxDrain(_entries, completion.Object, TestCalls.Unlimited, new OutboxMetrics(meters, _time), _time, NullLogger<OutboxDrain>.Instance);

        var report = await drain.RunAsync(CancellationToken.None);

        Assert.That(report, Is.EqualTo(new DrainReport(Completed: 1, Postponed: 0, Unreadable: 3)));
        Assert.That(await LastErrorsAsync(), Is.EquivalentTo(new[]
        {
            "Unreadable: its keys are not those of its EventId.", "Unreadable: its keys are not those of its EventId.",
            "Unreadable: column EventId is missing.", null,
        }));
    }

    [Test]
    public async Task An_entry_into_which_nothing_more_can_be_written_keeps_no_other_from_being_leased()
    {
        await AddOldAsync("a");
        var full = new TableEntity("a", "full");
        for (var i = 0; i < 252; i++)
            full[$"Column{i}"] = i;
        await Table.AddEntityAsync(full);
        MoveToTheTimeOfTheService();

        var listing = await _entries.ListAsync(CancellationToken.None);
        var leased = await _entries.LeaseAsync(listing.Due, _time.GetUtcNow() + DrainLimits.Lease, CancellationToken.None);

        Assert.That(leased.Select(entry => entry.RowKey), Does.Contain(ScenarioFailures.Of('a').EventId.Value));
    }

    private async Task AlterAsync(string digit, string column, object? value)
    {
        var row = (await Table.GetEntityAsync<TableEntity>(digit, ScenarioFailures.Of(digit[0]).EventId.Value)).Value;
        row.Remove(column);
        if (value is not null)
            row[column] = value;
        await Table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);
    }

    // An entry whose own moments cannot be used goes by those of the service, whose clock is the real one.
    private void MoveToTheTimeOfTheService() => _time.SetUtcNow(DateTimeOffset.UtcNow + TimeSpan.FromMinutes(1));

    private async Task<List<string?>> LastErrorsAsync() =>
        [.. (await Table.QueryAsync<TableEntity>().ToListAsync()).Select(row => row.GetString(Column.LastError))];

    private async Task AddOldAsync(string digits)
    {
        foreach (var digit in digits)
            await _outbox.EnsureAsync(ScenarioFailures.Of(digit), AttemptId.New(), CancellationToken.None);
        _time.Advance(DrainLimits.Age);
    }
}
