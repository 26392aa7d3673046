using System.Globalization;
using System.Text;

namespace FailureFunctions.Local.Run;

/// <summary>
/// Text from outside, made safe for a terminal: recipients and answers may hold escape sequences, or characters that
/// reverse what follows.
/// </summary>
internal static class Printable
{
    /// <summary>The text with control, format, separator and unpaired surrogate characters written as <c>\u{1B}</c>.</summary>
    public static string Of(string? text)
    {
        if (text is null)
            return "";
        var printable = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
                || rune == Rune.ReplacementChar)
                printable.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:X}}}");
            else
                printable.Append(rune);
        }
        return printable.ToString();
    }

    /// <summary>The beginning of a text on one line.</summary>
    public static string Brief(string? text, int length = 40)
    {
        var line = (text ?? "").ReplaceLineEndings(" ");
        return Of(line.Length <= length ? line : $"{line[..length]}…");
    }
}
