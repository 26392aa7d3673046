using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace FailureFunctions.Local.NodeTools;

/// <summary>The table service of Azurite, Microsoft's storage emulator, as a child process that ends with this one.</summary>
public sealed class AzuriteServer : IAsyncDisposable
{
    /// <summary>The account that every Azurite has.</summary>
    public const string AccountName = "devstoreaccount1";

    /// <summary>The account's key: a public constant that Microsoft documents for its emulators, no secret.</summary>
    /// <seealso href="https://learn.microsoft.com/azure/storage/common/storage-use-azurite#well-known-storage-account-and-key"/>
    public const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private const int FreePortAttempts = 5;
    private readonly AzuriteOptions _options;
    private readonly string _folder;
    private AzuriteProcess _process;

    private AzuriteServer(AzuriteOptions options, string folder, AzuriteProcess process)
    {
        _options = options;
        _folder = folder;
        _process = process;
    }

    /// <summary>The port on 127.0.0.1 where it listens.</summary>
    public int Port => _process.Port;

    /// <summary>The id of the Node.js process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Whether the process runs.</summary>
    public bool IsRunning => _process.IsRunning;

    /// <summary>The table endpoint, with the account in its path.</summary>
    public Uri TableEndpoint => new($"http://127.0.0.1:{Port.ToString(CultureInfo.InvariantCulture)}/{AccountName}");

    /// <summary>A connection string for Azure.Data.Tables and Azure Storage Explorer.</summary>
    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={AccountName};AccountKey={AccountKey};TableEndpoint={TableEndpoint};";

    /// <summary>Installs the packages when that is still to be done, starts Azurite and waits until it answers.</summary>
    /// <param name="options">Where it keeps its data and where it listens.</param>
    /// <param name="cancellationToken">Stops the start.</param>
    /// <returns>The running server.</returns>
    /// <exception cref="NodeToolsException">Node.js is missing, the port is taken, or Azurite ended early.</exception>
    public static async Task<AzuriteServer> StartAsync(AzuriteOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var folder = await NodePackages.EnsureInstalledAsync(cancellationToken, options.Report);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var port = options.Port == 0 ? FreePort() : options.Port;
                return new AzuriteServer(options, folder, await AzuriteProcess.StartAsync(folder, options, port, cancellationToken));
            }
            catch (PortTakenException) when (options.Port == 0 && attempt < FreePortAttempts)
            {
                // Somebody took the free port between our look and Azurite's: take another.
            }
        }
    }

    /// <summary>Ends the process at once, as a crash would. Azurite saves every 5 s, so the last seconds may be lost.</summary>
    /// <returns>A task that ends when the process has ended.</returns>
    public Task KillAsync() => _process.KillAsync();

    /// <summary>Stops the process in order: it saves its data first.</summary>
    /// <param name="cancellationToken">Stops waiting, and ends the process at once.</param>
    /// <returns>A task that ends when the process has ended.</returns>
    public Task StopAsync(CancellationToken cancellationToken) => _process.StopAsync(cancellationToken);

    /// <summary>Starts it again on the same port, after stopping it when it still runs. Tables in memory are lost, those in a folder are kept.</summary>
    /// <param name="cancellationToken">Stops the start.</param>
    /// <returns>A task that ends when it answers again.</returns>
    /// <exception cref="NodeToolsException">The port was taken meanwhile, or Azurite ended early.</exception>
    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        await StopAsync(cancellationToken);
        _process = await AzuriteProcess.StartAsync(_folder, _options, Port, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
