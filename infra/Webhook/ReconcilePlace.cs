using System.Text.Json;

namespace FailureFunctions.Infra.Webhook;

/// <summary>How far a run has got.</summary>
/// <param name="Day">The log file.</param>
/// <param name="Lines">How many of its lines are done.</param>
/// <param name="Counts">Of all lines that are done, by outcome.</param>
/// <param name="WithoutLog">The days of which Copernica has no log.</param>
/// <param name="NotRead">The days whose log Copernica refused.</param>
internal sealed record ReconcileProgress(DateOnly Day, int Lines, SortedDictionary<string, int> Counts, List<DateOnly> WithoutLog, List<DateOnly> NotRead);

/// <summary>Keeps how far a run has got, in a file, so that the same command goes on after an interruption. It has no addresses and no secrets.</summary>
internal sealed class ReconcilePlace(ReconcileOptions options)
{
    private readonly string _work = $"{options.From:O} {options.To:O} {options.App} {options.Address.Api} {options.Account} {options.Zone.Id} {options.Apply}";

    /// <returns>Where to go on; null to begin: nothing is kept, or of another command.</returns>
    public async Task<ReconcileProgress?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var kept = JsonSerializer.Deserialize<Kept>(await File.ReadAllTextAsync(options.Place, cancellationToken));
            return kept is { Progress: { Lines: >= 0, Counts: not null, WithoutLog: not null, NotRead: not null } progress } && kept.Work == _work && progress.Day >= options.From && progress.Day <= options.To.AddDays(1) ? progress : null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }

    public async Task WriteAsync(ReconcileProgress progress, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(options.Place))!);
        // Beside the old file and then over it, so that a crash leaves one of the two whole.
        var draft = $"{options.Place}.new";
        await File.WriteAllTextAsync(draft, JsonSerializer.Serialize(new Kept(_work, progress)), cancellationToken);
        File.Move(draft, options.Place, overwrite: true);
    }

    public void Remove()
    {
        // Deleting throws where not even the folder is there.
        if (File.Exists(options.Place))
            File.Delete(options.Place);
    }

    private sealed record Kept(string Work, ReconcileProgress Progress);
}
