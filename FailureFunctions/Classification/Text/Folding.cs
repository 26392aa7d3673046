using System.Globalization;

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

    // From U+1EA0 on, the letters with two accents follow each other, capital and small.
    private static readonly string VietnameseLetters =
        new string('a', 12) + new string('e', 8) + new string('i', 2) + new string('o', 12) + new string('u', 7) + new string('y', 4);

    /// <summary>Folds one character.</summary>
    public static char Fold(char character)
    {
        if (character < TableLength)
            return Table[character];
        return character switch
        {
            '\u2018' or '\u2019' or '\u02BC' => Nothing,
            >= '\u200B' and <= '\u200F' => Nothing,
            '\uFEFF' => Nothing,
            >= '\uFF01' and <= '\uFF5E' => Table[character - 0xFEE0],
            >= '\u1EA0' and <= '\u1EF9' => VietnameseLetters[(character - '\u1EA0') / 2],
            _ when char.IsLetterOrDigit(character) => Plain(char.ToLowerInvariant(character)),
            _ when IsMark(character) => Nothing,
            _ => Blank,
        };
    }

    /// <summary>Whether a character that is left out stands between letters that belong to different words.</summary>
    public static bool IsApostrophe(char character) => character is '\'' or '`' or '´' or '\u2018' or '\u2019' or '\u02BC';

    /// <summary>Whether a folded character belongs to a script that is written without blanks between its words.</summary>
    public static bool IsWrittenWithoutBlanks(char character) => character is (>= '\u2E80' and < '\uE000') or (>= '\u0E00' and < '\u0E80');

    // Letters that are written with an accent or without, or in two forms, by different servers.
    private static char Plain(char letter) => letter switch
    {
        'ё' => 'е',
        'й' => 'и',
        'ї' => 'і',
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ί' or 'ϊ' or 'ΐ' => 'ι',
        'ό' => 'ο',
        'ύ' or 'ϋ' or 'ΰ' => 'υ',
        'ώ' => 'ω',
        'ς' => 'σ',
        'ơ' => 'o',
        'ư' => 'u',
        'ș' => 's',
        'ț' => 't',
        'أ' or 'إ' or 'آ' => 'ا',
        'ى' or 'ی' => 'ي',
        'ة' => 'ه',
        'ک' => 'ك',
        'ـ' => Nothing,
        _ => letter,
    };

    // Accents that follow their letter, vowels of Arabic, Hebrew, Thai and Hindi.
    private static bool IsMark(char character) =>
        char.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

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

        table['İ'] = 'i';
        table['\''] = table['`'] = table['´'] = table['\u00AD'] = Nothing;
        return table;
    }
}
