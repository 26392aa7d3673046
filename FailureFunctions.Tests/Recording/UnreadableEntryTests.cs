using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using FailureFunctions.Recording;
using FailureFunctions.Tables;
using FailureFunctions.Tests.Recording.Protocol;

namespace FailureFunctions.Tests.Recording;

/// <summary>Entries that people or other versions have written: what is unreadable is kept, counted and reported.</summary>
[TestFixture]
internal sealed class UnreadableEntryTests : OutboxFixture
{
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
        Assert.That((await Outbox.ListAsync(CancellationToken.None)).Unreadable, Is.EqualTo(1));
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

    [Test]
    public async Task An_entry_that_claims_to_come_from_the_future_goes_by_when_it_was_written()
    {
        await AddOldAsync("a");
        await AlterAsync("a", Column.FirstSeenAt, new DateTimeOffset(9999, 1, 1, 0, 0, 0, TimeSpan.Zero));
        MoveToTheTimeOfTheService();

        Assert.That(await DueAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task An_entry_that_was_removed_and_added_again_after_its_lease_is_not_taken()
    {
        await AddOldAsync("a");
        var due = await DueAsync();
        var options = new TableClientOptions();
        options.AddPolicy(new AfterLease(ReplaceAsync), HttpPipelinePosition.PerCall);
        var outbox = new OutboxTable(new TableServiceClient(Azurite.ConnectionString, options), Time);

        Assert.That(await outbox.LeaseAsync(due, Time.GetUtcNow() + DrainLimits.Lease, CancellationToken.None), Is.Empty);

        async Task ReplaceAsync()
        {
            await Outbox.RemoveAsync(ScenarioFailures.Of('a').EventId, CancellationToken.None);
            await Outbox.EnsureAsync(ScenarioFailures.Of('a'), AttemptId.New(), CancellationToken.None);
        }
    }

    private sealed class AfterLease(Func<Task> then) : HttpPipelinePolicy
    {
        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException();

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            await ProcessNextAsync(message, pipeline);
            if (message.Request.Uri.Path.Contains("$batch", StringComparison.Ordinal))
                await then();
        }
    }
}
