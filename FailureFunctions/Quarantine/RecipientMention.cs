using System.Text;
using FailureFunctions.Tables;

namespace FailureFunctions.Quarantine;

/// <summary>Finds a recipient in a text, in whatever spelling has the same key.</summary>
/// <param name="recipient">The recipient.</param>
internal sealed class RecipientMention(RecipientKey recipient)
{
    private const string Field = "recipient";

    private readonly string _key = recipient.Value;
    private readonly string _local = recipient.Value[..Math.Max(0, recipient.Value.LastIndexOf('@'))];

    /// <summary>Whether a text mentions the recipient.</summary>
    /// <param name="text">The text, decoded.</param>
    /// <returns>True when it does. What is no address counts only as the value of a field <c>recipient</c>.</returns>
    public bool IsIn(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var folded = Fold(text);
        return recipient.Domain is null ? IsFieldIn(folded) : IsAddressIn(folded);
    }

    private bool IsAddressIn(string text)
    {
        for (var at = text.IndexOf('@', StringComparison.Ordinal); at >= 0; at = text.IndexOf('@', at + 1))
        {
            var start = at - _local.Length;
            if (start < 0
                || !text.AsSpan(start, _local.Length).SequenceEqual(_local)
                || (start > 0 && GoesOn(text[start - 1])))
                continue;
            var end = at + 1;
            while (end < text.Length && (GoesOn(text[end]) || IsDot(text[end])))
                end++;
            var domain = text[(at + 1)..end].TrimEnd('.', '-', '_', '+', '。', '．', '｡');
            if (RecipientKey.Of($"{_local}@{domain}") == recipient)
                return true;
        }
        return IsWholeIn(text); // Domains that are none, such as address literals.
    }

    private bool IsWholeIn(string text)
    {
        for (var at = text.IndexOf(_key, StringComparison.Ordinal); at >= 0; at = text.IndexOf(_key, at + 1, StringComparison.Ordinal))
        {
            var end = at + _key.Length;
            if ((at == 0 || !GoesOn(text[at - 1])) && (end == text.Length || !GoesOn(text[end])))
                return true;
        }
        return false;
    }

    private bool IsFieldIn(string text)
    {
        for (var at = text.IndexOf(Field, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Field, at + 1, StringComparison.Ordinal))
        {
            var rest = text.AsSpan(at + Field.Length).TrimStart("\"=: \t\r\n<");
            if (rest.StartsWith(_key, StringComparison.Ordinal)
                && (rest.Length == _key.Length || "\"&>,}\r\n \t".Contains(rest[_key.Length], StringComparison.Ordinal)))
                return true;
        }
        return false;
    }

    // What makes an address a longer one. Signs such as = or & may be in an address, but much more often stand before one.
    private static bool GoesOn(char c) => char.IsLetterOrDigit(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c)
        is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark
        || c is '.' or '-' or '_' or '+';

    private static bool IsDot(char c) => c is '。' or '．' or '｡';

    // As RecipientKey does it; a text from a body or a column holds no lone surrogates.
    private static string Fold(string text)
    {
        if (Ascii.IsValid(text))
            return text.ToLowerInvariant();
        text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\uFFFE', '\uFFFD');
        return text.Normalize(NormalizationForm.FormC).ToLowerInvariant().Normalize(NormalizationForm.FormC);
    }
}
