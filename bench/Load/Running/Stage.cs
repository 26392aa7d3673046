using System.Diagnostics;
using System.Net;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using FailureFunctions.Bench.Load.Measuring;
using FailureFunctions.Bench.Load.Stores;
using FailureFunctions.Local.Send;

namespace FailureFunctions.Bench.Load.Running;

/// <summary>What the runs share: the stores, the sender's key, the apps' folders.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly Dictionary<string, string> _folders = [];
    private readonly string _output;
    private readonly bool _updater;

    private Stage(string output, bool updater, Requests requests)
    {
        (_output, _updater, Requests) = (output, updater, requests);
    }

    public Requests Requests { get; }

    /// <summary>Null when the app runs already, with stores of its own.</summary>
    public ChildProcess<StoresState>? Stores { get; private set; }

    public static async Task<Stage> OpenAsync(LoadOptions options, string output, CancellationToken cancellationToken)
    {
        using var key = KeyOf(options);
        var stage = new Stage(output, options.Updater, new Requests(options, key));
        if (options.Url is not null)
            return stage;
        try
        {
            foreach (var target in Target.All.Where(target => options.Verb is "compare" or "cold" || target.Name == options.Target))
                stage._folders[target.Name] = options.Published ? await PublishAsync(target, cancellationToken) : target.BuildFolder;
            stage.Stores = await ChildProcess<StoresState>.StartAsync(
                ["stores", options.Stores.ToString()], new Dictionary<string, string>(), cancellationToken);
            return stage;
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }
    }

    public IEnumerable<Target> Targets => Target.All.Where(target => _folders.ContainsKey(target.Name));

    /// <param name="target">What to start.</param>
    /// <param name="hooked">Whether its allocations can be asked for.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <param name="names">The name server where it looks the sender's key up; null: it trusts the key without DNS.</param>
    public Task<RunningTarget> StartAsync(Target target, bool hooked, CancellationToken cancellationToken, IPEndPoint? names = null) => RunningTarget.StartAsync(
        target, _folders[target.Name], Stores!.Ready, Requests.Signer, names, _output, hooked, _updater, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        Requests.Dispose();
        if (Stores is not null)
            await Stores.DisposeAsync();
    }

    private static RSA KeyOf(LoadOptions options)
    {
        if (options.Url is null)
            return RSA.Create(2048);
        if (options.KeyFile is not { } file)
            return LocalKey.Load(LocalKey.Folder());
        var key = RSA.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(file));
            return key;
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException or IOException or UnauthorizedAccessException)
        {
            key.Dispose();
            throw new LoadException($"--key: {file} does not hold a private RSA key in PEM that can be read. Make one with local/Send --new-key.");
        }
    }

    private static async Task<string> PublishAsync(Target target, CancellationToken cancellationToken)
    {
        Console.WriteLine($"publishing {target.Name} …");
        var root = Path.GetDirectoryName(LocalKey.Folder())!;
        var folder = Path.Combine(LocalKey.Folder(), "load", "published", target.Name);
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                "publish", Path.Combine(root, target.Project), "-c", "Release", "--nologo", "-v", "quiet", "-o", folder,
                "-r", $"linux-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}",
            },
        };
        using var publish = Process.Start(start)!;
        await publish.WaitForExitAsync(cancellationToken);
        return publish.ExitCode == 0 ? folder : throw new LoadException($"'dotnet publish' of {target.Name} failed; see its output.");
    }
}
