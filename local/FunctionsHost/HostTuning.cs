namespace FailureFunctions.Local.FunctionsHost;

/// <summary>Limits that tests change. Where the real host has such a limit, the default is the real host's.</summary>
internal sealed record HostTuning
{
    public TimeProvider Time { get; init; } = TimeProvider.System;

    public TimeSpan StartStreamLimit { get; init; } = TimeSpan.FromSeconds(60);

    public TimeSpan InitLimit { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan MetadataLimit { get; init; } = TimeSpan.FromSeconds(60);

    public TimeSpan LoadLimit { get; init; } = TimeSpan.FromSeconds(60);

    public TimeSpan TerminateLimit { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long accepted requests may take when the host stops.</summary>
    public TimeSpan DrainLimit { get; init; } = TimeSpan.FromSeconds(30);

    public int MaxRestarts { get; init; } = 3;

    public TimeSpan RestartWindow { get; init; } = TimeSpan.FromMinutes(30);
}
