using System.Text;
using FailureFunctions.Tables;

namespace FailureFunctions.Observability;

/// <summary>
/// A recipient as it may appear in logs: <c>j…@example.nl</c>. The first character of the local part, and the domain if
/// it can be shown (<see cref="ShownDomain"/>).
/// </summary>
internal static class MaskedAddress
{
    public static string Of(RecipientKey recipient)
    {
        var first = First(recipient.Value);
        return ShownDomain.Of(recipient) is { } domain ? $"{first}…@{domain}" : $"{first}…";
    }

    private static string First(string text)
    {
        if (text.Length == 0 || text[0] == '@')
            return "";
        return Rune.TryGetRuneAt(text, 0, out var first) && IsVisible(first) ? first.ToString() : Rune.ReplacementChar.ToString();
    }

    // Control characters, bidirectional overrides and combining marks would change how the line around them is shown.
    private static bool IsVisible(Rune rune) => Rune.IsLetterOrDigit(rune) || Rune.IsPunctuation(rune) || Rune.IsSymbol(rune);
}
