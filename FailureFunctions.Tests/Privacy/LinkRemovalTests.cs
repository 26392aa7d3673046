using FailureFunctions.Links;
using FailureFunctions.Privacy;
using FailureFunctions.Recording;
using FailureFunctions.Tables;
using FailureFunctions.Tests.Dependencies;
using FailureFunctions.Tests.Observability;
using FailureFunctions.Tests.Recording;
using Microsoft.Extensions.Logging.Abstractions;

namespace FailureFunctions.Tests.Privacy;

/// <summary>What goes from the index by message and tag, and what does not come back.</summary>
[TestFixture]
internal sealed class LinkRemovalTests : ErasureFixture
{
    private LinkTable Links => new(Service, TestCalls.Unlimited, Time);

    private RecipientErasure All => Erasure(new FailureRemoval(Tables), new LinkRemoval(Tables, Time));

    [Test]
    public async Task An_erasure_removes_the_rows_of_the_recipient_also_if_the_failures_are_gone_already()
    {
        await StoreWithTagsAsync(Jan);
        await StoreWithTagsAsync("piet@example.nl");
        await foreach (var _ in new FailureRemoval(Tables).EraseAsync(Key, null, CancellationToken.None))
        {
            // As before a crash.
        }

        var report = await All.EraseAsync(Key, Start, CancellationToken.None);

        Assert.That(report.Removed, Is.EqualTo(new Dictionary<string, int> { [TableNames.Failures] = 0, [TableNames.Links] = 3 }));
        Assert.That((await LinksAsync()).Distinct(), Is.EqualTo(["piet@example.nl"]));
    }

    // Its message may have waited in the subscription meanwhile.
    [Test]
    public async Task A_message_that_comes_after_the_erasure_does_not_bring_the_recipient_back_and_a_new_failure_does()
    {
        var failure = await StoreWithTagsAsync(Jan);
        await All.EraseAsync(Key, Start, CancellationToken.None);

        Time.Advance(TimeSpan.FromDays(13));
        await Links.AddAsync([FailureLink.Of(failure)], CancellationToken.None);
        Assert.That(await LinksAsync(), Is.Empty);

        await Links.AddAsync([FailureLink.Of(failure with { ReceivedAt = Time.GetUtcNow() })], CancellationToken.None);
        Assert.That(await LinksAsync(), Has.Exactly(3).Items);
    }

    [Test]
    public async Task Who_has_read_the_erasures_before_is_followed_by_a_second_pass()
    {
        var links = Links;
        var failure = await StoreWithTagsAsync(Jan, links);
        var first = await All.EraseAsync(Key, Start, CancellationToken.None);
        await links.AddAsync([FailureLink.Of(failure)], CancellationToken.None);
        Assert.That(await LinksAsync(), Is.Not.Empty);

        Time.Advance(first.RetryAfter!.Value);
        await All.EraseAsync(Key, first.Continuation!, CancellationToken.None);

        Assert.That(await LinksAsync(), Is.Empty);
        Assert.That(new LinkRemoval(Tables, Time).Settling, Is.GreaterThan(LinkTable.Fresh).And.LessThan(Settling));
    }

    [Test]
    public async Task An_erasure_is_forgotten_after_a_time()
    {
        await All.EraseAsync(Key, Start, CancellationToken.None);

        Time.Advance(LinkTable.Remembered + TimeSpan.FromDays(1));
        await StoreWithTagsAsync("piet@example.nl");

        Assert.That((await RowsAsync(TableNames.Links)).Select(row => row.PartitionKey), Has.None.EqualTo(LinkTable.Erasures));
    }

    [Test]
    public async Task Rows_go_when_those_of_their_failures_do()
    {
        var old = Samples.Now.AddDays(-31);
        await StoreWithTagsAsync("old@example.nl", at: old, received: old);
        await StoreWithTagsAsync("late@example.nl", at: old, received: Samples.Now);
        await StoreWithTagsAsync("new@example.nl");
        var options = new RetentionOptions { Failures = TimeSpan.FromDays(30), RejectedNotifications = null };
        await All.EraseAsync(Key, Start, CancellationToken.None);

        await new Retention(
            options, [new LinkRemoval(Tables, Time)], new TablePasses(Tables, Time), new RemovalMetrics(new TestMeters()), Time, NullLogger<Retention>.Instance)
            .RunAsync(CancellationToken.None);

        Assert.That((await LinksAsync()).Distinct(), Is.EquivalentTo(["late@example.nl", "new@example.nl"]));
    }

    [Test]
    public async Task An_erasure_finds_who_is_named_only_by_the_bounces_of_others()
    {
        await AddBounceAsync("info@example.nl", "JAN@xn--exmple-cua.nl");
        await AddBounceAsync("piet@example.nl", "other@example.nl");
        await StoreAsync("klaas@example.nl", Samples.Now, Samples.Now);

        var report = await Erasure(new FailureRemoval(Tables)).EraseAsync(Key, Start, CancellationToken.None);

        Assert.That(report.Removed[TableNames.Failures], Is.EqualTo(1));
        Assert.That((await RowsAsync(TableNames.Failures)).Select(row => row[Column.Recipient]), Is.EquivalentTo(["piet@example.nl", "klaas@example.nl"]));
    }

    private async Task AddBounceAsync(string recipient, string final) =>
        await Failures.AddAsync(StorageSamples.FailureOf(recipient) with { FinalRecipient = final }, CancellationToken.None);

    private async Task<Failure> StoreWithTagsAsync(string recipient, LinkTable? links = null, DateTimeOffset? at = null, DateTimeOffset? received = null)
    {
        var failure = await StoreAsync(recipient, at ?? Samples.Now, received ?? Samples.Now) with { Tags = ["a", "b"] };
        await (links ?? Links).AddAsync([FailureLink.Of(failure)], CancellationToken.None);
        return failure;
    }

    private async Task<IEnumerable<object>> LinksAsync() =>
        (await RowsAsync(TableNames.Links)).Where(row => row.PartitionKey != LinkTable.Erasures).Select(row => row[Column.FailurePartitionKey]);
}
