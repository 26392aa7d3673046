using System.Text.RegularExpressions;
using FailureFunctions.Copernica.Bounces;

namespace FailureFunctions.Tests.Copernica.Bounces;

[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class BouncePatternsTests
{
    private static readonly string[][] Rows =
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "FailureFunctions", "Copernica", "Bounces", BouncePatterns.File))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('\t')),
    ];

    private static readonly string Code = string.Concat(Directory
        .EnumerateFiles(Path.Combine(Repository.Root, "FailureFunctions", "Copernica", "Bounces"), "*.cs").Select(File.ReadAllText));

    [Test]
    public void Every_pattern_is_a_regular_expression_with_a_source_and_stands_once()
    {
        Assert.That(Rows.Where(row => row.Length != 4 || row.Any(cell => cell.Length == 0)), Is.Empty);
        Assert.That(() => Rows.Select(row => new Regex(row[2], RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)).ToArray(), Throws.Nothing);
        Assert.That(Rows.Select(row => $"{row[0]} {row[1]} {row[2]}"), Is.Unique);
    }

    /// <summary>A misspelt meaning would never match.</summary>
    [Test]
    public void Every_meaning_is_asked_for() =>
        Assert.That(Rows.Select(row => row[0]).Distinct().Where(meaning => !Code.Contains($"\"{meaning}\"", StringComparison.Ordinal)), Is.Empty);

    [Test]
    public void No_pattern_matches_everything() =>
        Assert.That(
            Rows.Where(row => row[1] is "subject" or "text" or "line" && Regex.IsMatch("Het nieuws van juni", row[2], RegexOptions.IgnoreCase)),
            Is.Empty);
}
