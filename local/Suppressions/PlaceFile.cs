using System.Text.Json;

namespace FailureFunctions.Local.Suppressions;

/// <summary>How far an import has got: of this content, into this app.</summary>
internal sealed class PlaceFile(string path, string hash, string url)
{
    /// <returns>The line to go on with; 1 if nothing is kept of this content and app.</returns>
    public async Task<int> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var place = JsonSerializer.Deserialize<Place>(await File.ReadAllTextAsync(path, cancellationToken));
            return place is { } kept && kept.Hash == hash && kept.Url == url && kept.Line > 0 ? kept.Line : 1;
        }
        catch (Exception e) when (e is FileNotFoundException or JsonException)
        {
            return 1;
        }
    }

    public Task WriteAsync(int line, CancellationToken cancellationToken) =>
        File.WriteAllTextAsync(path, JsonSerializer.Serialize(new Place(hash, url, line)), cancellationToken);

    public void Remove() => File.Delete(path);

    private sealed record Place(string Hash, string Url, int Line);
}
