using System.Globalization;
using FailureFunctions.Local.FunctionsHost;
using FailureFunctions.Local.NodeTools;
using FailureFunctions.Local.Send;
using FailureFunctions.Local.ServiceBusEmulator;
using FailureFunctions.Local.ServiceBusEmulator.Configuration;

namespace FailureFunctions.Local.Run;

/// <summary>What Azure provides, on this machine: tables, bus and Functions host; and a sender whose key the app trusts.</summary>
internal sealed class LocalSystem : IAsyncDisposable
{
    private const string SignatureSetting = "Copernica__Signature";

    private readonly Stack<IAsyncDisposable> _parts = new();
    private readonly RunFolder _folder;
    private AzuriteServer? _tables;
    private EmulatorServer? _bus;
    private FunctionsHostServer? _host;

    private LocalSystem(RunFolder folder, CopernicaSigner signer)
    {
        (_folder, Signer) = (folder, signer);
        _parts.Push(folder);
    }

    public CopernicaSigner Signer { get; }

    /// <summary>Whether the app refuses unsigned notifications.</summary>
    public bool SignaturesRequired { get; private set; }

    public string TablesConnection => _tables!.ConnectionString;

    public string BusConnection => _bus!.ConnectionString;

    public Uri Webhook => new(_host!.Address, "/api/failures");

    /// <summary>The log of host and app.</summary>
    public string LogFile => _folder.LogFile;

    /// <summary>Starts the parts one after the other. When one cannot start, those before it are stopped.</summary>
    /// <exception cref="RunFolderException">The folder cannot be used.</exception>
    /// <exception cref="LocalKeyException">The signing key can be neither read nor made.</exception>
    public static async Task<LocalSystem> StartAsync(RunOptions options, CancellationToken cancellationToken)
    {
        var folder = RunFolder.Open(options.Folder ?? LocalKey.Folder());
        LocalSystem? system = null;
        try
        {
            system = new LocalSystem(folder, new CopernicaSigner(LocalKey.Load(folder.Path), LocalKey.KeyId, LocalKey.Account));
            await system.StartPartsAsync(options, cancellationToken);
            return system;
        }
        catch
        {
            await ((IAsyncDisposable?)system ?? folder).DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a timer function, and waits until it has ended.</summary>
    public Task RunNowAsync(string function) => _host!.RunNowAsync(function);

    /// <summary>Ends when a part has ended by itself, with what happened.</summary>
    public async Task<string> BrokenAsync(CancellationToken cancellationToken)
    {
        using var poll = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (!_host!.Ended.IsCompleted)
        {
            if (!_tables!.IsRunning)
                return "Azurite has ended: something stopped its Node.js process. Start again.";
            await poll.WaitForNextTickAsync(cancellationToken);
        }
        return (await _host.Ended).Message;
    }

    public async ValueTask DisposeAsync()
    {
        while (_parts.TryPop(out var part))
            await part.DisposeAsync();
        Signer.Dispose();
    }

    private async Task StartPartsAsync(RunOptions options, CancellationToken cancellationToken)
    {
        _tables = await AzuriteServer.StartAsync(
            new AzuriteOptions { Port = options.TablesPort, DataFolder = _folder.TablesFolder, Report = Console.WriteLine },
            cancellationToken);
        _parts.Push(_tables);
        Console.WriteLine($"Azurite: tables on port {_tables.Port}");

        _bus = await EmulatorServer.StartAsync(new EmulatorOptions
        {
            Configuration = EmulatorConfiguration.ReadFile(Path.Combine(AppContext.BaseDirectory, "servicebus.config.json")),
            Port = options.BusPort,
        });
        _parts.Push(_bus);
        Console.WriteLine($"Service Bus emulator: topics email-failures and email-suppressions on port {_bus.Port}");

        // Beforehand, because the app is told which host it answers for.
        var port = options.Port == 0 ? FreePort.Take() : options.Port;
        var hosts = string.Create(CultureInfo.InvariantCulture, $"localhost:{port},127.0.0.1:{port}");
        // Passed on explicitly, so that what is printed is what the app does.
        var signature = Environment.GetEnvironmentVariable(SignatureSetting) is { Length: > 0 } mode ? mode : "Required";
        SignaturesRequired = signature.Equals("Required", StringComparison.OrdinalIgnoreCase);
        _host = await FunctionsHostServer.StartAsync(
            new FunctionsHostOptions
            {
                AppFolder = AppSettings.AppFolder,
                Port = port,
                Environment = new Dictionary<string, string>(AppSettings.Of(TablesConnection, BusConnection, Signer, hosts))
                {
                    [SignatureSetting] = signature,
                },
                Log = _folder.Log.WriteLine,
            },
            cancellationToken);
        _parts.Push(_host);
        Console.WriteLine($"App: {Webhook}, signatures {(SignaturesRequired ? "required" : $"not required ({SignatureSetting}={signature})")}");
    }
}
