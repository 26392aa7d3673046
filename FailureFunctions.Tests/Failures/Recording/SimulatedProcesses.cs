namespace FailureFunctions.Tests.Failures.Recording;

/// <summary>The processes of a run: each may be told to end, once.</summary>
public sealed class SimulatedProcesses
{
    private readonly Dictionary<int, CancellationTokenSource> _ends = [];

    /// <summary>The token by which all in a process are told to end.</summary>
    public CancellationToken TokenOf(int process)
    {
        if (!_ends.TryGetValue(process, out var end))
            _ends[process] = end = new CancellationTokenSource();
        return end.Token;
    }

    /// <summary>Whether a process was told to end.</summary>
    public bool IsEnding(int process) => _ends.TryGetValue(process, out var end) && end.IsCancellationRequested;

    /// <summary>Tells a process to end. Whoever heeds that does so before this returns.</summary>
    public void End(int process)
    {
        _ = TokenOf(process);
        _ends[process].Cancel();
    }
}
