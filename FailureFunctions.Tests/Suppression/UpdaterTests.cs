using Azure;
using Azure.Data.Tables;
using FailureFunctions.Links;
using FailureFunctions.Local.NodeTools;
using FailureFunctions.Suppression;
using FailureFunctions.Tables;
using FailureFunctions.Tests.Dependencies;
using FailureFunctions.Tests.Observability;
using FailureFunctions.Tests.Recording;
using FailureFunctions.Tests.Startup;
using Microsoft.Extensions.Logging;

namespace FailureFunctions.Tests.Suppression;

/// <summary>The updater over tables whose index no other test has.</summary>
[TestFixture]
internal sealed partial class UpdaterTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private AzuriteServer _azurite = null!;
    private ListWorld _world = null!;
    private QueuedNotices _notices = null!;
    private RecordedLog _log = null!;

    private IEnumerable<(int Version, SuppressionStatus Status)> Announced =>
        _world.Announced.Where(entry => entry.Key == _world.Key).Select(entry => (entry.Version, entry.State.Status));

    [OneTimeSetUp]
    public async Task StartAzuriteAsync() => _azurite = await AzuriteServer.StartAsync(new AzuriteOptions(), CancellationToken.None);

    [OneTimeTearDown]
    public async Task StopAzuriteAsync() => await _azurite.DisposeAsync();

    [SetUp]
    public void MakeWorld() => (_world, _notices, _log) = (new ListWorld(SharedAzurite.ClientOf(_azurite)), new QueuedNotices(), new RecordedLog());

    [TearDown]
    public void EndWorld()
    {
        _world.Dispose();
        _log.Dispose();
    }

    [Test]
    public async Task Messages_are_completed_once_their_address_is_suppressed_and_announced()
    {
        for (var i = 0; i < 250; i++)
            _notices.Add(await _world.FailAsync(recipient: $"{i % 25}-{_world.Recipient}"));

        await RunAsync();

        Assert.That(_notices.Waiting, Is.Empty);
        Assert.That(_world.Announced.Select(entry => (entry.State.Status, entry.Version)), Is.EqualTo(Enumerable.Repeat((SuppressionStatus.Suppressed, 1), 25)));
    }

    [Test]
    public async Task A_failure_that_says_nothing_is_not_looked_up()
    {
        _notices.Add(await _world.FailAsync(), changesNothing: true);

        await RunAsync();

        Assert.That(_notices.Waiting, Is.Empty);
        Assert.That((await _world.FindAsync()).Tag, Is.Null);
    }

    [Test]
    public async Task A_suppression_that_ends_is_announced_and_leaves_the_index()
    {
        _notices.Add(await _world.FailAsync());
        await RunAsync();

        _world.Time.Advance(7 * Day);
        await RunAsync();

        Assert.That(Announced, Is.EqualTo([(1, SuppressionStatus.Suppressed), (2, SuppressionStatus.Watched)]));
        Assert.That(await _world.DueAsync(), Is.Empty);
    }

    [Test]
    public async Task An_end_that_a_later_failure_has_moved_is_not_announced()
    {
        _notices.Add(await _world.FailAsync());
        await RunAsync();
        _world.Time.Advance(2 * Day);
        _notices.Add(await _world.FailAsync());
        await RunAsync();

        _world.Time.Advance(5 * Day);
        await RunAsync();
        Assert.That(Announced, Is.EqualTo([(1, SuppressionStatus.Suppressed), (2, SuppressionStatus.Suppressed)]));
        _world.Time.Advance(2 * Day);
        await RunAsync();

        Assert.That(Announced.Last(), Is.EqualTo((3, SuppressionStatus.Watched)));
    }

    [Test]
    public async Task What_cannot_be_announced_is_completed_and_announced_by_a_later_run()
    {
        _notices.Add(await _world.FailAsync());
        _world.BusIsDown = true;
        await RunAsync();
        Assert.That((_notices.Waiting.Count, Announced.Count(), (await _world.DueAsync(Samples.Now)).Count), Is.EqualTo((0, 0, 1)));
        await RunAsync();

        _world.BusIsDown = false;
        await RunAsync();

        Assert.That(Announced, Is.EqualTo([(1, SuppressionStatus.Suppressed)]));
        Assert.That(((await _world.FindAsync()).IsAnnounced, (await _world.DueAsync(Samples.Now)).Count), Is.EqualTo((true, 0)));
    }

    [Test]
    public async Task A_decision_that_nobody_announced_is_announced_by_a_later_run()
    {
        _world.BusIsDown = true;
        await _world.DecideAsync(DecisionKind.Add);
        _world.BusIsDown = false;
        await RunAsync();
        Assert.That(Announced, Is.Empty, "its maker may still do it");

        _world.Time.Advance(SuppressionList.PendingPause);
        await RunAsync();

        Assert.That(Announced, Is.EqualTo([(1, SuppressionStatus.Suppressed)]));
    }

    [Test]
    public async Task What_cannot_be_processed_comes_again_and_holds_up_nobody()
    {
        await _world.DecideAsync(DecisionKind.Add);
        await BreakRowAsync();
        _notices.Add(await _world.FailAsync());
        var other = await _world.FailAsync(recipient: $"other-{_world.Recipient}");
        _notices.Add(other);
        _notices.Add(other, NoticeFault.UnknownType);

        await RunAsync();

        Assert.That(_notices.Waiting.Select(notice => notice.Fault), Is.EqualTo([null, NoticeFault.UnknownType]));
        Assert.That((await _world.List.FindAsync(other.RecipientKey, CancellationToken.None)).State.Status, Is.EqualTo(SuppressionStatus.Suppressed));
        Assert.That(_notices.DeadLetters, Is.Empty);
    }

    [Test]
    public async Task After_its_last_delivery_it_goes_to_the_dead_letters_with_a_reason()
    {
        await _world.DecideAsync(DecisionKind.Add);
        await BreakRowAsync();
        var failure = await _world.FailAsync();
        _notices.Add(failure, delivery: SuppressionUpdater.LastDelivery);
        _notices.Add(failure, NoticeFault.UnknownType, SuppressionUpdater.LastDelivery);

        await RunAsync();

        Assert.That(_notices.Waiting, Is.Empty);
        Assert.That(
            _notices.DeadLetters.Select(letter => letter.Fault),
            Is.EqualTo([new NoticeFault("not-processed", "The row is unreadable: column Decisions is not what the app writes."), NoticeFault.UnknownType]));
        Assert.That(_log.Records.Select(record => record.Text), Has.None.Contains(_world.Recipient));
    }

    [Test]
    public async Task What_is_due_and_cannot_be_read_is_looked_at_again_in_an_hour()
    {
        _world.BusIsDown = true;
        await _world.DecideAsync(DecisionKind.Add);
        await BreakRowAsync();
        _world.BusIsDown = false;
        _world.Time.Advance(SuppressionList.PendingPause);

        await RunAsync();

        Assert.That(await _world.DueAsync(_world.Time.GetUtcNow().AddMinutes(59)), Is.Empty);
        Assert.That((await _world.DueAsync(_world.Time.GetUtcNow().AddHours(1))).Count, Is.EqualTo(1));
    }

    [Test]
    public async Task The_addresses_of_a_protected_domain_are_gone_through()
    {
        var domain = $"{Guid.NewGuid():N}.example";
        for (var i = 0; i < 3; i++)
            _notices.Add(await _world.FailAsync(recipient: $"{i}@{domain}"));
        await RunAsync();
        await _world.Domains.DecideAsync(domain, new DecisionRequest(DecisionKind.Protect, "test"), null, CancellationToken.None);

        _world.Time.Advance(ProtectedDomains.Pause);
        await RunAsync();

        Assert.That(_world.Announced.Select(entry => entry.State.Status), Is.EqualTo(
            Enumerable.Repeat(SuppressionStatus.Suppressed, 3).Concat(Enumerable.Repeat(SuppressionStatus.Protected, 3))));
        await RunAsync();
        Assert.That(_world.Announced, Has.Count.EqualTo(6));
    }

    [Test]
    public async Task While_the_tables_are_down_no_message_is_received()
    {
        _notices.Add(StorageSamples.FailureOf(_world.Recipient));
        using var world = new ListWorld(new TableServiceClient("DefaultEndpointsProtocol=http;AccountName=a;AccountKey=YQ==;TableEndpoint=http://127.0.0.1:1/a", Impatient()));

        await RunAsync(world);

        Assert.That(_notices.Receives, Is.Zero);
        Assert.That(_log.Records.Single(record => record.Level is LogLevel.Warning).Text, Does.StartWith("Suppression: the run ends early"));
    }

    private static TableClientOptions Impatient() => new() { Retry = { MaxRetries = 0 } };

    private async Task BreakRowAsync()
    {
        var table = SharedAzurite.ClientOf(_azurite).GetTableClient(TableNames.Suppressions);
        await table.UpdateEntityAsync(new TableEntity(_world.Key.PartitionKey, SuppressionColumns.RowKey) { [Column.Decisions] = "[{}]" }, ETag.All);
    }

    private async Task RunAsync(ListWorld? world = null, IFailureLinks? links = null)
    {
        using var loggers = new LoggerFactory([_log]);
        using var meters = new TestMeters();
        _notices.Unlock();
        world ??= _world;
        await new SuppressionUpdater(
            _notices, world.Table, world.List, links ?? world.Links, TestCalls.Unlimited, new SuppressionMetrics(meters, world.Time), world.Time, loggers.CreateLogger<SuppressionUpdater>())
            .RunAsync(CancellationToken.None);
    }
}
