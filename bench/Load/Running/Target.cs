using System.Net;
using FailureFunctions.Bench.Load.Measuring;
using FailureFunctions.Bench.Load.Stores;
using FailureFunctions.Local.FunctionsHost;
using FailureFunctions.Local.Run;
using FailureFunctions.Local.Send;

namespace FailureFunctions.Bench.Load.Running;

/// <summary>An app to measure.</summary>
/// <param name="Name">On the command line and in the report.</param>
/// <param name="Project">Its project file, from the repository's root.</param>
internal sealed record Target(string Name, string Project)
{
    /// <summary>Ours, and what it is compared with.</summary>
    public static readonly IReadOnlyList<Target> All =
    [
        new("app", "FailureFunctions/FailureFunctions.csproj"),
        new("naive", "bench/Peers/Naive/Naive.csproj"),
        new("empty", "bench/Peers/Empty/Empty.csproj"),
    ];

    public static Target? Find(string name) => All.FirstOrDefault(target => target.Name == name);

    /// <summary>Its build output, of the configuration in which this program was built.</summary>
    public string BuildFolder => BuildOutput.Of(Path.GetFileNameWithoutExtension(Project));
}

/// <summary>A target under the development host.</summary>
internal sealed class RunningTarget : IAsyncDisposable
{
    private readonly ChildProcess<HostState> _host;
    private readonly string? _allocationFile;

    private RunningTarget(string name, ChildProcess<HostState> host, string? allocationFile)
    {
        (Name, _host, _allocationFile) = (name, host, allocationFile);
    }

    public string Name { get; }

    public Uri Webhook => new(_host.Ready.Address, "/api/failures");

    public int HostId => _host.Id;

    public int WorkerId => _host.Ready.WorkerId;

    /// <param name="target">What to start.</param>
    /// <param name="folder">Its build or publish output.</param>
    /// <param name="stores">Where its stores are.</param>
    /// <param name="signer">The sender whose key it trusts.</param>
    /// <param name="names">The name server where it looks the sender's key up; null: it trusts the key without DNS.</param>
    /// <param name="logs">The folder for the log of host and app.</param>
    /// <param name="hooked">Whether its allocations can be asked for, by a hook that lengthens its start a little.</param>
    /// <param name="updater">Whether it updates the suppression list meanwhile.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<RunningTarget> StartAsync(
        Target target, string folder, StoresState stores, CopernicaSigner signer, IPEndPoint? names, string logs, bool hooked, bool updater, CancellationToken cancellationToken)
    {
        var port = FreePort.Take();
        var environment = AppSettings.Of(stores.Tables, stores.Bus, signer, $"localhost:{port}");
        if (names is not null)
        {
            environment.Remove(AppSettings.TrustedKey(signer));
            environment["Copernica__NameServers"] = $"{names}";
        }
        // Azure runs timers in other instances. The sweep would read all rows of the warm-up in the first round.
        environment["AzureWebJobs.SweepFailures.Disabled"] = "true";
        if (!updater)
            environment["AzureWebJobs.UpdateSuppressions.Disabled"] = "true";
        var allocationFile = hooked ? Path.Combine(logs, $"{target.Name}.allocated") : null;
        if (allocationFile is not null)
        {
            environment[HostProgram.WorkerHooks] = typeof(RunningTarget).Assembly.Location;
            environment[StartupHook.FileVariable] = allocationFile;
        }
        var host = await ChildProcess<HostState>.StartAsync(
            ["host", folder, $"{port}", Path.Combine(logs, $"{target.Name}.log")], environment, cancellationToken);
        return new RunningTarget(target.Name, host, allocationFile);
    }

    /// <returns>The state of the host, and what the worker has spent; null where it is not known.</returns>
    /// <exception cref="LoadException">The app was restarted meanwhile, so nothing can be said about it.</exception>
    public async Task<(HostState Host, Spent? Worker)> SpentAsync(CancellationToken cancellationToken)
    {
        var state = await _host.AskAsync(cancellationToken);
        if (state.WorkerId != WorkerId)
            throw new LoadException($"The worker of '{Name}' ended and was restarted; see {Name}.log.");
        return (state, _allocationFile is null ? null : await Usage.SpentAsync(WorkerId, _allocationFile, cancellationToken));
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
