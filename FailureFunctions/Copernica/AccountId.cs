using System.Globalization;
using System.Text.RegularExpressions;

namespace FailureFunctions.Copernica;

/// <summary>
/// The sender's account as <c>X-Copernica-ID</c> has it: a kind and a number. <c>account-1234</c>, <c>account_1234</c> and
/// <c>Account_1234</c> all occur and are the same account.
/// </summary>
internal readonly partial record struct AccountId
{
    private readonly string? _text;

    private AccountId(string text) => _text = text;

    /// <summary>The sender of an unsigned request without X-Copernica-ID.</summary>
    public static AccountId Unknown => default;

    /// <summary>Ignores blanks around the account.</summary>
    public static bool TryParse(string text, out AccountId account)
    {
        var match = Account().Match(text.Trim(' ', '\t'));
        account = match.Success
            ? new($"{match.Groups["kind"].Value.ToLowerInvariant()}_{long.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture)}")
            : default;
        return match.Success;
    }

    /// <summary>The format used in this app: <c>account_1234</c>, or <c>unknown</c>.</summary>
    public override string ToString() => _text ?? "unknown";

    [GeneratedRegex(@"^(?<kind>[A-Za-z]{1,32})[-_](?<number>[0-9]{1,18})\z")]
    private static partial Regex Account();
}
