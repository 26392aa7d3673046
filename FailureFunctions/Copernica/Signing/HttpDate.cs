using System.Globalization;

namespace FailureFunctions.Copernica.Signing;

/// <summary>
/// The date of an HTTP header (RFC 9110, section 5.6.7) in its three formats. A zone in figures, as in mail (RFC 5322), is
/// understood too: senders that format dates for mail all day are apt to use it.
/// </summary>
internal static class HttpDate
{
    private static readonly string[] FourDigitYear =
    [
        "ddd, dd MMM yyyy HH:mm:ss 'GMT'",
        "ddd, d MMM yyyy HH:mm:ss 'GMT'",
        "ddd, d MMM yyyy HH:mm:ss 'UTC'",
        "ddd, d MMM yyyy HH:mm:ss zzz",
        "ddd MMM d HH:mm:ss yyyy",
    ];

    private const string TwoDigitYear = "dddd, dd-MMM-yy HH:mm:ss 'GMT'";

    private const DateTimeStyles Styles =
        DateTimeStyles.AllowInnerWhite | DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    /// <summary>Reads a date.</summary>
    /// <param name="text">The header's value.</param>
    /// <param name="now">Tells the century of a year of two digits.</param>
    /// <param name="date">The date in UTC.</param>
    /// <returns>Whether the text is a date.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, DateTimeOffset now, out DateTimeOffset date)
    {
        text = text.Trim(" \t");
        if (DateTimeOffset.TryParseExact(text, FourDigitYear, CultureInfo.InvariantCulture, Styles, out date))
            return true;
        if (!text.Contains('-'))
            return false;
        // "A timestamp that appears to be more than 50 years in the future" is one of the past century.
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.DateTimeFormat.Calendar = new GregorianCalendar { TwoDigitYearMax = Math.Clamp(now.Year + 50, 99, 9999) };
        return DateTimeOffset.TryParseExact(text, TwoDigitYear, culture, Styles, out date);
    }
}
