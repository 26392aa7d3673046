namespace FailureFunctions.Bench.Chaos.Faults;

/// <summary>All that goes wrong, part by part; the parts fail independently, and so at the same time too.</summary>
internal static class Tracks
{
    /// <summary>Makes the tracks.</summary>
    /// <param name="world">What fails.</param>
    /// <param name="seed">What everything random is made of.</param>
    /// <param name="stop">Ends everything.</param>
    public static FaultTrack[] Of(ChaosWorld world, int seed, CancellationToken stop) =>
    [
        App(world, new Random(unchecked(seed + 1)), stop),
        Tables(world, new Random(unchecked(seed + 2)), stop),
        Bus(world, new Random(unchecked(seed + 3))),
        new FaultTrack("sender's network", new Random(unchecked(seed + 4)), 2000, 6000, Network(world.WebhookProxy), world.Log),
    ];

    private static FaultTrack App(ChaosWorld world, Random random, CancellationToken stop)
    {
        var killed = new FaultKind("killed", (chance, _) => world.KillAppAsync(Pause.Between(chance, 0, 1500), stop));
        var stopped = new FaultKind("stopped in order", (chance, _) => world.StopAppAsync(Pause.Between(chance, 0, 1500), stop));
        return new FaultTrack("app", random, 2500, 9000, [killed, killed, killed, stopped], world.Log);
    }

    private static FaultTrack Tables(ChaosWorld world, Random random, CancellationToken stop) => new("tables", random, 1000, 4000,
    [
        new FaultKind("restarted", (chance, ended) => world.RestartTablesAsync(Pause.Between(chance, 0, 3000), ended, stop)),
        .. Network(world.TablesProxy),
    ], world.Log);

    private static FaultTrack Bus(ChaosWorld world, Random random) => new("bus", random, 1000, 4000,
    [
        new FaultKind("restarted", (chance, ended) => world.RestartBusAsync(Pause.Between(chance, 200, 4000), ended)),
        new FaultKind("busy", (chance, ended) => world.BusyBusAsync(Pause.Between(chance, 500, 3000), ended)),
        .. Network(world.BusProxy),
    ], world.Log);

    private static FaultKind[] Network(FaultyProxy proxy) =>
    [
        new("cut", (_, _) =>
        {
            proxy.Cut();
            return Task.CompletedTask;
        }),
        new("refused", (chance, ended) =>
        {
            var duration = Pause.Between(chance, 500, 3000);
            var refusing = proxy.FailAsync(ProxyFaultKind.Refuse, duration, ended);
            proxy.Cut();
            return refusing;
        }),
        new("delayed", (chance, ended) => proxy.FailAsync(
            ProxyFaultKind.Delay, Pause.Between(chance, 1000, 3000), ended, Pause.Between(chance, 20, 300))),
        new("stalled", (chance, ended) => proxy.FailAsync(ProxyFaultKind.Stall, Pause.Between(chance, 500, 5000), ended)),
        new("answers lost", (chance, ended) => proxy.FailAsync(ProxyFaultKind.LoseAnswers, Pause.Between(chance, 300, 2000), ended)),
        new("requests cut in half", (chance, ended) => proxy.FailAsync(ProxyFaultKind.HalfRequests, Pause.Between(chance, 100, 1000), ended)),
    ];
}
