using Microsoft.Azure.Functions.Worker.Hosting;
using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Builds a Functions application: services, settings, logging and middleware.</summary>
public class FunctionsApplicationBuilder : IHostApplicationBuilder, IFunctionsWorkerApplicationBuilder
{
    private readonly HostApplicationBuilder _host;
    private readonly InvocationPipeline _pipeline;
    private bool _built;

    internal FunctionsApplicationBuilder(string[]? args)
    {
        args ??= [];
        var scriptRoot = HostArguments.FindScriptRoot(args);
        var settings = LocalSettings.Load(scriptRoot);
        settings.ApplyToEnvironment();
        var arguments = HostArguments.Parse(args, scriptRoot, settings.Port);

        _host = new HostApplicationBuilder(new HostApplicationBuilderSettings
        {
            Args = args,
            Configuration = HostConfiguration.Create(),
        });
        _pipeline = new InvocationPipeline(_host.Services);
        Services.AddLocalFunctionsHost(_pipeline, arguments, HostJson.Load(scriptRoot, Configuration), Environment.ApplicationName);
        Logging.ReplaceConsole();
    }

    /// <summary>Values that the parts of the building share.</summary>
    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)_host).Properties;

    /// <summary>The settings, to read and to add to.</summary>
    public ConfigurationManager Configuration => _host.Configuration;

    IConfigurationManager IHostApplicationBuilder.Configuration => Configuration;

    /// <summary>The environment; named Development unless <c>AZURE_FUNCTIONS_ENVIRONMENT</c> says otherwise.</summary>
    public IHostEnvironment Environment => _host.Environment;

    /// <summary>The logging, to configure.</summary>
    public ILoggingBuilder Logging => _host.Logging;

    /// <summary>The metrics, to configure.</summary>
    public IMetricsBuilder Metrics => _host.Metrics;

    /// <summary>The services, to add to.</summary>
    public IServiceCollection Services => _host.Services;

    /// <summary>Builds the application. Running it serves every function until Ctrl+C or SIGTERM.</summary>
    /// <exception cref="InvalidOperationException">It has been built already.</exception>
    public IHost Build()
    {
        ThrowIfBuilt();
        this.UseDefaultWorkerMiddleware();
        Services.TryAddSingleton(TimeProvider.System);
        _built = true;
        return _host.Build();
    }

    /// <summary>Sets the container that the services come from.</summary>
    public void ConfigureContainer<TContainerBuilder>(IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull =>
        _host.ConfigureContainer(factory, configure);

    /// <summary>Adds a step to the pipeline; the first added is the outermost.</summary>
    /// <exception cref="InvalidOperationException">The application has been built already.</exception>
    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        ThrowIfBuilt();
        return _pipeline.Use(middleware);
    }

    private void ThrowIfBuilt()
    {
        if (_built)
            throw new InvalidOperationException("The application has been built already.");
    }
}
