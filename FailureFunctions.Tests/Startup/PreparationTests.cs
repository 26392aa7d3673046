using FailureFunctions.Dependencies;
using FailureFunctions.Local.ServiceBusEmulator;
using FailureFunctions.Local.ServiceBusEmulator.Configuration;
using FailureFunctions.Recording;
using FailureFunctions.Tests.Recording;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace FailureFunctions.Tests.Startup;

/// <summary>Tables and the link to the bus are ready before the first invocation, and hold up the start for a limited time.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class PreparationTests
{
    private static readonly TimeSpan RealLimit = TimeSpan.FromSeconds(60);

    [Test]
    public async Task The_link_to_the_bus_is_open_before_the_first_invocation()
    {
        await using var bus = await EmulatorServer.StartAsync(new EmulatorOptions
        {
            Configuration = EmulatorConfiguration.ReadFile(Repository.PathOf("local", "Run", "servicebus.config.json")),
            Port = 0,
        });
        var settings = WorkerProcess.Settings;
        settings["FailureBus"] = bus.ConnectionString;
        // Whoever has no link yet cannot open one any more when the worker starts.
        var worker = new Worker { OnStart = () => bus.Faults.RefuseConnections = true };
        using var host = App.Build(settings, services => services.AddSingleton<IHostedService>(worker));
        await host.StartAsync();

        await host.Services.GetRequiredService<IFailurePublisher>().PublishAsync(
            [StorageSamples.FailureOf(StorageSamples.NewRecipient())], CancellationToken.None).WaitAsync(RealLimit);

        await host.StopAsync();
    }

    [Test]
    public async Task What_is_silent_holds_up_the_start_for_its_limit_and_no_longer()
    {
        using var silent = new SilentServer();
        var time = new FakeTimeProvider();
        var worker = new Worker();
        using var host = App.Build(
            silent.Settings(), services => services.AddSingleton<IHostedService>(worker), services => services.AddSingleton<TimeProvider>(time));

        var start = host.StartAsync();
        using var call = await silent.AcceptAsync().WaitAsync(RealLimit);
        time.Advance(Preparation.Limit - TimeSpan.FromMilliseconds(1));
        var isStartedEarly = worker.IsStarted;
        time.Advance(TimeSpan.FromMilliseconds(1));
        await start.WaitAsync(RealLimit);

        Assert.That(isStartedEarly, Is.False);
        Assert.That(worker.IsStarted, Is.True);
        await host.StopAsync().WaitAsync(RealLimit);
    }

    [Test]
    public async Task What_refuses_is_reported_once_with_a_hint_and_does_not_hold_up_the_start()
    {
        var log = new RecordedLog();
        // Its clock stands still, so a start that waits for the limit never ends.
        using var host = App.Build(WorkerProcess.Settings, after: services => services.AddSingleton<TimeProvider>(new FakeTimeProvider()), log: log);

        await host.StartAsync().WaitAsync(RealLimit);
        await host.StopAsync().WaitAsync(RealLimit);

        var warnings = log.Records.Where(record => record.Level >= LogLevel.Warning).Select(record => record.Text).ToList();
        Assert.That(warnings, Has.Count.EqualTo(3));
        Assert.That(warnings, Has.Some.StartsWith("Not ready: tables; the next use tries again. ConnectionRefused: ")
            .And.Some.StartsWith("Not ready: topic email-failures; the next use tries again. Service Bus: ServiceCommunicationProblem: ")
            .And.Some.StartsWith("Not ready: topic email-suppressions; the next use tries again. Service Bus: ServiceCommunicationProblem: ")
            .And.All.Contains("Check that the app reaches"));
    }

    private sealed class Worker : IHostedService
    {
        public Action OnStart { get; init; } = () => { };

        public bool IsStarted { get; private set; }

        public Task StartAsync(CancellationToken cancellationToken)
        {
            OnStart();
            IsStarted = true;
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
