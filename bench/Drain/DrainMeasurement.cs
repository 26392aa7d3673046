using System.Diagnostics;
using System.Globalization;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using FailureFunctions.Bench.Chaos.Checking;
using FailureFunctions.Bench.Load.Stores;
using FailureFunctions.Classification;
using FailureFunctions.Copernica;
using FailureFunctions.Copernica.Notification;
using FailureFunctions.Local.FunctionsHost;
using FailureFunctions.Local.NodeTools;
using FailureFunctions.Local.ServiceBusEmulator;
using FailureFunctions.Local.ServiceBusEmulator.Configuration;
using FailureFunctions.Recording;
using FailureFunctions.Tables;
using Microsoft.Extensions.Options;

namespace FailureFunctions.Bench.Drain;

/// <summary>
/// Fills the outbox, as requests do while the bus is down, and has the app, running under the development host, clear it,
/// against Azurite, or tables that answer at once, and the Service Bus emulator.
/// </summary>
internal sealed class DrainMeasurement : IAsyncDisposable
{
    private const int FillingAtOnce = 32;

    private readonly IAsyncDisposable _tables;
    private readonly string _connection;
    private readonly TablesProxy? _counter;
    private readonly EmulatorServer _bus;
    private readonly List<string> _log = [];
    private FunctionsHostServer? _app;

    private DrainMeasurement(IAsyncDisposable tables, string connection, TablesProxy? counter, EmulatorServer bus)
    {
        _tables = tables;
        _connection = connection;
        _counter = counter;
        _bus = bus;
    }

    /// <summary>Starts the emulators.</summary>
    /// <param name="instant">Whether the tables are those of bench/Load, which answer at once, instead of Azurite.</param>
    /// <param name="countRequests">Whether the app reaches the tables through a proxy that counts requests, and costs time.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<DrainMeasurement> StartAsync(bool instant, bool countRequests, CancellationToken cancellationToken)
    {
        var (tables, connection) = instant ? Instant(await InstantTables.StartAsync(TimeSpan.Zero, cancellationToken))
            : Azurite(await AzuriteServer.StartAsync(new AzuriteOptions(), cancellationToken));
        var bus = await EmulatorServer.StartAsync(new EmulatorOptions
        {
            Configuration = EmulatorConfiguration.ReadFile(Path.Combine(AppContext.BaseDirectory, "servicebus.config.json")),
            Port = 0,
        });
        return new DrainMeasurement(tables, connection, countRequests ? new TablesProxy(connection) : null, bus);

        static (IAsyncDisposable, string) Instant(InstantTables tables) => (tables, tables.ConnectionString);
        static (IAsyncDisposable, string) Azurite(AzuriteServer tables) => (tables, tables.ConnectionString);
    }

    /// <summary>Measures, and reports.</summary>
    /// <param name="notifications">Of which the failures are.</param>
    /// <param name="suppress">Whether the suppression list takes their messages then.</param>
    /// <param name="output">Where to report.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Whether the outbox was cleared, each entry has its message, and each is taken: if not mixed, each address is suppressed.</returns>
    public async Task<bool> RunAsync(Notifications notifications, bool suppress, TextWriter output, CancellationToken cancellationToken)
    {
        var count = notifications.Count;
        var filling = Stopwatch.StartNew();
        await FillAsync(notifications, cancellationToken);
        await output.WriteLineAsync(Text($"{count:N0} failures stored and queued in {filling.Elapsed.TotalSeconds:0.0} s"));

        _app = await StartAppAsync(cancellationToken);
        _counter?.Requests.Clear();
        var clock = Stopwatch.StartNew();
        var left = count;
        for (var run = 1; left > 0; run++)
        {
            await _app.RunNowAsync("DrainOutbox");
            var before = left;
            left = await CountOutboxAsync(cancellationToken);
            await output.WriteLineAsync(Text($"run {run}: {left:N0} left after {clock.Elapsed.TotalSeconds:0.0} s"));
            if (left == before)
                break;
        }
        var seconds = clock.Elapsed.TotalSeconds;
        var received = await ReceiveAsync(count, cancellationToken);
        await output.WriteLineAsync(Text($"""
            failures             {count - left,10:N0}
            seconds              {seconds,10:0.0}
            failures per second  {(count - left) / seconds,10:N0}
            processors           {Environment.ProcessorCount,10}
            messages received    {received,10:N0}
            """));
        if (_counter is not null)
            await output.WriteLineAsync(Text($"table requests       {_counter.Requests.Count,10:N0}   {(double)_counter.Requests.Count / count:0.00} per failure"));
        if (left > 0)
            await output.WriteLineAsync(string.Join('\n', _log.TakeLast(20)));
        return left == 0 && received == count && (!suppress || await SuppressAsync(notifications, output, cancellationToken));
    }

