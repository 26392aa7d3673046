using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CsvHelper;
using CsvHelper.Configuration;
using FailureFunctions.Classification;
using FailureFunctions.Suppression;

namespace FailureFunctions.Functions.Http;

/// <summary>The list as a file: CSV by RFC 4180.</summary>
internal static partial class SuppressionFiles
{
    private static readonly string[] Columns = ["recipient", "recipientKey", "suppressed", "state", "since", "until", "reason", "origin", "version", "updatedAt"];

    // CsvHelper itself leaves a lone CR or LF unquoted.
    private static readonly CsvConfiguration Csv = new(CultureInfo.InvariantCulture)
    {
        NewLine = "\r\n",
        ShouldQuote = cell => ConfigurationFunctions.ShouldQuote(cell) || cell.Field is ['\'', ..] || cell.Field?.AsSpan().ContainsAny('\r', '\n') == true,
    };

    public static byte[] ToCsv(IEnumerable<SuppressionEntry> entries, DateTimeOffset now)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = new CsvWriter(text, Csv))
        {
            Write(csv, Columns);
            foreach (var entry in entries)
                Write(csv, Cells(entry, now));
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>
    /// An apostrophe before all that a spreadsheet would run as a formula (owasp.org, "CSV Injection"): at the start of the cell, and
    /// where one that separates cells by semicolons would begin another cell.
    /// </summary>
    public static string Escape(string cell) => FormulaStart().Replace(cell, "'");

    /// <summary>The cell that was escaped.</summary>
    public static string Unescape(string cell) => EscapedFormulaStart().Replace(cell, "");

    [GeneratedRegex("""(?<=^|[;\r\n])(?=[ '"]*[=+\-@\t\r])""", RegexOptions.CultureInvariant)]
    private static partial Regex FormulaStart();

    [GeneratedRegex("""(?<=^|[;\r\n])'(?=[ '"]*[=+\-@\t\r])""", RegexOptions.CultureInvariant)]
    private static partial Regex EscapedFormulaStart();

    private static string?[] Cells(SuppressionEntry entry, DateTimeOffset now) =>
    [
        entry.Recipient,
        entry.Key.Value,
        entry.State.IsSuppressedAt(now) ? "true" : "false",
        SuppressionNames.Of(entry.State.Status),
        Moment(entry.State.Since),
        Moment(entry.State.Until),
        entry.State.Reason is { } reason ? ClassificationNames.Of(reason) : null,
        entry.State.Origin is { } origin ? SuppressionNames.Of(origin) : null,
        entry.Version.ToString(CultureInfo.InvariantCulture),
        Moment(entry.UpdatedAt),
    ];

    private static string? Moment(DateTimeOffset? moment) => moment?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture);

    private static void Write(CsvWriter csv, IEnumerable<string?> cells)
    {
        foreach (var cell in cells)
            csv.WriteField(cell is null ? null : Escape(cell));
        csv.NextRecord();
    }
}
