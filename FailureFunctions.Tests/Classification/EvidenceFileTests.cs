using System.Reflection;
using FailureFunctions.Classification;

namespace FailureFunctions.Tests.Classification;

/// <summary>
/// evidence.tsv has a row for each pattern: an example in our own words, and where the phrase is known from. A pattern without
/// evidence is a guess, and guesses cost addresses.
/// </summary>
internal sealed class EvidenceFileTests
{
    private const string File = "evidence.tsv";
    private static readonly RuleBook Book = RuleBook.Load();
    private static readonly List<RuleFile.Line> Rows = Read();

    [Test]
    public void Each_pattern_has_a_row_and_each_row_a_pattern()
    {
        var patterns = Book.Patterns.Select(pattern => $"{pattern.Rule.Name}\t{pattern.Text}");

        Assert.That(Rows.Select(row => $"{row[0]}\t{row[1]}"), Is.EquivalentTo(patterns));
    }

    [Test]
    public void Each_row_says_where_the_phrase_is_known_from()
    {
        Assert.That(Rows.Where(row => row[3] is "" or "-").Select(row => row.Place), Is.Empty);
    }

    [Test]
    public void The_example_of_a_pattern_matches_it()
    {
        var patterns = Book.Patterns.ToDictionary(pattern => (pattern.Rule.Name, pattern.Text));
        var buffer = new Word[ReplyText.MostWords];

        var other = from row in Rows
                    where patterns.TryGetValue((row[0], row[1]), out var pattern) && !Matches(pattern, row[2])
                    select $"{row.Place}: {row[2]}";

        Assert.That(other, Is.Empty);

        bool Matches(Pattern pattern, string text) =>
            new RuleIndex([pattern], Book.Vocabulary.Count).All(new ReplyText(Book.Vocabulary, text, buffer).Words).Count > 0;
    }

    private static List<RuleFile.Line> Read()
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(File)!);
        return RuleFile.Read(File, reader, 4);
    }
}
