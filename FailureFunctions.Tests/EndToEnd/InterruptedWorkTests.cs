using System.Text.Json;
using System.Text.Json.Nodes;
using FailureFunctions.Local.NodeTools;
using FailureFunctions.Suppression;
using FailureFunctions.Tests.Suppression;

namespace FailureFunctions.Tests.EndToEnd;

/// <summary>
/// A release of many and a rebuild of which nobody gets the answer: their instance dies, or their caller leaves. On tables of their
/// own, since a rebuild goes through all of them.
/// </summary>
[TestFixture, FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class InterruptedWorkTests : IAsyncDisposable
{
    // More than a page of either, which has 100.
    private const int Recipients = 130;

    private readonly string _domain = $"d{Guid.NewGuid():N}.example";
    private readonly DateTimeOffset _start = DateTimeOffset.UtcNow.AddHours(-1);
    private AzuriteServer _azurite = null!;
    private TablesProxy _tables = null!;
    private ListWorld _world = null!;
    private AppProcess _app = null!;

    [SetUp]
    public async Task SuppressManyAsync()
    {
        _azurite = await AzuriteServer.StartAsync(new AzuriteOptions(), CancellationToken.None);
        _tables = new TablesProxy(_azurite.ConnectionString);
        _world = new ListWorld(SharedAzurite.ClientOf(_azurite), _start);
        foreach (var recipients in Enumerable.Range(0, Recipients).Select(i => $"r{i}@{_domain}").Chunk(50))
            await _world.List.AnnounceAsync(await Task.WhenAll(recipients.Select(SuppressAsync)), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        _world.Dispose();
        await _tables.DisposeAsync();
        await _azurite.DisposeAsync();
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_release_that_was_interrupted_is_sent_again_and_releases_the_others(bool dies)
    {
        var body = JsonSerializer.Serialize(new
        {
            domain = _domain,
            reason = "mailbox-unknown",
            from = _start.AddMinutes(-1).UtcDateTime,
            until = _start.AddMinutes(1).UtcDateTime,
            actor = "test",
            apply = true,
        });
        await InterruptAsync("release-many", body, writes: 220, dies);
        var before = (await RowsAsync()).Count(row => row.State.Status is SuppressionStatus.Released);

        var released = await RepeatAsync("release-many", body, step => step["released"]!.GetValue<int>());

        var rows = await RowsAsync();
        Assert.That(rows.Select(row => (row.State.Status, row.Version, row.Decisions.Count)), Has.All.EqualTo((SuppressionStatus.Released, 2, 1)));
        // Who is only left by the caller goes on.
        Assert.That(before, Is.InRange(100, dies ? Recipients - 1 : Recipients));
        Assert.That(released, dies ? Is.EqualTo(Recipients - before) : Is.InRange(0, Recipients - before));
        await AssertNothingIsForgottenAsync(rows);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_rebuild_that_was_interrupted_is_sent_again_and_does_the_rest(bool dies)
    {
        await InterruptAsync("rebuild", "{}", writes: 160, dies);
        var before = (await RowsAsync()).Count(row => row.State.Status is SuppressionStatus.Suppressed);

        var reclassified = await RepeatAsync("rebuild", "{}", step => step["reclassified"]!.GetValue<int>());

        var rows = await RowsAsync();
        Assert.That(before, Is.InRange(dies ? 1 : 0, Recipients - 70));
        // The former rules took their replies for dead mailboxes, those of today do not understand them.
        Assert.That(rows.Select(row => (row.State.Status, row.Version)), Has.All.EqualTo((SuppressionStatus.Watched, 2)));
        Assert.That(reclassified, dies ? Is.EqualTo(Recipients - 100) : Is.InRange(0, Recipients - 100));
        await AssertNothingIsForgottenAsync(rows);
    }

    private async Task<SuppressionEntry> SuppressAsync(string recipient)
    {
        var failure = await _world.FailAsync(recipient: recipient);
        var version = (await _world.Failures.ReadAsync(failure.Keys, CancellationToken.None))!.Stored.Version;
        await _world.Failures.MarkPublishedAsync(failure.Keys, version, CancellationToken.None);
        return (await _world.List.RecomputeAsync(failure.RecipientKey, CancellationToken.None)).Entry;
    }

    /// <summary>
    /// Sends a request, and ends the app or leaves it alone after some writes: two for each recipient, its entry of the index and its row.
    /// </summary>
    private async Task InterruptAsync(string operation, string body, int writes, bool dies)
    {
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var changes = 0;
        _tables.Rule = asked =>
        {
            if (asked == "PUT Suppressions" && Interlocked.Increment(ref changes) == writes)
                enough.SetResult();
            return null;
        };
        _app = await StartAsync();
        using var leaving = new CancellationTokenSource();
        var answer = SendAsync(operation, body, leaving.Token);
        Assert.That(await Task.WhenAny(enough.Task, answer), Is.SameAs(enough.Task), "it was over before it could be interrupted");
        await (dies ? _app.KillAsync() : leaving.CancelAsync());
        Assert.That(async () => await answer, Throws.InstanceOf<Exception>());
        if (dies)
            _app = await StartAsync();
    }

    /// <summary>Sends a request until its work is complete.</summary>
    /// <returns>The sum of a number of each answer.</returns>
    private async Task<int> RepeatAsync(string operation, string body, Func<JsonNode, int> number)
    {
        var sum = 0;
        while (true)
        {
            var answer = await Suppressed.PostTextAsync(operation, body, app: _app);
            Assert.That(answer.Status, Is.EqualTo(200), answer.Text);
            sum += number(answer.Json);
            if (answer.Json["complete"]!.GetValue<bool>())
                return sum;
            var next = JsonNode.Parse(body)!;
            next["continuation"] = answer.Json["continuation"]!.GetValue<string>();
            body = next.ToJsonString();
        }
    }

    // What is not announced, the timer finds.
    private async Task AssertNothingIsForgottenAsync(IEnumerable<SuppressionEntry> rows)
    {
        var due = await new SuppressionTable(SharedAzurite.ClientOf(_azurite)).ListDueAsync(DateTimeOffset.UtcNow.AddDays(1), CancellationToken.None);
        Assert.That(rows.Where(row => !row.IsAnnounced).Select(row => row.Key), Is.SubsetOf(due.Select(entry => entry.Recipient)));
    }

    private async Task<IReadOnlyList<SuppressionEntry>> RowsAsync() =>
        (await new SuppressionTable(SharedAzurite.ClientOf(_azurite)).ListAsync(filter: null, from: null, 1_000, CancellationToken.None)).Entries;

    private Task<AppProcess> StartAsync() =>
        AppProcess.StartAsync(host => new Dictionary<string, string?>(World.Settings(host)) { ["FailureTables"] = _tables.ConnectionString });

    private async Task SendAsync(string operation, string body, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, Suppressed.Json);
        using var answer = await client.PostAsync(new Uri($"http://{_app.Host}/api/suppressions/{operation}"), content, cancellationToken);
    }
}
