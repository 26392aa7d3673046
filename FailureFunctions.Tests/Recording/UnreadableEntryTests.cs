using Azure.Data.Tables;
using FailureFunctions.Recording;
using FailureFunctions.Tables;
using FailureFunctions.Tests.Recording.Protocol;

namespace FailureFunctions.Tests.Recording;

/// <summary>Rows, pointers and entries that people or other versions have written: what is unreadable is kept, counted and reported.</summary>
[TestFixture]
internal sealed class UnreadableEntryTests : OutboxFixture
{
    private static readonly TestCaseData[] Altered =
    [
        new(Column.Kind, "sometimes"),
        new(Column.Code, "550"),
        new(Column.Tags, "[1"),
        new(Column.Tags, "[null]"),
        new(Column.Extra, "[]"),
        new(Column.RecipientKey, "X@EXAMPLE.nl"),
        new(Column.RecipientKey, ""),
        new(Column.OccurredAt, "yesterday"),
        new(Column.Account, null),
    ];

    [TestCaseSource(nameof(Altered))]
    public async Task An_altered_row_is_reported_with_its_column_kept_counted_and_the_others_are_published(string column, string? value)
    {
        await QueueAsync("ab");
        await AlterRowAsync('a', column, value);

        Assert.That(await DrainAsync(), Is.EqualTo(new DrainReport(Completed: 1, Postponed: 0, Unreadable: 1)));

        await AssertUnreadableAsync(column);
    }

    [TestCaseSource(nameof(Altered))]
    public async Task An_altered_entry_of_the_old_format_is_reported_with_its_column_kept_and_counted(string column, string? value)
    {
        var failure = ScenarioFailures.Of('a');
        await Table.AddEntityAsync(OldEntryOf(failure));
        await AlterAsync(Table, "a", failure.EventId.Value, column, value);

        Assert.That(await DrainAsync(), Is.EqualTo(new DrainReport(Completed: 0, Postponed: 0, Unreadable: 1)));

        await AssertUnreadableAsync(column);
        Assert.That(await Rows.QueryAsync<TableEntity>().ToListAsync(), Is.Empty);
    }

    [TestCase(Column.EventId, "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb")]
    [TestCase(Column.RecipientKey, "other@example.nl")]
    public async Task A_row_with_the_columns_of_another_is_unreadable(string column, string value)
    {
        await QueueAsync("a");
        await AlterRowAsync('a', column, value);

        await DrainAsync();

        await AssertUnreadableAsync("its keys are not those of its columns.");
        Publisher.VerifyNoOtherCalls();
    }

    [Test]
    public async Task An_unreadable_row_that_was_corrected_is_published()
    {
        await QueueAsync("a");
        await AlterRowAsync('a', Column.Kind, "sometimes");
        await DrainAsync();
        await AlterRowAsync('a', Column.Kind, "synchronous");
        Time.Advance(DrainLimits.UnreadablePause);

        Assert.That((await DrainAsync()).Completed, Is.EqualTo(1));
        Assert.That((await ListAsync()).Count, Is.Zero);
    }

    [Test]
    public async Task An_unreadable_row_that_was_published_needs_no_pointer()
    {
        await QueueAsync("a");
        await AlterRowAsync('a', Column.Kind, "sometimes");
        await AlterRowAsync('a', Column.PublishedAt, Samples.Now);

        Assert.That((await DrainAsync()).Completed, Is.EqualTo(1));
        Publisher.VerifyNoOtherCalls();
    }

    // Another version of the app, or of Unicode, may derive other keys: its failures are published all the same.
    [TestCase("jan@example.nl ")]
    [TestCase("jan@example.nl \u200b")]
    [TestCase("jan@exämple.nl")]
    [TestCase("josÉ@example.nl")]
    public async Task A_key_that_another_version_derived_is_used_as_it_is_stored(string key)
    {
        await Table.AddEntityAsync(new TableEntity(OldEntryOf(ScenarioFailures.Of('a'))) { [Column.RecipientKey] = key });

        Assert.That((await DrainAsync()).Completed, Is.EqualTo(1));
        Assert.That((await Rows.QueryAsync<TableEntity>().SingleAsync()).PartitionKey, Is.EqualTo(key));
    }

    [TestCase(Column.Attempts, -5)]
    [TestCase(Column.Attempts, "many")]
    [TestCase(Column.Attempts, null)]
    [TestCase(Column.NotBefore, "tomorrow")]
    [TestCase(Column.FirstSeenAt, null)]
    [TestCase(Column.TraceParent, "00-1")]
    [TestCase("ColumnOfANewerVersion", "anything")]
    public async Task A_pointer_is_followed_whatever_its_other_columns_hold(string column, object? value)
    {
        await QueueAsync("a");
        var pointer = (await DueAsync()).Single();
        await AlterAsync(Table, pointer.PartitionKey, pointer.RowKey, column, value);

        Assert.That((await DueAsync()).Single() with { Version = pointer.Version }, Is.EqualTo(pointer));
        Assert.That((await DrainAsync()).Completed, Is.EqualTo(1));
    }

    [TestCase(Column.FailurePartitionKey)]
    [TestCase(Column.FailureRowKey)]
    public async Task A_pointer_without_the_keys_of_its_row_is_kept_and_reported(string column)
    {
        await QueueAsync("a");
        var pointer = (await DueAsync()).Single();
        await AlterAsync(Table, pointer.PartitionKey, pointer.RowKey, column, null);

        Assert.That((await DrainAsync()).Unreadable, Is.EqualTo(1));
        await AssertUnreadableAsync(Column.EventId);
    }

    [Test]
    public async Task A_pointer_that_claims_to_come_from_the_future_is_as_old_as_its_last_change()
    {
        await QueueAsync("a");
        var pointer = (await DueAsync()).Single();
        await AlterAsync(Table, pointer.PartitionKey, pointer.RowKey, Column.FirstSeenAt, new DateTimeOffset(9999, 1, 1, 0, 0, 0, TimeSpan.Zero));

        Assert.That((await ListAsync()).Oldest, Is.EqualTo((await Table.QueryAsync<TableEntity>().SingleAsync()).Timestamp));
    }

    private async Task AssertUnreadableAsync(string fault)
    {
        var row = await Table.QueryAsync<TableEntity>().SingleAsync();
        Assert.That(row.GetString(Column.LastError), Does.StartWith("Unreadable: ").And.Contains(fault));
        Assert.That((await ListAsync()).Unreadable, Is.EqualTo(1));
        Assert.That(await DueAsync(), Is.Empty, "it is tried again in an hour");
    }
}
