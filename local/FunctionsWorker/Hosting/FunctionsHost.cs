using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Azure.Functions.Worker.Hosting;

/// <summary>Finds the functions, starts their triggers once every other service has started, and stops them first.</summary>
internal sealed class FunctionsHost(
    FunctionSource source,
    IEnumerable<TriggerType> triggerTypes,
    IEnumerable<ITriggerListener> listeners,
    HttpTriggerListener http,
    IConfiguration configuration,
    HostShutdown shutdown,
    HostReport report,
    StartFailure failure) : IHostedLifecycleService
{
    private readonly List<ITriggerListener> _started = [];
    private bool _prepared;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            var functions = new FunctionCatalog([.. triggerTypes]).Load(source.Methods);
            var enabled = functions.Where(function => !IsDisabled(function.Name)).ToList();
            foreach (var listener in listeners)
                listener.Prepare(enabled);
            foreach (var function in functions.Except(enabled))
                report.Note($"Function {function.Name} is disabled.");
            _prepared = true;
        }
        catch (FunctionWorkerException exception)
        {
            failure.End(exception);
        }

        return Task.CompletedTask;
    }

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (!_prepared)
            return;

        try
        {
            foreach (var listener in listeners)
            {
                _started.Add(listener);
                await listener.StartAsync(cancellationToken);
            }

            report.Started(listeners.SelectMany(listener => listener.Lines), http.Address);
        }
        catch (FunctionWorkerException exception)
        {
            failure.End(exception);
        }
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        await shutdown.BeginAsync();
        await Task.WhenAll(_started.Select(listener => listener.StopAsync(cancellationToken)));
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // The setting may be written with a colon, or as an environment variable with two underscores.
    private bool IsDisabled(string function) =>
        new[] { $"AzureWebJobs.{function}.Disabled", $"AzureWebJobs:{function}:Disabled", $"AzureWebJobs_{function}_Disabled" }
            .Select(name => configuration[name])
            .Any(value => value == "1" || (bool.TryParse(value, out var disabled) && disabled));
}
