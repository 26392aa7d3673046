namespace FailureFunctions.Classification.Text;

/// <summary>
/// How single characters are folded before texts and patterns are compared: case, accents and full-width forms do not
/// matter, and everything that is neither letter nor digit only separates words.
/// </summary>
internal static class Folding
{
    /// <summary>What a character that only separates words becomes.</summary>
    public const char Blank = ' ';

    /// <summary>What a character that is to be left out becomes: apostrophes and marks without width.</summary>
    public const char Nothing = '\0';

    // Latin-1 and Latin Extended-A, which the texts in European languages need; the rest goes by .NET's own tables.
    private const int TableLength = 0x180;
    private static readonly char[] Table = BuildTable();

    /// <summary>Folds one character.</summary>
    /// <param name="character">The character.</param>
    /// <returns>A lower-case letter without accent, a digit, <see cref="Blank"/> or <see cref="Nothing"/>.</returns>
    public static char Fold(char character)
    {
        if (character < TableLength)
            return Table[character];
        return character switch
        {
            '\u2018' or '\u2019' or '\u02BC' => Nothing,
            >= '\u200B' and <= '\u200F' => Nothing,
            '\uFEFF' => Nothing,
            'ё' or 'Ё' => 'е',
            >= '\uFF01' and <= '\uFF5E' => Table[character - 0xFEE0],
            _ when char.IsLetterOrDigit(character) => char.ToLowerInvariant(character),
            _ => Blank,
        };
    }

    /// <summary>Whether a folded character belongs to a script that is written without blanks between its words.</summary>
    /// <param name="character">The character.</param>
    /// <returns>True for Chinese, Japanese and Korean characters.</returns>
    public static bool IsWrittenWithoutBlanks(char character) => character is >= '\u2E80' and < '\uE000';

    private static char[] BuildTable()
    {
        const string accented = "àáâãäåāăąçćĉċčďđèéêëēĕėęěĝğġģĥħìíîïĩīĭįıĵķĺļľŀłñńņňòóôõöøōŏőŕŗřśŝşšßţťŧùúûüũūŭůűųŵýÿŷźżž";
        const string plain = "aaaaaaaaacccccddeeeeeeeeegggghhiiiiiiiiijklllllnnnnooooooooorrrssssstttuuuuuuuuuuwyyyzzz";
        var table = new char[TableLength];
        for (var i = 0; i < TableLength; i++)
        {
            var lower = char.ToLowerInvariant((char)i);
            var place = accented.IndexOf(lower, StringComparison.Ordinal);
            table[i] = place >= 0 ? plain[place] : char.IsLetterOrDigit(lower) ? lower : Blank;
        }

        table['\''] = table['`'] = table['´'] = table['\u00AD'] = Nothing;
        return table;
    }
}
