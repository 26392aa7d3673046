using System.Globalization;
using System.Text;

namespace FailureFunctions.Local.FunctionsHost;

/// <summary>
/// Text from outside as it may go to a terminal: recipients, answers and log messages can carry escape sequences, or characters
/// that hide or reverse what follows. These are written as <c>\u{1B}</c>, an unpaired surrogate as <c>\u{FFFD}</c>.
/// </summary>
public static class TerminalText
{
    // Only entries start at the left margin, so a message with line breaks cannot forge one.
    private const string Continuation = "\n      ";

    /// <summary>The text on one line: line breaks and tabs are escaped too.</summary>
    public static string Line(string? text) => Escape(text ?? "", static _ => null);

    /// <summary>The text with its tabs and line breaks; the lines after the first are indented.</summary>
    public static string Lines(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Escape(text.Replace("\r\n", "\n", StringComparison.Ordinal), static rune => rune.Value switch
        {
            '\n' => Continuation,
            '\t' => "\t",
            _ => null,
        });
    }

    /// <summary>The beginning of a text on one line.</summary>
    /// <param name="text">The text; its line breaks become blanks.</param>
    /// <param name="length">How many characters are shown at most, not counting the ellipsis.</param>
    public static string Brief(string? text, int length = 40)
    {
        var runes = (text ?? "").ReplaceLineEndings(" ").EnumerateRunes().ToList();
        return Line(runes.Count <= length ? string.Concat(runes) : $"{string.Concat(runes.Take(length))}…");
    }

    private static string Escape(string text, Func<Rune, string?> allowed)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (allowed(rune) is { } verbatim)
                safe.Append(verbatim);
            else if (IsUnsafe(rune))
                safe.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:X}}}");
            else
                safe.Append(rune);
        }

        return safe.ToString();
    }

    // Format characters reverse the direction of text or hide it; separators break lines on some terminals.
    private static bool IsUnsafe(Rune rune) =>
        rune == Rune.ReplacementChar
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
}
