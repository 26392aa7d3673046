using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Hosting;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FunctionsWorker.Tests.Support;

/// <summary>A host in this process, on a free port, with the functions of a test.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly IHost _host;
    private bool _stopped;

    private TestHost(IHost host, TemporaryFolder folder, LogRecorder log, StringWriter output)
    {
        _host = host;
        _folder = folder;
        Log = log;
        Output = output;
    }

    public LogRecorder Log { get; }

    public StringWriter Output { get; }

    public IServiceProvider Services => _host.Services;

    public string? Failure => ((RecordedStartFailure)Services.GetRequiredService<StartFailure>()).Message;

    public Uri Address => Services.GetRequiredService<HttpTriggerListener>().Address!;

    public HttpClient Client { get; private set; } = new();

    public static Task<TestHost> StartAsync(Type functions, Action<FunctionsApplicationBuilder>? configure = null, string hostJson = "{}") =>
        StartAsync([functions], configure, hostJson);

    public static async Task<TestHost> StartAsync(Type[] functions, Action<FunctionsApplicationBuilder>? configure = null, string hostJson = "{}")
    {
        var folder = new TemporaryFolder();
        folder.Write("host.json", hostJson);
        var builder = FunctionsApplication.CreateBuilder(["--port", "0", "--script-root", folder.Path]);
        var log = new LogRecorder();
        var output = new StringWriter();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.Services.Replace(ServiceDescriptor.Singleton<FunctionSource>(new TypeFunctionSource(functions)));
        builder.Services.Replace(ServiceDescriptor.Singleton(new HostReport(output, output)));
        builder.Services.Replace(ServiceDescriptor.Singleton<StartFailure, RecordedStartFailure>());
        configure?.Invoke(builder);

        var host = new TestHost(builder.Build(), folder, log, output);
        await host._host.StartAsync();
        if (host.Failure is null)
            host.Client.BaseAddress = host.Address;
        return host;
    }

    public async Task StopAsync()
    {
        _stopped = true;
        await _host.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_stopped)
            await StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
        _folder.Dispose();
    }
}
