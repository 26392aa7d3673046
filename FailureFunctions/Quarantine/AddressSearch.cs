using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using FailureFunctions.Tables;

namespace FailureFunctions.Quarantine;

/// <summary>
/// Finds an address in a body that may be neither a valid form nor valid JSON: as it is, form-encoded, with JSON's escapes,
/// or as form-encoded JSON; in any case, with the domain as A-labels or U-labels.
/// </summary>
internal sealed partial class AddressSearch(RecipientKey recipient)
{
    private readonly Regex _pattern = new(PatternOf(recipient), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    public bool IsIn(ReadOnlySpan<byte> body)
    {
        var text = Encoding.UTF8.GetString(body);
        return IsIn(text) || IsIn(WebUtility.UrlDecode(text));
    }

    private bool IsIn(string text)
    {
        var plain = JsonEscape().Replace(text, escape => escape.Value switch
        {
            ['\\', 'u', .. { Length: 4 } hex] => ((char)Convert.ToUInt16(hex, 16)).ToString(),
            [_, 'b' or 'f' or 'n' or 'r' or 't'] => " ",
            var character => character[1..],
        });
        // As RecipientKey does it: Normalize throws on lone surrogates, which do not survive UTF-8, and on U+FFFE.
        plain = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(plain)).Replace('\uFFFE', '\uFFFD');
        return _pattern.IsMatch(plain.Normalize(NormalizationForm.FormC));
    }

    // Neither part of a longer address nor with a longer domain. A recipient that is not an address is matched only as the value of a field.
    private static string PatternOf(RecipientKey recipient)
    {
        const string Letter = @"\p{L}\p{M}\p{N}\p{Cs}";
        var before = recipient.Domain is null ? """recipient["=:\s]+""" : $"(?<![{Letter}._+-])";
        var variants = string.Join('|', VariantsOf(recipient).Select(Regex.Escape));
        return $"{before}(?:{variants})(?![._+-]*[{Letter}])";
    }

    private static IEnumerable<string> VariantsOf(RecipientKey recipient)
    {
        yield return recipient.Value;
        if (recipient.Domain is { } domain && domain.Contains("xn--", StringComparison.Ordinal))
            yield return recipient.Value[..^domain.Length] + UnicodeOf(domain);
    }

    private static string UnicodeOf(string domain)
    {
        try
        {
            return new IdnMapping { AllowUnassigned = true }.GetUnicode(domain);
        }
        catch (ArgumentException)
        {
            return domain;
        }
    }

    [GeneratedRegex(@"\\(?:u[0-9a-fA-F]{4}|.)")]
    private static partial Regex JsonEscape();
}
