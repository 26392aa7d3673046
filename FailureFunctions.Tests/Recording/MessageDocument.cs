using System.Text.RegularExpressions;

namespace FailureFunctions.Tests.Recording;

/// <summary>A page under docs/: its tables and its JSON.</summary>
internal sealed partial class MessageDocument
{
    private readonly string _text;

    private MessageDocument(string text) => _text = text;

    public static async Task<MessageDocument> ReadAsync(string name) =>
        new((await File.ReadAllTextAsync(Repository.PathOf("docs", name))).ReplaceLineEndings("\n"));

    /// <summary>The rows of the table under a heading, cell by cell, without backquotes; without its head.</summary>
    public IReadOnlyList<string[]> Table(string heading) =>
        [.. Section(heading).Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1)
            .Select(line => line.Trim('|', ' ').Split(" | ").Select(cell => cell.Trim().Trim('`')).ToArray())];

    /// <summary>The JSON samples under a heading.</summary>
    public IReadOnlyList<string> Json(string heading) => [.. Fence().Matches(Section(heading)).Select(match => match.Groups[1].Value)];

    private string Section(string heading)
    {
        var start = _text.IndexOf($"# {heading}\n", StringComparison.Ordinal);
        Assert.That(start, Is.Not.Negative, $"there is no heading '{heading}'");
        var end = _text.IndexOf("\n## ", start, StringComparison.Ordinal);
        return end < 0 ? _text[start..] : _text[start..end];
    }

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fence();
}
