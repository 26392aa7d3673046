using System.Buffers;
using System.Globalization;

namespace FailureFunctions.Copernica;

/// <summary>
/// The sender's account as <c>X-Copernica-ID</c> has it: a kind and a number. <c>account-1234</c>, <c>account_1234</c> and
/// <c>Account_1234</c> all occur and are the same account.
/// </summary>
internal readonly record struct AccountId
{
    private const int LongestKind = 32;
    private const int LongestNumber = 18;

    private static readonly SearchValues<char> Letters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private AccountId(string kind, long number) => (Kind, Number) = (kind, number);

    /// <summary>The sender of an unsigned request without X-Copernica-ID.</summary>
    public static AccountId Unknown => default;

    /// <summary>Lower case, such as <c>account</c> or <c>environment</c>; null only for <see cref="Unknown"/>.</summary>
    public string? Kind { get; }

    /// <summary>At most 18 digits; 0 for <see cref="Unknown"/>.</summary>
    public long Number { get; }

    /// <summary>Reads a kind in letters, <c>-</c> or <c>_</c>, and a number; blanks around them are ignored.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out AccountId account)
    {
        account = default;
        text = text.Trim(" \t");
        var separator = text.IndexOfAny('-', '_');
        if (separator is < 1 or > LongestKind)
            return false;
        var kind = text[..separator];
        var digits = text[(separator + 1)..];
        if (kind.ContainsAnyExcept(Letters) || digits.Length > LongestNumber
            || !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return false;
        account = new AccountId(kind.ToString().ToLowerInvariant(), number);
        return true;
    }

    /// <summary>The format used in this app: <c>account_1234</c>, or <c>unknown</c>.</summary>
    public override string ToString() =>
        Kind is null ? "unknown" : string.Create(CultureInfo.InvariantCulture, $"{Kind}_{Number}");
}
