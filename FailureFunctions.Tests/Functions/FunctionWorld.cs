using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using FailureFunctions.Functions;
using FailureFunctions.Quarantine;
using FailureFunctions.Recording;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Moq;
using Moq.Language.Flow;

namespace FailureFunctions.Tests.Functions;

/// <summary>The webhook's function with its middleware, on tables and a bus that a test makes up.</summary>
internal sealed class FunctionWorld : ILoggerProvider, ILogger, IHostApplicationLifetime
{
    private readonly CancellationTokenSource _hangUp = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ServiceProvider _services;

    public FunctionWorld()
    {
        var settings = new Dictionary<string, string?>
        {
            ["FailureTables"] = "UseDevelopmentStorage=true",
            ["FailureBus"] = "Endpoint=sb://localhost;SharedAccessKeyName=n;SharedAccessKey=a2V5;UseDevelopmentEmulator=true;",
            ["Copernica:Signature"] = "Off",
        };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        AddRow.ReturnsAsync(new StoredRow("1", IsPublished: false));
        _services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddLogging(logging => logging.AddProvider(this))
            .AddMetrics()
            .AddApp(configuration)
            .AddSingleton(Rows.Object)
            .AddSingleton(Outbox.Object)
            .AddSingleton(Publisher.Object)
            .AddSingleton<IDeferredWork>(new AwaitedWork())
            .AddSingleton(Quarantine.Object)
            .AddSingleton(Samples.AtOnce)
            .AddSingleton<IHostApplicationLifetime>(this)
            .BuildServiceProvider();
        Context.SetupGet(context => context.CancellationToken).Returns(_hangUp.Token);
        Context.SetupGet(context => context.FunctionDefinition).Returns(() => Mock.Of<FunctionDefinition>(function =>
            function.Name == "Function"
            && function.InputBindings == ImmutableDictionary.CreateRange(new[]
            {
                KeyValuePair.Create("trigger", Mock.Of<BindingMetadata>(binding => binding.Type == Trigger)),
            })));
    }

    public Mock<IFailureRows> Rows { get; } = new();

    public Mock<IOutbox> Outbox { get; } = new();

    public Mock<IFailurePublisher> Publisher { get; } = new();

    public Mock<IQuarantine> Quarantine { get; } = new();

    public ISetup<IFailureRows, Task<StoredRow>> AddRow =>
        Rows.Setup(rows => rows.AddAsync(It.IsAny<Failure>(), It.IsAny<CancellationToken>()));

    public ISetup<IFailurePublisher, Task> Publish =>
        Publisher.Setup(bus => bus.PublishAsync(It.IsAny<IReadOnlyList<Failure>>(), It.IsAny<CancellationToken>()));

    public ISetup<IOutbox, Task> AddPointer =>
        Outbox.Setup(outbox => outbox.AddAsync(It.IsAny<RowKeys>(), It.IsAny<ActivityContext?>(), It.IsAny<CancellationToken>()));

    public ConcurrentQueue<(LogLevel Level, string Text)> Logs { get; } = new();

    public IEnumerable<string> Errors => Logs.Where(log => log.Level >= LogLevel.Error).Select(log => log.Text);

    /// <summary>What the function is triggered by.</summary>
    public string Trigger { get; set; } = "httpTrigger";

    public Mock<FunctionContext> Context { get; } = new();

    public CancellationToken ApplicationStopping => _stop.Token;

    public CancellationToken ApplicationStarted => CancellationToken.None;

    public CancellationToken ApplicationStopped => CancellationToken.None;

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public void HangUp() => _hangUp.Cancel();

    public void StopApplication() => _stop.Cancel();

    /// <summary>Posts a notification.</summary>
    /// <returns>The status of the answer. Exceptions are those that the worker gets.</returns>
    public async Task<int> PostAsync(string body = Samples.UserUnknown)
    {
        HttpResponseData? answer = null;
        var function = _services.GetRequiredService<ReceiveFailure>();
        await InvokeAsync(async context => answer = await function.RunAsync(new FakeRequest(context, body)));
        return (int)answer!.StatusCode;
    }

    public Task InvokeAsync(FunctionExecutionDelegate function) =>
        ActivatorUtilities.CreateInstance<MaskedExceptions>(_services).Invoke(Context.Object, function);

    public ILogger CreateLogger(string categoryName) => this;

    public void Log<TState>(LogLevel logLevel, Microsoft.Extensions.Logging.EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Logs.Enqueue((logLevel, formatter(state, exception)));

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Dispose()
    {
        // Clients of the bus close their links, which takes time.
        _services.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _hangUp.Dispose();
        _stop.Dispose();
    }
}
