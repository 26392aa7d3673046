using Azure.Data.Tables;
using FailureFunctions.Local.NodeTools;
using FailureFunctions.Tables;

namespace FailureFunctions.Tests;

/// <summary>
/// One Azurite for all tests that keep to recipients, days or tables of their own. The first of them starts it.
/// </summary>
[SetUpFixture]
internal sealed class SharedAzurite
{
    private static readonly Lazy<AzuriteServer> Server = new(
        () => Task.Run(() => AzuriteServer.StartAsync(new AzuriteOptions(), CancellationToken.None)).GetAwaiter().GetResult());

    /// <summary>A client made as the app makes it.</summary>
    public static TableServiceClient Client => ClientOf(Server.Value);

    /// <summary>Where it is, for a client of one's own.</summary>
    public static string ConnectionString => Server.Value.ConnectionString;

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (Server.IsValueCreated)
            await Server.Value.DisposeAsync();
    }

    /// <summary>A client of another Azurite, with the time limits and retries of the app.</summary>
    public static TableServiceClient ClientOf(AzuriteServer server)
    {
        var options = new TableClientOptions();
        FailureTables.KeepShort(options);
        return new TableServiceClient(server.ConnectionString, options);
    }
}
