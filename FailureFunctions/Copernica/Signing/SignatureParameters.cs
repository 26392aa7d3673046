using System.Text.RegularExpressions;

namespace FailureFunctions.Copernica.Signing;

/// <summary>
/// The parameters of a Signature header (draft-cavage-http-signatures-10, section 2.1), read in every variant that is in
/// use: separated by commas, blanks or both, names in any case, values quoted or bare, unknown parameters ignored.
/// </summary>
internal sealed partial class SignatureParameters
{
    /// <summary>In characters; a real header has about 600.</summary>
    public const int LongestHeader = 8192;

    private static readonly string[] Known = ["keyId", "algorithm", "headers", "signature", "created", "expires"];

    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);

    private SignatureParameters()
    {
    }

    public string? KeyId => _values.GetValueOrDefault("keyId");
    public string? Algorithm => _values.GetValueOrDefault("algorithm");
    public string? Headers => _values.GetValueOrDefault("headers");
    public string? Signature => _values.GetValueOrDefault("signature");
    public string? Created => _values.GetValueOrDefault("created");
    public string? Expires => _values.GetValueOrDefault("expires");

    /// <returns>Null when the header is not a list of parameters, is too long, or repeats a known parameter.</returns>
    public static SignatureParameters? Parse(string header)
    {
        if (header.Length > LongestHeader)
            return null;
        var parameters = new SignatureParameters();
        var end = 0;
        for (var match = Parameter().Match(header); match.Success; match = match.NextMatch())
        {
            end = match.Index + match.Length;
            var name = match.Groups["name"].Value;
            var quoted = match.Groups["quoted"];
            var value = quoted.Success ? Escape().Replace(quoted.Value, "$1") : match.Groups["bare"].Value;
            if (Known.Contains(name, StringComparer.OrdinalIgnoreCase) && !parameters._values.TryAdd(name, value))
                return null;
        }

        return header.AsSpan(end).ContainsAnyExcept(", \t\r\n") ? null : parameters;
    }

    // Each match begins where the one before ended. The first may follow the scheme, as in "Authorization: Signature keyId=…".
    [GeneratedRegex(
        """
        \G (?: \A [, \t\r\n]* (?i:Signature) (?> [, \t\r\n]+ ) (?! = ) )?
        [, \t\r\n]* (?<name> [A-Za-z0-9_.-]+ ) [ \t\r\n]* = [ \t\r\n]*
        (?: " (?<quoted> (?> [^"\\]* (?: \\. [^"\\]* )* ) ) " | (?<bare> [^", \t\r\n] [^, \t\r\n]* )? )
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Parameter();

    [GeneratedRegex("""\\(.)""", RegexOptions.Singleline)]
    private static partial Regex Escape();
}