    private async Task<bool> SuppressAsync(Notifications notifications, TextWriter output, CancellationToken cancellationToken)
    {
        _counter?.Requests.Clear();
        var clock = Stopwatch.StartNew();
        var (taken, suppressed, late) = (false, 0, 0);
        for (var limit = TimeSpan.FromMinutes(10); !taken && clock.Elapsed < limit;)
        {
            await _app!.RunNowAsync("UpdateSuppressions");
            taken = !await Backlog.IsThereAsync(_bus.ConnectionString, "suppression-list", cancellationToken);
            (suppressed, late) = await CountSuppressionsAsync(cancellationToken);
            await output.WriteLineAsync(Text($"{suppressed:N0} addresses suppressed, {late:N0} not announced, after {clock.Elapsed.TotalSeconds:0.0} s"));
        }
        var done = taken && late == 0 && (notifications.Mixed || suppressed == notifications.Count);
        if (done)
            await output.WriteLineAsync(Text($"messages per second  {notifications.Count / clock.Elapsed.TotalSeconds,10:N0}"));
        if (_counter is not null)
            await output.WriteLineAsync(Text($"table requests       {_counter.Requests.Count,10:N0}   {(double)_counter.Requests.Count / notifications.Count:0.00} per message"));
        if (!done)
            await output.WriteLineAsync(string.Join('\n', _log.TakeLast(20)));
        return done;
    }

    private async Task<(int Suppressed, int Late)> CountSuppressionsAsync(CancellationToken cancellationToken)
    {
        var (suppressed, late) = (0, 0);
        await foreach (var row in new TableClient(_connection, TableNames.Suppressions).QueryAsync<TableEntity>(cancellationToken: cancellationToken))
        {
            suppressed += row.GetString("State") == "suppressed" ? 1 : 0;
            late += row.GetInt32("AnnouncedVersion") == row.GetInt32("Version") ? 0 : 1;
        }
        return (suppressed, late);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        await _bus.DisposeAsync();
        if (_counter is not null)
            await _counter.DisposeAsync();
        await _tables.DisposeAsync();
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private Task<FunctionsHostServer> StartAppAsync(CancellationToken cancellationToken) => FunctionsHostServer.StartAsync(
        new FunctionsHostOptions
        {
            AppFolder = BuildOutput.Of("FailureFunctions"),
            Port = 0,
            // A run of its own would take a part of what is measured.
            KeepsSchedules = false,
            Environment = new Dictionary<string, string>
            {
                ["FailureTables"] = _counter?.ConnectionString ?? _connection,
                ["FailureBus"] = _bus.ConnectionString,
                ["Copernica__Accounts"] = "account_1234",
                ["Copernica__Hosts"] = "localhost",
            },
            Log = line =>
            {
                lock (_log)
                    _log.Add(line);
            },
        },
        cancellationToken);

    private async Task FillAsync(Notifications notifications, CancellationToken cancellationToken)
    {
        var factory = new FailureFactory(new ReplyClassifier(), Options.Create(new CopernicaOptions()), TimeProvider.System);
        var service = new TableServiceClient(_connection);
        var rows = new FailuresTable(service, TimeProvider.System);
        var outbox = new OutboxTable(service, TimeProvider.System);
        var options = new ParallelOptions { MaxDegreeOfParallelism = FillingAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, notifications.Count, options, async (number, token) =>
        {
            var read = (ReadResult.Read)NotificationReader.Read(notifications[number]);
            var failure = factory.Create("account_1234", read.Notification, null);
            await rows.AddAsync(failure, token);
            await outbox.AddAsync(failure.Keys, failure.Trace, token);
        });
    }

    private async Task<int> CountOutboxAsync(CancellationToken cancellationToken)
    {
        var outbox = new TableClient(_connection, TableNames.Outbox);
        return await outbox.QueryAsync<TableEntity>(select: ["RowKey"], cancellationToken: cancellationToken).CountAsync(cancellationToken);
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
            seen.UnionWith(messages.Select(message => message.MessageId));
        }
        return seen.Count;
    }
}
