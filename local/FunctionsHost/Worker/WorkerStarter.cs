using System.Collections.Frozen;
using FailureFunctions.Local.FunctionsHost.App;
using FailureFunctions.Local.FunctionsHost.Logging;
using FailureFunctions.Local.FunctionsHost.Protocol;

namespace FailureFunctions.Local.FunctionsHost.Worker;

/// <summary>Starts the app's process and takes it through the start-up sequence of the protocol.</summary>
internal sealed class WorkerStarter(FunctionApp app, WorkerServer server, HostLog log, HostTuning tuning)
{
    private const string HostVersion = "4.1037.0";
    private const string CancelCapability = "HandlesInvocationCancelMessage";

    /// <exception cref="FunctionsHostException">The worker ended, failed, or did not answer in time.</exception>
    public async Task<FunctionWorker> StartAsync(CancellationToken cancellationToken)
    {
        var id = Guid.NewGuid().ToString();
        var connecting = server.ExpectAsync(id);
        var process = WorkerProcess.Start(app, server.Endpoint, id, log);
        try
        {
            var channel = await new Steps(process, cancellationToken).WaitAsync(connecting, "connect to the host", tuning.StartStreamLimit);
            return await LoadAsync(process, channel, cancellationToken);
        }
        catch
        {
            process.Kill();
            throw;
        }
        finally
        {
            server.Forget(id);
        }
    }

    private async Task<FunctionWorker> LoadAsync(WorkerProcess process, WorkerChannel channel, CancellationToken cancellationToken)
    {
        var steps = new Steps(process, cancellationToken);
        var init = (await steps.WaitAsync(channel.RequestAsync(InitRequest()), "initialize", tuning.InitLimit)).WorkerInitResponse;
        Require(init?.Result, "initialize");
        channel.CanCancel = init!.Capabilities.TryGetValue(CancelCapability, out var canCancel) && canCancel.Length > 0;

        var metadata = (await steps.WaitAsync(channel.RequestAsync(new StreamingMessage
        {
            FunctionsMetadataRequest = new FunctionsMetadataRequest { FunctionAppDirectory = app.Folder },
        }), "list its functions", tuning.MetadataLimit)).FunctionMetadataResponse;
        Require(metadata?.Result, "list its functions");

        var functions = Select(metadata!.FunctionMetadataResults);
        var loaded = await steps.WaitAsync(
            Task.WhenAll(functions.Select(async function => (Function: function, Problem: await LoadAsync(channel, function)))),
            "load its functions", tuning.LoadLimit);
        foreach (var (function, problem) in loaded.Where(result => result.Problem is not null))
            log.Error($"The function '{function.Name}' is left out: the app cannot load it: {problem}");

        return new FunctionWorker(process, channel, loaded
            .Where(result => result.Problem is null)
            .ToFrozenDictionary(result => result.Function.Name, result => result.Function, StringComparer.OrdinalIgnoreCase));
    }

    private StreamingMessage InitRequest() => new()
    {
        WorkerInitRequest = new WorkerInitRequest { HostVersion = HostVersion, WorkerDirectory = app.Folder, FunctionAppDirectory = app.Folder },
    };

    private List<FunctionDefinition> Select(IEnumerable<RpcFunctionMetadata> all)
    {
        var selected = new List<FunctionDefinition>();
        foreach (var metadata in all)
        {
            if (app.Settings.IsDisabled(metadata.Name))
            {
                log.Information(HostLog.HostCategory, $"The function '{metadata.Name}' is disabled.");
                continue;
            }

            try
            {
                selected.Add(FunctionDefinition.Of(metadata, app.Folder));
                if (metadata.RetryOptions is { MaxRetryCount: not 0 })
                    log.Warning($"The function '{metadata.Name}' has a retry policy, which this host does not apply.");
            }
            catch (FormatException exception)
            {
                log.Error($"The function '{metadata.Name}' is left out: {exception.Message}.");
            }
        }

        return selected;
    }

    private static async Task<string?> LoadAsync(WorkerChannel channel, FunctionDefinition function)
    {
        var answer = await channel.RequestAsync(new StreamingMessage
        {
            FunctionLoadRequest = new FunctionLoadRequest { FunctionId = function.Metadata.FunctionId, Metadata = function.Metadata },
        });
        return ProblemOf(answer.FunctionLoadResponse?.Result);
    }

    private static void Require(StatusResult? result, string step)
    {
        if (ProblemOf(result) is { } problem)
            throw new FunctionsHostException($"The app could not {step}: {problem}");
    }

    private static string? ProblemOf(StatusResult? result) => result switch
    {
        { Status: StatusResult.Types.Status.Success } => null,
        { Exception: { } exception } => HostLog.Describe(exception),
        _ => "it gave no reason",
    };

    /// <summary>Waits for a step of a process that may end or hang instead.</summary>
    private sealed class Steps(WorkerProcess process, CancellationToken cancellationToken)
    {
        public async Task<T> WaitAsync<T>(Task<T> step, string name, TimeSpan limit)
        {
            try
            {
                await Task.WhenAny(step, process.Exited).WaitAsync(limit, cancellationToken);
                if (step.IsCompletedSuccessfully)
                    return await step;

                // The stream often breaks before the process has ended.
                var code = await process.Exited.WaitAsync(limit, cancellationToken);
                throw Problem($"The app ended with exit code {code} before it was ready", ", without a message.", code);
            }
            catch (TimeoutException)
            {
                throw Problem(
                    FormattableString.Invariant($"The app did not {name} within {limit.TotalSeconds:0.###} s"),
                    ". It must run a Functions worker: see its Program.cs.", 1);
            }
        }

        private FunctionsHostException Problem(string problem, string withoutErrors, int code)
        {
            if (process.LastErrors is not { } errors)
                return new FunctionsHostException(problem + withoutErrors, code);
            var message = $"{problem}:\n{errors}";
            return new FunctionsHostException(message, code)
            {
                MessageBelowLog = process.OutputIsLogged ? $"{problem}. The app's own output is above." : message,
            };
        }
    }
}
