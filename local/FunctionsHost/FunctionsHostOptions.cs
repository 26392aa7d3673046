using System.Collections.ObjectModel;

namespace FailureFunctions.Local.FunctionsHost;

/// <summary>What to run, and where.</summary>
public sealed record FunctionsHostOptions
{
    /// <summary>The port of Core Tools.</summary>
    public const int DefaultPort = 7071;

    /// <summary>The app's build or publish output: the folder of host.json and worker.config.json.</summary>
    public required string AppFolder { get; init; }

    /// <summary>Where the host listens, on loopback; 0 for any free port.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>Settings of the app. They override local.settings.json and the environment of this process.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The keys to enforce; null: every function is open.</summary>
    public HostKeys? Keys { get; init; }

    /// <summary>Whether timer functions run on their schedules; if not, only when they are told to (<see cref="FunctionsHostServer.RunNowAsync"/>).</summary>
    public bool KeepsSchedules { get; init; } = true;

    /// <summary>Receives the console output, one entry at a time; an entry with a stack trace has several lines. It must not throw.</summary>
    public Action<string> Log { get; init; } = Console.WriteLine;
}
