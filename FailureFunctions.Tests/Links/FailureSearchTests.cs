using Azure;
using FailureFunctions.Links;
using FailureFunctions.Recording;
using FailureFunctions.Tables;
using FailureFunctions.Tests.Dependencies;
using FailureFunctions.Tests.Recording;

namespace FailureFunctions.Tests.Links;

/// <summary>The index over real tables, with messages and tags that no other test has.</summary>
[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class FailureSearchTests
{
    private static readonly DateTimeOffset Start = new(2024, 6, 3, 12, 0, 0, TimeSpan.Zero);

    private readonly string _name = $"{Guid.NewGuid():N}";
    private readonly FailuresTable _failures = new(SharedAzurite.Client, new FixedTime(Samples.Now));
    private readonly LinkTable _links = new(SharedAzurite.Client, TestCalls.Unlimited, new FixedTime(Samples.Now));

    private FailureSearch Search => new(_links, _failures, TestCalls.Unlimited);

    [Test]
    public async Task A_failure_is_found_by_recipient_message_and_tag()
    {
        var failure = Of(1, Start);
        await StoreAsync([failure, Of(2, Start)]);

        var byRecipient = await Search.OfRecipientAsync(failure.RecipientKey, from: null, 10, CancellationToken.None);
        var byMessage = await Search.OfMessageAsync(failure.MessageId, from: null, 10, CancellationToken.None);
        var byTag = await ByTagAsync(10, tag: $"{_name}-1");

        foreach (var page in new[] { byRecipient, byMessage, byTag })
        {
            Assert.That((page.Failures.Single().EventId, page.Next), Is.EqualTo((failure.EventId, (string?)null)));
            Assert.That(FailureEvent.BodyOf(page.Failures.Single()).ToArray(), Is.EqualTo(FailureEvent.BodyOf(failure).ToArray()), "as in its message");
        }
    }

    [Test]
    public async Task The_failures_of_a_hot_tag_are_in_all_partitions_and_their_pages_are_newest_first()
    {
        var failures = Enumerable.Range(0, 120).Select(i => Of(i, Start.AddSeconds(i * 7 % 120))).ToArray();
        await StoreAsync(failures);

        var found = new List<Failure>();
        var pages = 0;
        for (FoundPage? page = null; page is null || page.Next is not null; pages++)
            found.AddRange((page = await ByTagAsync(25, page?.Next)).Failures);

        Assert.That(found.Select(failure => failure.OccurredAt), Is.Ordered.Descending);
        Assert.That(found.Select(failure => failure.EventId), Is.EquivalentTo(failures.Select(failure => failure.EventId)));
        Assert.That(pages, Is.EqualTo(5));
        var rows = failures.SelectMany(failure => FailureLink.Of(failure).Rows()).Where(row => row.RowKey.StartsWith($"tag~{_name}~", StringComparison.Ordinal));
        Assert.That(rows.CountBy(row => row.PartitionKey).Select(partition => partition.Value), Has.Exactly(16).Items.And.All.LessThan(30));
    }

    [Test]
    public async Task A_time_begins_with_its_first_moment_and_ends_before_its_last()
    {
        double[] seconds = [-0.5, 0, 0.5, 59.5, 60, 60.5];
        await StoreAsync([.. seconds.Select((second, i) => Of(i, Start.AddSeconds(second)))]);

        var found = await Search.OfTagAsync(_name, Start, Start.AddMinutes(1), from: null, 10, CancellationToken.None);

        Assert.That(found.Failures.Select(failure => (failure.OccurredAt - Start).TotalSeconds), Is.EquivalentTo(new[] { 59.5, 0, 0.5 }));
    }

    [Test]
    public async Task What_is_written_again_is_there_once_and_what_is_gone_is_left_out()
    {
        Failure[] failures = [.. Enumerable.Range(0, 3).Select(i => Of(i, Start.AddSeconds(i)))];
        await StoreAsync(failures);
        await StoreAsync([.. failures, .. failures], add: false);
        var (partition, row) = failures[1].Keys;
        await SharedAzurite.Client.GetTableClient(TableNames.Failures).DeleteEntityAsync(partition, row);

        Assert.That((await ByTagAsync(10)).Failures.Select(failure => failure.EventId), Is.EqualTo([failures[2].EventId, failures[0].EventId]));
        Assert.That((await ByTagAsync(1, (await ByTagAsync(1)).Next)).Failures, Is.Empty, "a page may be empty though there are more");
    }

    [Test]
    public async Task An_undated_failure_is_found_though_its_row_has_another_time()
    {
        var failure = Of(1, Start) with { ReportedAt = null };
        await StoreAsync([failure]);

        Assert.That((await Search.OfMessageAsync(failure.MessageId, null, 10, CancellationToken.None)).Failures.Single().EventId, Is.EqualTo(failure.EventId));
    }

    [Test]
    public async Task One_row_that_is_refused_does_not_keep_out_the_others()
    {
        Failure[] failures = [.. Enumerable.Range(0, 40).Select(i => Of(i, Start))];
        foreach (var failure in failures)
            await _failures.AddAsync(failure, CancellationToken.None);
        // A key that no service takes.
        var bad = FailureLink.Of(failures[7]) with { Partition = new string('a', 40_000) };

        var faults = await _links.AddAsync([.. failures.Select(FailureLink.Of).Where(link => link.EventId != bad.EventId), bad], CancellationToken.None);

        Assert.That(faults.Keys, Is.EqualTo([bad.EventId]));
        Assert.That(faults.Values.Single(), Is.InstanceOf<RequestFailedException>());
        Assert.That((await ByTagAsync(100)).Failures, Has.Count.EqualTo(39));
    }

    [Test]
    public async Task A_message_names_its_recipient_if_there_is_one_and_one_only()
    {
        var (one, again, other) = (Of(1, Start), Of(1, Start.AddSeconds(1)), Of(2, Start));
        other = other with { MessageId = $"{_name}-other" };
        await StoreAsync([one, again, other]);

        Assert.That(await RecipientAsync(one.MessageId), Is.EqualTo(one.Recipient));
        Assert.That(await RecipientAsync("unknown", one.MessageId, one.MessageId), Is.EqualTo(one.Recipient));
        Assert.That(await RecipientAsync(one.MessageId, other.MessageId), Is.Null);
        Assert.That(await RecipientAsync("unknown"), Is.Null);
        Assert.That(await Search.RecipientOfAsync("account_99", [one.MessageId], CancellationToken.None), Is.Null);
    }

    private Task<string?> RecipientAsync(params string[] ids) => Search.RecipientOfAsync(StorageSamples.Account, ids, CancellationToken.None);

    private Task<FoundPage> ByTagAsync(int size, string? from = null, string? tag = null) =>
        Search.OfTagAsync(tag ?? _name, Start.AddDays(-1), Start.AddDays(1), from, size, CancellationToken.None);

    private Failure Of(int number, DateTimeOffset at) =>
        StorageSamples.FailureOf($"{number}-{_name}@example.nl", $"{_name}-{number}", at.ToUnixTimeSeconds(), more: [("tags", new[] { _name, $"{_name}-{number}" })]) with
        {
            OccurredAt = at,
        };

    private async Task StoreAsync(Failure[] failures, bool add = true)
    {
        foreach (var failure in failures)
            if (add)
                await _failures.AddAsync(failure, CancellationToken.None);
        Assert.That(await _links.AddAsync([.. failures.Select(FailureLink.Of)], CancellationToken.None), Is.Empty);
    }
}
