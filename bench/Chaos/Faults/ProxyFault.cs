namespace FailureFunctions.Bench.Chaos.Faults;

/// <summary>What a proxy does to what passes.</summary>
internal enum ProxyFaultKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>New connections are cut as soon as they are made.</summary>
    Refuse,

    /// <summary>Everything comes later, in both directions.</summary>
    Delay,

    /// <summary>Nothing passes until the fault ends; connections stay open.</summary>
    Stall,

    /// <summary>Requests pass; where an answer comes, the connection is cut instead.</summary>
    LoseAnswers,

    /// <summary>Half of what is sent passes, then the connection is cut.</summary>
    HalfRequests,
}

/// <summary>A fault of a proxy.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Delay">How much later everything comes.</param>
/// <param name="Ended">Ends with the fault.</param>
internal sealed record ProxyFault(ProxyFaultKind Kind, TimeSpan Delay, Task Ended)
{
    public static ProxyFault None { get; } = new(ProxyFaultKind.None, TimeSpan.Zero, Task.CompletedTask);
}
