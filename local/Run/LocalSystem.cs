using System.Globalization;
using FailureFunctions.Local.NodeTools;
using FailureFunctions.Local.Send;
using FailureFunctions.Local.ServiceBusEmulator;
using FailureFunctions.Local.ServiceBusEmulator.Configuration;

namespace FailureFunctions.Local.Run;

/// <summary>Everything that the cloud would give: tables, bus, app; and a sender that the app trusts.</summary>
internal sealed class LocalSystem : IAsyncDisposable
{
    private readonly AzuriteServer _tables;
    private readonly EmulatorServer _bus;
    private readonly AppProcess _app;

    private LocalSystem(AzuriteServer tables, EmulatorServer bus, AppProcess app, CopernicaSigner signer)
    {
        _tables = tables;
        _bus = bus;
        _app = app;
        Signer = signer;
    }

    public CopernicaSigner Signer { get; }

    public string TablesConnection => _tables.ConnectionString;

    public string BusConnection => _bus.ConnectionString;

    public Uri Webhook => new(_app.Address, "/api/failures");

    /// <summary>Starts the parts one after the other, each when the one before answers.</summary>
    public static async Task<LocalSystem> StartAsync(RunOptions options, CancellationToken cancellationToken)
    {
        var root = Path.GetFullPath(Path.Combine(NodeToolsFolder.Find(), "..", ".."));
        Console.WriteLine("Azurite: starting (the first time its packages are installed, which takes a minute) …");
        var tables = await AzuriteServer.StartAsync(
            new AzuriteOptions { Port = options.TablesPort, DataFolder = Path.Combine(root, ".local", "azurite") }, cancellationToken);
        EmulatorServer? bus = null;
        try
        {
            Console.WriteLine($"Azurite: tables on port {tables.Port}");
            bus = await EmulatorServer.StartAsync(new EmulatorOptions
            {
                Configuration = EmulatorConfiguration.ReadFile(Path.Combine(AppContext.BaseDirectory, "servicebus.config.json")),
                Port = options.BusPort,
            });
            Console.WriteLine($"Service Bus emulator: topic email-failures on port {bus.Port}");
            var signer = AppSettings.NewSigner();
            var port = options.Port == 0 ? AppSettings.FreePort() : options.Port;
            var hosts = string.Create(CultureInfo.InvariantCulture, $"localhost:{port},127.0.0.1:{port}");
            var settings = AppSettings.Of(tables.ConnectionString, bus.ConnectionString, signer, hosts);
            var app = await AppProcess.StartAsync(port, settings, cancellationToken);
            Console.WriteLine($"App: {app.Address}api/failures, signatures required, with a key made just now");
            return new LocalSystem(tables, bus, app, signer);
        }
        catch
        {
            if (bus is not null)
                await bus.DisposeAsync();
            await tables.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends when a part has ended by itself, with what happened.</summary>
    public async Task<string> BrokenAsync(CancellationToken cancellationToken)
    {
        var app = _app.EndedAsync(cancellationToken);
        using var poll = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (!app.IsCompleted && await poll.WaitForNextTickAsync(cancellationToken))
        {
            if (!_tables.IsRunning)
                return "Azurite has ended; see whether something has stopped its Node.js process.";
        }
        return await app;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _bus.DisposeAsync();
        await _tables.DisposeAsync();
        Signer.Dispose();
    }
}
