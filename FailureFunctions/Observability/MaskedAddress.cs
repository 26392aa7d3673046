using System.Buffers;
using System.Text;

namespace FailureFunctions.Observability;

/// <summary>
/// A recipient as it may appear in logs and spans: <c>j…@example.nl</c>, the first character of the local part and the domain.
/// </summary>
internal static class MaskedAddress
{
    // RFC 1035, section 2.3.4.
    private const int LongestDomain = 253;

    private static readonly SearchValues<char> DomainCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-._");

    public static string Of(string recipientKey)
    {
        var first = First(recipientKey);
        return DomainOf(recipientKey) is { } domain ? $"{first}…@{domain}" : $"{first}…";
    }

    /// <summary>Null if there is none, or if it has characters that no host name has: it may contain another address.</summary>
    public static string? DomainOf(string recipientKey)
    {
        var domain = recipientKey.AsSpan(recipientKey.LastIndexOf('@') + 1);
        return domain.Length < recipientKey.Length && domain.Length is > 0 and <= LongestDomain && !domain.ContainsAnyExcept(DomainCharacters)
            ? domain.ToString()
            : null;
    }

    // Control characters, bidirectional overrides and combining marks would change how the line around them is shown.
    private static string First(string text) => text.EnumerateRunes().FirstOrDefault(new Rune('@')) switch
    {
        { Value: '@' } => "",
        var rune when Rune.IsLetterOrDigit(rune) || Rune.IsPunctuation(rune) || Rune.IsSymbol(rune) => rune.ToString(),
        _ => Rune.ReplacementChar.ToString(),
    };
}
