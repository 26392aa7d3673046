using System.Globalization;
using System.Text;

namespace FailureFunctions.Tables;

/// <summary>
/// The recipient as a key, the same for every variant of an address: trimmed, NFC, all in lower case, the domain in IDNA
/// A-labels, without the punctuation and blanks that may follow it. RFC 5321 (section 2.4) lets local parts differ by case; no
/// large receiver does, and a missed suppression costs more.
/// </summary>
internal readonly record struct RecipientKey
{
    private readonly string? _value;

    private RecipientKey(string value) => _value = value;

    public string Value => _value ?? "";

    /// <summary>The part after the last <c>@</c>, in A-labels; null when there is none.</summary>
    public string? Domain => Value.LastIndexOf('@') is var at and >= 0 && at + 1 < Value.Length ? Value[(at + 1)..] : null;

    /// <summary>The key as the PartitionKey of a table row.</summary>
    public string PartitionKey => TableKey.Encode(Value);

    /// <summary>Any text has a key, a valid address or not, and the key of a key is itself.</summary>
    public static RecipientKey Of(string recipient)
    {
        var text = Normalise(recipient);
        var at = text.LastIndexOf('@');
        if (at < 0)
            return new(text);
        // Twice: IDNA makes ASCII of other blanks and dots, and nothing of invisible characters.
        var domain = WithoutEnd(ToALabels(WithoutEnd(text[(at + 1)..])));
        return new(text[..(at + 1)] + domain);
    }

    /// <summary>
    /// Takes a stored key as it is. Another version of the app, or of Unicode, may derive another key, but the stored one
    /// names the partition of the failure's row. False for an empty text and for letters A to Z, which no key contains.
    /// </summary>
    public static bool TryParse(string? text, out RecipientKey key)
    {
        var valid = !string.IsNullOrEmpty(text) && !text.Any(char.IsAsciiLetterUpper);
        key = valid ? new(text!) : default;
        return valid;
    }

    public override string ToString() => Value;

    private static string Normalise(string text)
    {
        text = text.Trim();
        if (Ascii.IsValid(text))
            return text.ToLowerInvariant();
        // Normalize throws on a lone surrogate, which UTF-8 turns into U+FFFD, and on U+FFFE.
        text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\uFFFE', '\uFFFD');
        // Lower-casing can undo NFC and the reverse (U+0130), so NFC comes last.
        return text.Normalize(NormalizationForm.FormC).ToLowerInvariant().Normalize(NormalizationForm.FormC).Trim();
    }

    // A dot is that of the root (RFC 1034, section 3.1); the others follow an address in a list.
    private static string WithoutEnd(string domain)
    {
        var length = domain.Length;
        while (length > 0 && (domain[length - 1] is '.' or ',' or ';' || char.IsWhiteSpace(domain[length - 1])))
            length--;
        return domain[..length];
    }

    private static string ToALabels(string domain)
    {
        if (Ascii.IsValid(domain))
            return domain;
        try
        {
            return new IdnMapping { AllowUnassigned = true }.GetAscii(domain).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return domain; // Not a domain name, but still usable as a key.
        }
    }
}
