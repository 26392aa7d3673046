using FailureFunctions.Local.FunctionsHost.App;
using FailureFunctions.Local.FunctionsHost.Http;
using FailureFunctions.Local.FunctionsHost.Invocation;
using FailureFunctions.Local.FunctionsHost.Logging;
using FailureFunctions.Local.FunctionsHost.Timer;
using FailureFunctions.Local.FunctionsHost.Worker;

namespace FailureFunctions.Local.FunctionsHost;

/// <summary>
/// Runs the build output of a function app, as the Functions host does: HTTP and timers on one side, the app's process on the other.
/// </summary>
public sealed class FunctionsHostServer : IAsyncDisposable
{
    private readonly WorkerServer _workerServer;
    private readonly WorkerSupervisor _workers;
    private readonly TimerFunctions _timers;
    private readonly HttpFront _http;
    private readonly HostTuning _tuning;
    private int _stopped;

    private FunctionsHostServer(WorkerServer workerServer, WorkerSupervisor workers, TimerFunctions timers, HttpFront http, HostTuning tuning)
    {
        (_workerServer, _workers, _timers, _http, _tuning) = (workerServer, workers, timers, http, tuning);
    }

    /// <summary>Where the host answers, such as <c>http://localhost:7071/</c>.</summary>
    public Uri Address => _http.Address;

    /// <summary>The process id of the worker that runs, or of the last one that did.</summary>
    public int WorkerProcessId => _workers.Latest.ProcessId;

    /// <summary>Completes when no worker will be started again, such as after the app has ended too often. Requests are then answered 503.</summary>
    public Task<FunctionsHostException> Ended => _workers.Ended;

    /// <summary>Starts the app; on return its functions are loaded and the port answers.</summary>
    /// <exception cref="FunctionsHostException">The app cannot be run.</exception>
    /// <exception cref="OperationCanceledException">The start was cancelled; the app's process is gone.</exception>
    public static Task<FunctionsHostServer> StartAsync(FunctionsHostOptions options, CancellationToken cancellationToken) =>
        StartAsync(options, new HostTuning(), cancellationToken);

    internal static async Task<FunctionsHostServer> StartAsync(FunctionsHostOptions options, HostTuning tuning, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var app = FunctionApp.Open(options);
        var log = new HostLog(options.Log, app.HostJson.LogLevels, tuning.Time);
        var workerServer = await WorkerServer.StartAsync(log, cancellationToken);
        try
        {
            var workers = await WorkerSupervisor.StartAsync(new WorkerStarter(app, workerServer, log, tuning), log, tuning, cancellationToken);
            try
            {
                return await OpenAsync(options, app, log, workerServer, workers, tuning, cancellationToken);
            }
            catch
            {
                await workers.KillAsync();
                throw;
            }
        }
        catch
        {
            await workerServer.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a timer function once and waits until that run has ended.</summary>
    /// <exception cref="FunctionsHostException">There is no such timer function, or the run failed.</exception>
    public Task RunNowAsync(string function) => _timers.RunNowAsync(function);

    /// <summary>Ends everything at once, as a crash of the whole instance: connections are cut, the app is killed, the port is closed.</summary>
    public async Task KillAsync()
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0)
            return;

        // First, since a call that a muted worker cannot get would have another one started.
        await _workers.StopRestartingAsync();
        // The app must not learn that its callers are gone.
        _workers.Latest.Mute();
        _http.Abort();
        await _workers.KillAsync();
        await _timers.StopAsync(_tuning.TerminateLimit);
        await _http.StopAsync(TimeSpan.Zero);
        await ReleaseAsync();
    }

    /// <summary>Closes the port, lets accepted requests finish, cancels timer functions, and ends the app.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0)
            return;

        await Task.WhenAll(_http.StopAsync(_tuning.DrainLimit), _timers.StopAsync(_tuning.DrainLimit));
        await _workers.DisposeAsync();
        await ReleaseAsync();
    }

    private static async Task<FunctionsHostServer> OpenAsync(
        FunctionsHostOptions options,
        FunctionApp app,
        HostLog log,
        WorkerServer workerServer,
        WorkerSupervisor workers,
        HostTuning tuning,
        CancellationToken cancellationToken)
    {
        var invoker = new FunctionInvoker(log);
        var timers = new TimerFunctions(workers, invoker, app.Settings, log, tuning.Time);
        var lines = new List<Func<Uri, string>>();
        var functions = new List<HttpFunction>();
        foreach (var function in workers.Latest.Functions.Values.OrderBy(function => function.Name, StringComparer.Ordinal))
        {
            try
            {
                if (function.Trigger.IsOfType(FunctionBinding.HttpTrigger))
                {
                    var http = HttpFunction.Of(function, app.HostJson.RoutePrefix);
                    functions.Add(http);
                    lines.Add(http.Describe);
                }
                else if (function.Trigger.IsOfType(FunctionBinding.TimerTrigger))
                {
                    timers.Add(function);
                    lines.Add(_ => $"{function.Name}: timerTrigger");
                }
                else
                {
                    log.Error($"The function '{function.Name}' is left out: this host has no '{function.Trigger.Type}', only HTTP and timer triggers.");
                }
            }
            catch (FormatException exception)
            {
                log.Error($"The function '{function.Name}' is left out: {exception.Message}.");
            }
        }

        var routes = new Routes(functions, timers, options.Keys, RequestLimiter.Of(app.HostJson), workers, invoker, log);
        var front = await HttpFront.StartAsync(options.Port, routes.Map, cancellationToken);
        if (options.KeepsSchedules)
            timers.Start();
        log.Print("Functions:");
        foreach (var line in lines)
            log.Print($"        {line(front.Address)}");
        return new FunctionsHostServer(workerServer, workers, timers, front, tuning);
    }

    private async Task ReleaseAsync()
    {
        await _http.DisposeAsync();
        _timers.Dispose();
        await _workerServer.DisposeAsync();
    }
}
