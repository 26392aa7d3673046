using System.Diagnostics;
using System.Globalization;
using FailureFunctions.Bench.Chaos.Checking;
using FailureFunctions.Bench.Chaos.Faults;
using FailureFunctions.Bench.Chaos.Sending;

namespace FailureFunctions.Bench.Chaos;

/// <summary>One run: send while everything fails, wait for quiet, compare.</summary>
/// <param name="options">How much, how long, and the seed.</param>
/// <param name="world">What is sent to, and fails.</param>
/// <param name="output">Told how it goes.</param>
internal sealed class ChaosRun(ChaosOptions options, ChaosWorld world, TextWriter output)
{
    // A machine that is too slow for the plan goes on failing for so many times as long, and does the rest in peace.
    private const int LongestFaults = 3;

    // Everything works by then, and an attempt takes 20 s at most: when no delivery ends in this time, none will.
    private static readonly TimeSpan LastAttempts = TimeSpan.FromMinutes(2);

    // An entry waits 15 minutes at most, and for the drain's next minute.
    private static readonly TimeSpan QuietLimit = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private const int Tell = 10;

    private readonly Notification[] _notifications = Notifications.Create(options.Seed, options.Count);
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    /// <summary>Runs.</summary>
    /// <param name="stop">Ends the run.</param>
    /// <returns>What was found.</returns>
    public async Task<ChaosReport> RunAsync(CancellationToken stop)
    {
        var tables = new Tables(world.TablesConnection);
        var ledger = new Ledger(_notifications);
        var plan = Deliveries.Plan(_notifications, options.Seed, options.Sending);
        var tracks = Tracks.Of(world, options.Seed, stop);
        await using var subscriber = new Subscriber(world.BusConnection);
        await SendAsync(plan, ledger, tracks, subscriber, stop);

        var worksAt = _clock.Elapsed;
        await WaitForQuietAsync(tables, subscriber, stop);
        var recovery = _clock.Elapsed - worksAt;
        var swept = await tables.AgeUnpublishedAsync(stop);
        await world.SweepAsync();
        await WaitForQuietAsync(tables, subscriber, stop);
        await UpdateListAsync(stop);
        await world.NoteEndAsync();

        var rows = await tables.ReadFailuresAsync(stop);
        var listed = await SuppressionCheck.ReadListAsync(world.TablesConnection, stop);
        var received = subscriber.Received;
        return new ChaosReport
        {
            Options = options,
            Plan = plan,
            Ledger = ledger,
            Tracks = tracks,
            Stored = rows.Count,
            Swept = swept,
            Received = received.Count,
            Deliveries = subscriber.Deliveries,
            Recovery = recovery,
            AppEnded = world.Ended,
            Suppressed = listed.Count(address => address.State == "suppressed"),
            ListFaults = SuppressionCheck.Compare(rows, listed, await SuppressionCheck.ReadAnnouncementsAsync(world.BusConnection, stop)),
            Found = Reconciliation.Compare(ledger.Sent, rows, received, await tables.CountOutboxAsync(stop)),
        };
    }

    private async Task SendAsync(
        Delivery[] plan, Ledger ledger, FaultTrack[] tracks, Subscriber subscriber, CancellationToken stop)
    {
        using var faultsEnd = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var sendingEnds = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var sender = new Sender(plan, ledger, world.Signer, world.Webhook);
        var sending = sender.RunAsync(options.Seed, sendingEnds.Token);
        var failing = Task.WhenAll(tracks.Select(track => track.RunAsync(faultsEnd.Token)));
        try
        {
            var longest = LongestFaults * options.Sending;
            await WatchAsync(
                () => Task.FromResult(
                    sender.Begun == plan.Length || _clock.Elapsed > longest || sending.IsCompleted || failing.IsCompleted),
                Progress,
                stop);
            await faultsEnd.CancelAsync();
            await failing;
            stop.ThrowIfCancellationRequested();
            Say("all faults have ended");
            var (begun, since) = (sender.Begun, _clock.Elapsed);
            await WatchAsync(
                () =>
                {
                    if (begun != sender.Begun)
                        (begun, since) = (sender.Begun, _clock.Elapsed);
                    return Task.FromResult(sending.IsCompleted || _clock.Elapsed - since > LastAttempts);
                },
                Progress,
                stop);
            await sendingEnds.CancelAsync();
            await sending;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // What could not be delivered by now is a fault that the comparison names.
        }
        finally
        {
            await faultsEnd.CancelAsync();
            await sendingEnds.CancelAsync();
            await Task.WhenAll(failing, sending).ContinueWith(_ => { }, TaskScheduler.Default);
        }

        string Progress() => Text(
            $"{sender.Begun:N0} of {plan.Length:N0} deliveries begun, {ledger.Sent.Count(sent => sent.Acknowledged):N0} acknowledged, {subscriber.Received.Count:N0} received");
    }

    // What a killed app had received comes again after a minute.
    private async Task UpdateListAsync(CancellationToken stop)
    {
        var limit = _clock.Elapsed + QuietLimit;
        await WatchAsync(
            async () =>
            {
                await world.UpdateSuppressionsAsync();
                return !await Backlog.IsThereAsync(world.BusConnection, "suppression-list", stop) || _clock.Elapsed > limit;
            },
            () => "waiting for the suppression list",
            stop);
        await world.UpdateSuppressionsAsync();
    }

    private async Task WaitForQuietAsync(Tables tables, Subscriber subscriber, CancellationToken stop)
    {
        var limit = _clock.Elapsed + QuietLimit;
        var left = 0;
        await WatchAsync(
            async () =>
            {
                left = await tables.CountOutboxAsync(stop);
                return (left == 0 && !await Backlog.IsThereAsync(world.BusConnection, "all", stop)) || _clock.Elapsed > limit;
            },
            () => Text($"waiting for quiet: {left:N0} pointers in the outbox, {subscriber.Received.Count:N0} received"),
            stop);
    }

    // Looks every second until it is over, and tells how it goes every 10.
    private async Task WatchAsync(Func<Task<bool>> isOver, Func<string> state, CancellationToken stop)
    {
        for (var look = 0; !await isOver(); look++)
        {
            if (look % Tell == 0)
                Say(state());
            await Task.Delay(Look, stop);
        }
    }

    private void Say(string what) => output.WriteLine(Text($"{_clock.Elapsed.TotalSeconds,6:0} s  {what}"));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
