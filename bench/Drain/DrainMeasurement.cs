using System.Diagnostics;
using System.Globalization;
using System.Text;
using Azure.Messaging.ServiceBus;
using FailureFunctions.Copernica;
using FailureFunctions.Failures;
using FailureFunctions.Failures.Intake;
using FailureFunctions.Failures.Recording;
using FailureFunctions.Failures.Storage;
using FailureFunctions.Local.NodeTools;
using FailureFunctions.Local.ServiceBusEmulator;
using FailureFunctions.Local.ServiceBusEmulator.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FailureFunctions.Bench.Drain;

/// <summary>
/// Fills the outbox, as requests do while the bus is down, and has the app's own drain clear it, against Azurite and
/// the Service Bus emulator.
/// </summary>
internal sealed class DrainMeasurement : IAsyncDisposable
{
    private const int FillingAtOnce = 32;

    private readonly AzuriteServer _tables;
    private readonly EmulatorServer _bus;
    private readonly ServiceProvider _services;

    private DrainMeasurement(AzuriteServer tables, EmulatorServer bus, ServiceProvider services)
    {
        _tables = tables;
        _bus = bus;
        _services = services;
    }

    /// <summary>Starts the emulators, and puts the app's parts together as the app does.</summary>
    public static async Task<DrainMeasurement> StartAsync(CancellationToken cancellationToken)
    {
        var tables = await AzuriteServer.StartAsync(new AzuriteOptions(), cancellationToken);
        var bus = await EmulatorServer.StartAsync(new EmulatorOptions
        {
            Configuration = EmulatorConfiguration.ReadFile(Path.Combine(AppContext.BaseDirectory, "servicebus.config.json")),
            Port = 0,
        });
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["FailureTables"] = tables.ConnectionString,
                ["FailureBus"] = bus.ConnectionString,
            })
            .Build();
        var services = new ServiceCollection()
            .AddLogging()
            .AddMetrics()
            .AddSingleton(TimeProvider.System)
            .AddFailures(configuration)
            .BuildServiceProvider();
        return new DrainMeasurement(tables, bus, services);
    }

    /// <summary>Measures, and says what it found.</summary>
    /// <returns>Whether the drain completed every entry, and each has its message.</returns>
    public async Task<bool> RunAsync(int count, TextWriter output, CancellationToken cancellationToken)
    {
        var filling = Stopwatch.StartNew();
        await FillAsync(count, cancellationToken);
        await output.WriteLineAsync(Text($"{count:N0} entries put into the outbox in {filling.Elapsed.TotalSeconds:0.0} s"));

        var drain = _services.GetRequiredService<OutboxDrain>();
        using var requests = new RequestCount();
        var clock = Stopwatch.StartNew();
        var completed = 0;
        for (var run = 1; completed < count; run++)
        {
            var report = await drain.RunAsync(cancellationToken);
            completed += report.Completed;
            await output.WriteLineAsync(Text($"run {run}: {report.Completed:N0} completed, {report.Postponed} postponed, {report.Unreadable} unreadable, after {clock.Elapsed.TotalSeconds:0.0} s"));
            if (report.Completed == 0)
                break;
        }
        var seconds = clock.Elapsed.TotalSeconds;
        var received = await ReceiveAsync(count, cancellationToken);
        await output.WriteLineAsync(Text($"""
            entries              {completed,10:N0}
            seconds              {seconds,10:0.0}
            entries per second   {completed / seconds,10:N0}
            table requests       {requests.Count,10:N0}   {(double)requests.Count / count:0.00} per entry
            processors           {Environment.ProcessorCount,10}
            messages received    {received,10:N0}
            """));
        return completed == count && received == count;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _bus.DisposeAsync();
        await _tables.DisposeAsync();
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private async Task FillAsync(int count, CancellationToken cancellationToken)
    {
        var factory = _services.GetRequiredService<FailureFactory>();
        var reader = _services.GetRequiredService<NotificationReader>();
        // Old enough to be drained.
        var outbox = new TableFailureOutbox(_services.GetRequiredService<Azure.Data.Tables.TableServiceClient>(), new Yesterday());
        await outbox.PrepareAsync(cancellationToken);
        var options = new ParallelOptions { MaxDegreeOfParallelism = FillingAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, count, options, async (number, token) =>
        {
            var body = Encoding.UTF8.GetBytes(
                $"id=m{number}&type=failure&time=1717416451&recipient=r{number}%40example.nl&action=failure&state=rcptto&code=550"
                + "&extended=5.1.1&description=550+5.1.1+Recipient+address+rejected%3A+User+unknown&tags%5B%5D=nieuwsbrief");
            var read = (ReadResult.Read)reader.Read(NotificationFormat.Form, body);
            await outbox.EnsureAsync(factory.Create("account_1234", read.Notification, null), AttemptId.New(), token);
        });
    }

    private async Task<int> ReceiveAsync(int expected, CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        await using var client = new ServiceBusClient(_bus.ConnectionString);
        await using var receiver = client.CreateReceiver(
            "email-failures", "all", new ServiceBusReceiverOptions { ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete });
        while (seen.Count < expected)
        {
            var messages = await receiver.ReceiveMessagesAsync(500, TimeSpan.FromSeconds(2), cancellationToken);
            if (messages.Count == 0)
                break;
            seen.UnionWith(messages.Select(message => message.MessageId ?? ""));
        }
        return seen.Count;
    }

    private sealed class Yesterday : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() - TimeSpan.FromDays(1);
    }
}
