using System.Globalization;
using System.Text;

namespace FailureFunctions.Local.FunctionsHost.Logging;

/// <summary>
/// Text from outside as it may go to a terminal: log messages quote requests, and a request can carry escape sequences.
/// </summary>
internal static class SafeText
{
    // Only entries start at the left margin, so a message with line breaks cannot forge one.
    private const string Continuation = "\n      ";

    public static string Of(string text)
    {
        text = text.Replace("\r\n", "\n", StringComparison.Ordinal);
        var safe = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (character == '\n')
                safe.Append(Continuation);
            else if (character != '\t' && IsControl(character))
                safe.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            else
                safe.Append(character);
        }

        return safe.ToString();
    }

    // Format characters reverse the direction of text or hide it; separators break lines on some terminals.
    private static bool IsControl(char character) => char.GetUnicodeCategory(character)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
