namespace FailureFunctions.Classification.Text;

/// <summary>Reads a rule's pattern into what is looked for in a folded text.</summary>
internal static class PatternParts
{
    private static readonly Dictionary<string, char> Markers = new()
    {
        ["{address}"] = WordBuffer.Address,
        ["{ip}"] = WordBuffer.Ip,
        ["{host}"] = WordBuffer.Host,
    };

    /// <summary>Reads a pattern.</summary>
    /// <param name="pattern">The pattern, as <see cref="Rules.Rule"/> describes.</param>
    /// <returns>Its parts in order, each folded; a part ends with a blank where the word must end.</returns>
    /// <exception cref="FormatException">A part has no words, or a <c>*</c> in the midst.</exception>
    public static IReadOnlyList<string> Of(string pattern)
    {
        var parts = pattern.Split('…', StringSplitOptions.TrimEntries);
        return [.. parts.Select(part => Fold(part, pattern))];
    }

    private static string Fold(string part, string pattern)
    {
        var open = part.EndsWith('*');
        var closed = part.TrimEnd('*');
        if (closed.Contains('*'))
            throw new FormatException($"The pattern \"{pattern}\" has a * that is not at the end of words.");
        var words = string.Concat(closed.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(FoldWord));
        if (words.Length == 0)
            throw new FormatException($"The pattern \"{pattern}\" has a part without words.");
        // Where words are written without blanks, they also end without one.
        return open || Folding.IsWrittenWithoutBlanks(words[^2]) ? words[..^1] : words;
    }

    private static string FoldWord(string word)
    {
        var words = new WordBuffer(new char[WordBuffer.RoomFor(word.Length)]);
        if (Markers.TryGetValue(word, out var marker))
            words.Mark(marker);
        else if (word.StartsWith('/'))
            words.AddPath(word);
        else if (Runs.HostLength(word) == word.Length)
            words.AddName(word);
        else
            words.AddWords(word);
        return words.Words.ToString();
    }
}
