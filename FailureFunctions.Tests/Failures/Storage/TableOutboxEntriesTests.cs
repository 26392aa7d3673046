using Azure.Data.Tables;
using FailureFunctions.Failures.Recording;
using FailureFunctions.Failures.Storage;
using FailureFunctions.Local.NodeTools;
using FailureFunctions.Tests.Failures.Recording;
using Microsoft.Extensions.Time.Testing;

namespace FailureFunctions.Tests.Failures.Storage;

/// <summary>Leases on a real Azurite.</summary>
[TestFixture]
public sealed class TableOutboxEntriesTests
{
    private readonly FakeTimeProvider _time = new(Samples.Now);
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
            await _outbox.EnsureAsync(ScenarioRun.FailureOf(digit), AttemptId.New(), CancellationToken.None);
            _time.Advance(TimeSpan.FromSeconds(20));
        }

        var listing = await _entries.ListAsync(CancellationToken.None);

        Assert.That(listing.Due.Select(entry => entry.PartitionKey), Is.EqualTo(new[] { "c", "a" }));
        Assert.That((listing.Count, listing.Unreadable, listing.MoreDue), Is.EqualTo((3, 0, false)));
        Assert.That(listing.Due[0].Failure, Is.EqualTo(ScenarioRun.FailureOf('c') with { Tags = listing.Due[0].Failure!.Tags }));
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

    [TestCase(Column.Kind, "sometimes")]
    [TestCase(Column.Code, "550")]
    [TestCase(Column.Tags, "[1")]
    [TestCase(Column.Tags, "[null]")]
    [TestCase(Column.Extra, "[]")]
    [TestCase(Column.EventId, "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb")]
    [TestCase(Column.RecipientKey, "X@EXAMPLE.nl")]
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

    private async Task AddOldAsync(string digits)
    {
        foreach (var digit in digits)
            await _outbox.EnsureAsync(ScenarioRun.FailureOf(digit), AttemptId.New(), CancellationToken.None);
        _time.Advance(DrainLimits.Age);
    }
}
