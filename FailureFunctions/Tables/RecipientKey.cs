using System.Globalization;
using System.Text;

namespace FailureFunctions.Tables;

/// <summary>
/// The recipient as a key: one value for every spelling of an address. Trimmed, NFC, lower-cased whole, the domain as
/// IDNA A-labels. RFC 5321 (section 2.4) lets local parts differ by case; no receiver that matters does, and a missed
/// suppression costs more.
/// </summary>
internal readonly record struct RecipientKey
{
    private readonly string? _value;

    private RecipientKey(string value) => _value = value;

    /// <summary>The key as text; a valid address in its canonical spelling, or whatever was given, normalised likewise.</summary>
    public string Value => _value ?? "";

    /// <summary>The part after the last <c>@</c>, as A-labels; null where there is none.</summary>
    public string? Domain => Value.LastIndexOf('@') is var at and >= 0 && at + 1 < Value.Length ? Value[(at + 1)..] : null;

    /// <summary>The key as the PartitionKey of a table row.</summary>
    public string PartitionKey => TableKey.Encode(Value);

    /// <summary>Makes the key of an address. Any text gives a key, and the key of a key is itself.</summary>
    /// <param name="recipient">The address, which need not be valid.</param>
    /// <returns>The key.</returns>
    public static RecipientKey Of(string recipient)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        var text = Normalise(recipient);
        var at = text.LastIndexOf('@');
        // IDNA maps invisible characters to nothing, which can leave a blank at the end.
        return new(at < 0 ? text : string.Concat(text.AsSpan(0, at + 1), ToALabels(text[(at + 1)..])).Trim());
    }

    /// <summary>
    /// Takes a key as it was stored. It is not derived again: another version of the app, or of Unicode, may derive another
    /// key, and the stored one names the partition that the failure's row has or will get.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="key">The key, when the text is one.</param>
    /// <returns>Whether the text is not empty and has no letters A to Z, as no key of any version has.</returns>
    public static bool TryParse(string? text, out RecipientKey key)
    {
        var valid = !string.IsNullOrEmpty(text) && !text.Any(char.IsAsciiLetterUpper);
        key = valid ? new(text!) : default;
        return valid;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static string Normalise(string text)
    {
        text = text.Trim();
        if (Ascii.IsValid(text))
            return text.ToLowerInvariant();
        // Normalize throws on a lone surrogate, which becomes U+FFFD on this way through UTF-8, and on U+FFFE.
        text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\uFFFE', '\uFFFD');
        // Lower-casing can undo the normal form and the other way round (U+0130); NFC comes last, so that it holds.
        return text.Normalize(NormalizationForm.FormC).ToLowerInvariant().Normalize(NormalizationForm.FormC).Trim();
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
            return domain; // Not a domain name; still a key.
        }
    }
}
