using System.Globalization;

namespace FailureFunctions.Copernica;

/// <summary>
/// The sender's account as <c>X-Copernica-ID</c> names it: a kind and a number. <c>account-1234</c>, <c>account_1234</c> and
/// <c>Account_1234</c> all occur and are one account.
/// </summary>
internal readonly record struct AccountId
{
    private const int LongestKind = 32;
    private const int LongestNumber = 18;

    private AccountId(string kind, long number)
    {
        Kind = kind;
        Number = number;
    }

    /// <summary>Nobody: an unsigned request that names no account.</summary>
    public static AccountId Unknown => default;

    /// <summary>The kind in lower case, such as <c>account</c> or <c>environment</c>; null only for <see cref="Unknown"/>.</summary>
    public string? Kind { get; }

    /// <summary>The number, of at most 18 digits; 0 for <see cref="Unknown"/>.</summary>
    public long Number { get; }

    /// <summary>Reads an account from a kind in letters, <c>-</c> or <c>_</c>, and a number.</summary>
    /// <param name="text">The text; blanks around it do not count.</param>
    /// <param name="account">The account, when the text names one.</param>
    /// <returns>Whether the text names an account.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out AccountId account)
    {
        account = default;
        text = text.Trim(" \t");
        var separator = text.IndexOfAny('-', '_');
        if (separator is < 1 or > LongestKind)
            return false;
        var kind = text[..separator];
        var digits = text[(separator + 1)..];
        if (kind.ContainsAnyExcept(Letters) || digits.Length is 0 or > LongestNumber
            || !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return false;
        account = new AccountId(KindOf(kind), number);
        return true;
    }

    /// <summary>The one spelling used in this app: <c>account_1234</c>, or <c>unknown</c>.</summary>
    public override string ToString() =>
        Kind is null ? "unknown" : string.Create(CultureInfo.InvariantCulture, $"{Kind}_{Number}");

    private static readonly System.Buffers.SearchValues<char> Letters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    // The kinds that Copernica documents cost no string of their own per request.
    private static string KindOf(ReadOnlySpan<char> kind) =>
        kind.Equals("account", StringComparison.OrdinalIgnoreCase) ? "account"
        : kind.Equals("environment", StringComparison.OrdinalIgnoreCase) ? "environment"
        : kind.ToString().ToLowerInvariant();
}
