using FailureFunctions.Dependencies;
using FailureFunctions.Tables;

namespace FailureFunctions.Suppression;

/// <param name="Line">Its number in the file, from 1.</param>
/// <param name="Recipient">The address as it was given.</param>
internal sealed record ImportLine(int Line, string Recipient, SuppressionOrigin Origin, string Actor, string? Note)
{
    public RecipientKey Key { get; } = RecipientKey.Of(Recipient);
}

/// <summary>What one call has imported.</summary>
/// <param name="Next">The line to go on with; null when all are done.</param>
/// <param name="Interrupted">Whether the tables could not be reached.</param>
internal sealed record ImportProgress(int Added, int Unchanged, int? Next, bool Interrupted)
{
    /// <summary>The lines that were not imported, because the row of their address was edited and cannot be read.</summary>
    public IReadOnlyList<int> Unreadable { get; init; } = [];
}

/// <summary>Adds the addresses of another list. A repeat changes nothing, so an interrupted import is sent again.</summary>
internal sealed class SuppressionImport(SuppressionList list, TimeProvider time)
{
    /// <summary>The most lines of one file.</summary>
    public const int Most = 5_000;

    /// <summary>How long one call begins new lines.</summary>
    public static readonly TimeSpan Run = TimeSpan.FromSeconds(20);

    private const int AtOnce = 64;

    /// <summary>Which lines name an address that an earlier one names with the same origin, and which that is.</summary>
    public static IReadOnlyList<(ImportLine Line, ImportLine First)> Duplicates(IReadOnlyList<ImportLine> lines) =>
    [
        .. lines.GroupBy(line => (line.Key, line.Origin)).SelectMany(same => same.Skip(1).Select(line => (line, same.First()))).OrderBy(pair => pair.line.Line),
    ];

    /// <param name="from">The line to begin with.</param>
    public async Task<ImportProgress> ApplyAsync(IReadOnlyList<ImportLine> lines, int from, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var progress = new ImportProgress(Added: 0, Unchanged: 0, Next: null, Interrupted: false);
        // The same address twice at once would only contend for its row.
        foreach (var chunk in lines.DistinctBy(line => (line.Key, line.Origin)).Where(line => line.Line >= from).Chunk(AtOnce))
        {
            if (time.GetElapsedTime(start) >= Run)
                return progress with { Next = chunk[0].Line };
            try
            {
                var results = await Task.WhenAll(chunk.Select(line => ApplyAsync(line, cancellationToken)));
                var unreadable = chunk.Where((_, i) => results[i] is null).Select(line => line.Line).ToArray();
                progress = progress with
                {
                    Added = progress.Added + results.Count(result => result is DecisionResult.Applied),
                    Unchanged = progress.Unchanged + results.Count(result => result is DecisionResult.InForce),
                    Unreadable = unreadable.Length == 0 ? progress.Unreadable : [.. progress.Unreadable, .. unreadable],
                };
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested && DependencyFaults.IsFault(e))
            {
                return progress with { Next = chunk[0].Line, Interrupted = true };
            }
        }
        return progress;
    }

    // Null if the row cannot be read: the other lines are imported all the same.
    private async Task<DecisionResult?> ApplyAsync(ImportLine line, CancellationToken cancellationToken)
    {
        var decision = new DecisionRequest(DecisionKind.Import, line.Actor, line.Note, line.Origin);
        try
        {
            return (await list.DecideAsync(line.Recipient, decision, expectedVersion: null, cancellationToken)).Result;
        }
        catch (UnreadableEntryException)
        {
            return null;
        }
    }
}
