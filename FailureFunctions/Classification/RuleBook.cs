namespace FailureFunctions.Classification;

/// <summary>The rules about text, in order of precedence, and the vocabulary that they are written in.</summary>
internal sealed class RuleBook
{
    // In order of precedence.
    public static readonly string[] Files = ["providers.tsv", "languages.tsv", "rules.tsv"];

    private const string Letters = "abcdefghijklmnopqrstuvwxyz0123456789-";
    private const int Columns = 8;
    private const int ShortGap = 3;
    private const int LongGap = 8;

    private readonly Dictionary<string, PatternWord[]> _parts = new(StringComparer.Ordinal);
    private readonly Word[] _buffer = new Word[ReplyText.MostWords];

    /// <exception cref="FormatException">A line is wrong; the message names file and line.</exception>
    public RuleBook(IEnumerable<RuleFile.Line> lines, IEnumerable<RuleFile.Line> words)
    {
        Vocabulary = new Vocabulary(words);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            if (!names.Add(line[0]))
                throw line.Error($"there is a rule \"{line[0]}\" already");
            try
            {
                Read(line);
            }
            catch (FormatException exception) when (!exception.Message.StartsWith(line.File, StringComparison.Ordinal))
            {
                throw line.Error(exception.Message);
            }
        }
        // Words that a star stands for may have been read after it.
        var stars = Vocabulary.Close();
        foreach (var part in _parts.Values)
            for (var i = 0; i < part.Length; i++)
                part[i] = part[i].With(stars);
    }

    public Vocabulary Vocabulary { get; }

    public List<Pattern> Patterns { get; } = [];

    public IEnumerable<Rule> Rules => Patterns.Select(pattern => pattern.Rule).Distinct();

    public static RuleBook Load()
    {
        var lines = new List<RuleFile.Line>();
        foreach (var file in Files)
            lines.AddRange(RuleFile.Read(file, Columns));
        return new RuleBook(lines, RuleFile.Read("words.tsv", 2));
    }

    // Name, reason, confidence, conditions, about, patterns, examples, source.
    private void Read(RuleFile.Line line)
    {
        var isHint = line[2] is "hint";
        var about = (About)line.IndexAt(4, ClassificationNames.Abouts);
        if (line[0].Length == 0 || !line[0].AsSpan().TrimStart(Letters).IsEmpty)
            throw line.Error($"\"{line[0]}\" is not a name in kebab-case");
        if (line[2].Length == 0 || line[4].Length == 0)
            throw line.Error("it has no confidence, or does not say whom it is about");
        if (line[6].Length == 0 || line[7].Length == 0)
            throw line.Error("it has no example or no source");
        if (about is not About.Recipient && ReasonTable.SeverityOf(line.ReasonAt(1)) is Severity.Permanent)
            throw line.Error("only words about the recipient can make an address dead");
        var rule = new Rule(
            line[0], line.ReasonAt(1), isHint ? Confidence.Low : (Confidence)line.IndexAt(2, ClassificationNames.Confidences), isHint, new Condition(line, line[3]), about, line);
        foreach (var text in line[5].Split('|', RuleFile.Trimmed))
        {
            var parts = text.Split('&', RuleFile.Trimmed);
            var needed = Array.FindAll(parts, part => part[0] is not '!');
            if (needed.Length == 0)
                throw line.Error($"\"{text}\" needs a word that is not forbidden");
            var forbidden = Array.FindAll(parts, part => part[0] is '!');
            Patterns.Add(new Pattern(rule, Patterns.Count, text, Array.ConvertAll(needed, part => PartOf(line, part)), Array.ConvertAll(forbidden, part => PartOf(line, part[1..]))));
        }
        if (Patterns.Count == 0 || Patterns[^1].Rule != rule)
            throw line.Error("it has no pattern");
    }

    private PatternWord[] PartOf(RuleFile.Line line, string text) =>
        _parts.TryGetValue(text, out var part) ? part : _parts[text] = ReadPart(line, text);

    // "(a/b)" and "{set}" are any of several words, ".." and "..." other words in between; the rest are words as in a reply.
    private PatternWord[] ReadPart(RuleFile.Line line, string text)
    {
        var words = new List<PatternWord>();
        var run = "";
        var gap = 0;
        foreach (var item in text.Split(' ', RuleFile.Trimmed))
        {
            if (item[0] is not ('{' or '(') && item is not (".." or "..."))
            {
                run = $"{run} {item}";
                continue;
            }
            AddRun();
            if (item[0] is '.')
                gap = item.Length == 2 ? ShortGap : LongGap;
            else
                AddWord(item[0] is '{' ? Vocabulary.SetOf(item) ?? throw line.Error($"there is no set {item}") : AnyOf(line, item));
        }
        AddRun();
        return words.Count > 0 && gap == 0 ? [.. words] : throw line.Error($"\"{text}\" ends in a gap or has no words");

        void AddRun()
        {
            foreach (var id in WordsOf(run))
                AddWord([id]);
            run = "";
        }
        void AddWord(int[] ids)
        {
            words.Add(new PatternWord(ids, words.Count == 0 ? 0 : gap));
            gap = 0;
        }
    }

    private int[] AnyOf(RuleFile.Line line, string item)
    {
        var ids = new List<int>();
        foreach (var word in item.Trim('(', ')').Split('/'))
            foreach (var id in WordsOf(word) is { Length: <= 1 } one ? one : throw line.Error($"\"{word}\" is more than one word"))
                ids.Add(id);
        return [.. ids];
    }

    private int[] WordsOf(string text)
    {
        var words = new ReplyText(Vocabulary, text, _buffer).Words;
        var ids = new int[words.Length];
        for (var i = 0; i < ids.Length; i++)
            ids[i] = words[i].Id;
        return ids;
    }
}
