using Azure.Data.Tables;
using FailureFunctions.Local.NodeTools;
using FailureFunctions.Tables;

namespace FailureFunctions.Tests.Failures.Storage;

/// <summary>One Azurite for the tests of this namespace that keep to recipients, days or tables of their own.</summary>
[SetUpFixture, Parallelizable(ParallelScope.Self | ParallelScope.Fixtures)]
internal sealed class SharedAzurite
{
    private static AzuriteServer? _server;

    /// <summary>A client made as the app makes it.</summary>
    public static TableServiceClient Client => ClientOf(Server);

    /// <summary>Where it is, for a client of one's own.</summary>
    public static string ConnectionString => Server.ConnectionString;

    private static AzuriteServer Server =>
        _server ?? throw new InvalidOperationException("Azurite is started by this namespace's SetUpFixture only.");

    [OneTimeSetUp]
    public async Task Start() => _server = await AzuriteServer.StartAsync(new AzuriteOptions(), CancellationToken.None);

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    /// <summary>A client of another Azurite, with the time limits and retries of the app.</summary>
    public static TableServiceClient ClientOf(AzuriteServer server)
    {
        var options = new TableClientOptions();
        FailureTables.KeepShort(options);
        return new TableServiceClient(server.ConnectionString, options);
    }
}
