using System.Globalization;
using FailureFunctions.Bench.Chaos.Faults;
using FailureFunctions.Local.FunctionsHost;
using FailureFunctions.Local.NodeTools;
using FailureFunctions.Local.Run;
using FailureFunctions.Local.Send;
using FailureFunctions.Local.ServiceBusEmulator;
using FailureFunctions.Local.ServiceBusEmulator.Configuration;

namespace FailureFunctions.Bench.Chaos;

/// <summary>
/// The app, its tables and its bus, with a proxy before each. What the real services keep through a restart is kept
/// here too: Azurite is stopped in order, since killed it forgets what it has acknowledged in the last 5 seconds, and the
/// bus runs in this process, which keeps its messages while its port is closed.
/// </summary>
internal sealed class ChaosWorld : IAsyncDisposable
{
    private readonly AzuriteServer _tables;
    private readonly EmulatorServer _bus;
    private readonly StreamWriter _log;
    private readonly int _port;
    private FunctionsHostServer? _app;

    private ChaosWorld(AzuriteServer tables, EmulatorServer bus, StreamWriter log)
    {
        _tables = tables;
        _bus = bus;
        _log = log;
        _port = FreePort.Take();
        TablesProxy = new FaultyProxy(tables.Port);
        BusProxy = new FaultyProxy(bus.Port);
        WebhookProxy = new FaultyProxy(_port);
    }

    public CopernicaSigner Signer { get; } = CopernicaSigner.WithNewKey(LocalKey.KeyId, LocalKey.Account);

    public FaultyProxy TablesProxy { get; }

    public FaultyProxy BusProxy { get; }

    public FaultyProxy WebhookProxy { get; }

    /// <summary>Past the proxy.</summary>
    public string TablesConnection => _tables.ConnectionString;

    /// <summary>Past the proxy.</summary>
    public string BusConnection => _bus.ConnectionString;

    public Uri Webhook => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{WebhookProxy.Port}/api/failures"));

    /// <summary>Why the app has ended although nobody ended it; null when it has not.</summary>
    public string? Ended { get; private set; }

    /// <summary>Starts everything.</summary>
    /// <param name="folder">Where the tables and the app's log are kept.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<ChaosWorld> StartAsync(string folder, CancellationToken cancellationToken)
    {
        var tables = await AzuriteServer.StartAsync(new AzuriteOptions { DataFolder = Path.Combine(folder, "azurite") }, cancellationToken);
        var bus = await EmulatorServer.StartAsync(new EmulatorOptions
        {
            Configuration = EmulatorConfiguration.ReadFile(Path.Combine(AppContext.BaseDirectory, "servicebus.config.json")),
            Port = 0,
        });
        var world = new ChaosWorld(tables, bus, new StreamWriter(Path.Combine(folder, "app.log")) { AutoFlush = true });
        try
        {
            await world.StartAppAsync(cancellationToken);
            return world;
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }
    }

    public async Task KillAppAsync(TimeSpan down, CancellationToken stop)
    {
        await NoteEndAsync();
        await _app!.KillAsync();
        await RestartAppAsync(down, stop);
    }

    public async Task StopAppAsync(TimeSpan down, CancellationToken stop)
    {
        await NoteEndAsync();
        await RestartAppAsync(down, stop);
    }

    public Task RestartTablesAsync(TimeSpan down, CancellationToken ended, CancellationToken stop) =>
        TablesProxy.ShutWhileAsync(async () =>
        {
            await _tables.StopAsync(stop);
            await Pause.ForAsync(down, ended);
            await _tables.RestartAsync(stop);
        });

    public async Task RestartBusAsync(TimeSpan down, CancellationToken ended)
    {
        await _bus.StopAsync();
        await Pause.ForAsync(down, ended);
        await _bus.RestartAsync(keepMessages: true);
    }

    public async Task BusyBusAsync(TimeSpan duration, CancellationToken ended)
    {
        _bus.Faults.FailSends("com.microsoft:server-busy", "The service is busy; this is a test.", duration);
        await Pause.ForAsync(duration, ended);
        _bus.Faults.Clear();
    }

    public async Task SweepAsync()
    {
        await _app!.RunNowAsync("SweepFailures");
        await _app.RunNowAsync("DrainOutbox");
    }

    public Task UpdateSuppressionsAsync() => _app!.RunNowAsync("UpdateSuppressions");

    /// <summary>Looks whether the app has ended by itself.</summary>
    public async Task NoteEndAsync()
    {
        if (_app!.Ended.IsCompleted)
            Ended ??= (await _app.Ended).Message;
    }

    /// <summary>Writes a line into the app's log.</summary>
    public void Log(string line)
    {
        lock (_log)
        {
            if (_log.BaseStream is not null)
                _log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:HH:mm:ss.fff} {line}"));
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        await WebhookProxy.DisposeAsync();
        await BusProxy.DisposeAsync();
        await TablesProxy.DisposeAsync();
        await _bus.DisposeAsync();
        await _tables.DisposeAsync();
        lock (_log)
            _log.Dispose();
        Signer.Dispose();
    }

    private async Task RestartAppAsync(TimeSpan down, CancellationToken stop)
    {
        await _app!.DisposeAsync();
        _app = null;
        await Pause.ForAsync(down, stop);
        await StartAppAsync(stop);
    }

    private async Task StartAppAsync(CancellationToken cancellationToken)
    {
        var tables = TablesConnection.Replace(Text($":{_tables.Port}/"), Text($":{TablesProxy.Port}/"), StringComparison.Ordinal);
        var bus = BusConnection.Replace(Text($"localhost:{_bus.Port}"), Text($"127.0.0.1:{BusProxy.Port}"), StringComparison.Ordinal);
        _app = await FunctionsHostServer.StartAsync(
            new FunctionsHostOptions
            {
                AppFolder = AppSettings.AppFolder,
                Port = _port,
                Environment = AppSettings.Of(tables, bus, Signer, Webhook.Authority),
                Log = Log,
            },
            cancellationToken);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
