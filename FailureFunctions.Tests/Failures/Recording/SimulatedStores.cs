namespace FailureFunctions.Tests.Failures.Recording;

/// <summary>What lasts: two tables and a bus, and what was promised to the sender.</summary>
public sealed class SimulatedStores
{
    public SortedDictionary<string, string> Outbox { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, int> Leases { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, string> Rows { get; } = new(StringComparer.Ordinal);

    public SortedSet<string> Published { get; } = new(StringComparer.Ordinal);

    public SortedSet<string> Acknowledged { get; } = new(StringComparer.Ordinal);

    public SortedSet<string> Erased { get; } = new(StringComparer.Ordinal);

    public int Sends { get; set; }

    /// <summary>All of it, as text.</summary>
    public string State => string.Join(
        '|',
        string.Join(',', Outbox),
        string.Join(',', Leases),
        string.Join(',', Rows),
        string.Join(',', Published),
        string.Join(',', Acknowledged),
        string.Join(',', Erased));
}
