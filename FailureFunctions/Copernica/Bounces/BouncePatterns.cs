using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;

namespace FailureFunctions.Copernica.Bounces;

/// <summary>
/// The patterns of <c>bounces.tsv</c>, by meaning and place. They are read when the first bounce comes, and take time in proportion
/// to the length of a text, whatever it is.
/// </summary>
internal sealed class BouncePatterns
{
    public const string File = "bounces.tsv";

    private const int Columns = 4;

    // Joined patterns are matched at once; too many are refused, by the size of their automaton.
    private const int Joined = 30;

    private static readonly Lazy<BouncePatterns> Embedded = new(Read);

    private readonly ILookup<(string Meaning, string Place), string> _patterns;
    private readonly ConcurrentDictionary<(string Meaning, string Place), Regex[]> _joined = new();

    private BouncePatterns(ILookup<(string Meaning, string Place), string> patterns) => _patterns = patterns;

    public static BouncePatterns Instance => Embedded.Value;

    /// <summary>The places of a meaning's patterns: <c>subject</c>, <c>text</c>, the name of a header, ….</summary>
    public IEnumerable<string> PlacesOf(string meaning) => _patterns.Where(group => group.Key.Meaning == meaning).Select(group => group.Key.Place);

    /// <summary>Whether a text has a meaning at a place.</summary>
    public bool Has(string meaning, string place, string? text) => text is { Length: > 0 } && Of(meaning, place).Any(regex => regex.IsMatch(text));

    private Regex[] Of(string meaning, string place) => _joined.GetOrAdd((meaning, place), key =>
    [
        .. _patterns[key].Chunk(Joined).Select(patterns => new Regex(
            string.Join('|', patterns.Select(pattern => $"(?:{pattern})")),
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)),
    ]);

    private static BouncePatterns Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(File)
            ?? throw new InvalidOperationException($"{File} is not embedded in the app.");
        using var reader = new StreamReader(stream);
        var rows = reader.ReadToEnd().Split('\n')
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('\t') is { Length: Columns } cells ? cells : throw new FormatException($"{File}: \"{line}\" does not have {Columns} cells."));
        return new BouncePatterns(rows.ToLookup(cells => (cells[0], cells[1]), cells => cells[2]));
    }
}
