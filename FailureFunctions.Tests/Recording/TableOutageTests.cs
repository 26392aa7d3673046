using Azure;
using Azure.Data.Tables;
using FailureFunctions.Local.NodeTools;
using FailureFunctions.Quarantine;
using FailureFunctions.Recording;
using FailureFunctions.Tables;

namespace FailureFunctions.Tests.Recording;

/// <summary>Tables that are deleted, and a service that is gone: on an Azurite of its own, since that hurts everybody there.</summary>
[TestFixture]
internal sealed class TableOutageTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private AzuriteServer _server = null!;
    private TableServiceClient _client = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _server = await AzuriteServer.StartAsync(new AzuriteOptions(), CancellationToken.None);
        _client = SharedAzurite.ClientOf(_server);
    }

    [OneTimeTearDown]
    public async Task Stop() => await _server.DisposeAsync();

    [Test]
    public async Task A_failures_table_that_was_deleted_is_made_again_by_the_next_call()
    {
        var rows = new FailuresTable(_client, TimeProvider.System);
        var failure = NewFailure();
        await rows.AddAsync(failure, CancellationToken.None);
        await _client.DeleteTableAsync(TableNames.Failures);

        Assert.That(
            async () => await rows.AddAsync(failure, CancellationToken.None),
            Throws.TypeOf<RequestFailedException>().With.Property(nameof(RequestFailedException.Status)).EqualTo(404));

        Assert.That((await rows.AddAsync(failure, CancellationToken.None)).IsPublished, Is.False);
    }

    [Test]
    public async Task Removing_from_an_outbox_that_was_deleted_is_no_error_and_its_table_is_made_again()
    {
        var outbox = new OutboxTable(_client, TimeProvider.System);
        var failure = NewFailure();
        await outbox.AddAsync(failure.Keys, null, CancellationToken.None);
        var due = (await outbox.ListAsync(CancellationToken.None)).Due;
        await _client.DeleteTableAsync(TableNames.Outbox);

        await outbox.RemoveAsync(due, CancellationToken.None);

        // Like the rows': the first call tells the sender to come again, and notes that the table is gone.
        Assert.That(
            async () => await outbox.AddAsync(failure.Keys, null, CancellationToken.None),
            Throws.TypeOf<RequestFailedException>().With.Property(nameof(RequestFailedException.ErrorCode)).EqualTo("TableNotFound"));
        await outbox.AddAsync(failure.Keys, null, CancellationToken.None);
        Assert.That((await outbox.ListAsync(CancellationToken.None)).Count, Is.EqualTo(1));
    }

    [Test]
    public async Task Preparing_makes_the_three_tables_and_may_be_done_again()
    {
        for (var round = 1; round <= 2; round++)
        {
            await new FailuresTable(_client, TimeProvider.System).Created.GetAsync(CancellationToken.None);
            await new OutboxTable(_client, TimeProvider.System).Created.GetAsync(CancellationToken.None);
            await new QuarantineTable(_client, new MaintenanceTables(_client), TimeProvider.System).Created.GetAsync(CancellationToken.None);
        }

        List<string> names = [];
        await foreach (var table in _client.QueryAsync())
            names.Add(table.Name);
        Assert.That(names, Is.SupersetOf(new[] { "Failures", "FailureOutbox", "RejectedNotifications" }));
    }

    [Test]
    public async Task While_the_service_is_down_every_call_fails_in_good_time_and_works_again_afterwards()
    {
        var rows = new FailuresTable(_client, TimeProvider.System);
        var outbox = new OutboxTable(_client, TimeProvider.System);
        var failure = NewFailure();
        await rows.Created.GetAsync(CancellationToken.None);
        await _server.KillAsync();
        try
        {
            Assert.Multiple(() =>
            {
                Assert.That(async () => await rows.AddAsync(failure, CancellationToken.None).WaitAsync(Patience), NotReached);
                Assert.That(async () => await outbox.AddAsync(failure.Keys, null, CancellationToken.None).WaitAsync(Patience), NotReached);
                Assert.That(async () => await outbox.ListAsync(CancellationToken.None).WaitAsync(Patience), NotReached);
            });
        }
        finally
        {
            await _server.RestartAsync(CancellationToken.None);
        }

        // In memory, so the table is gone too: the first call says so, the second makes it.
        Assert.That(async () => await rows.AddAsync(failure, CancellationToken.None), Throws.TypeOf<RequestFailedException>());
        Assert.That((await rows.AddAsync(failure, CancellationToken.None)).IsPublished, Is.False);
    }

    private static NUnit.Framework.Constraints.IResolveConstraint NotReached =>
        Throws.TypeOf<RequestFailedException>().With.Property(nameof(RequestFailedException.Status)).EqualTo(0)
            .Or.TypeOf<AggregateException>().With.Property(nameof(AggregateException.InnerExceptions)).All.TypeOf<RequestFailedException>();

    private static Failure NewFailure() => StorageSamples.FailureOf(StorageSamples.NewRecipient());
}
