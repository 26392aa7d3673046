using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using FailureFunctions.Classification;
using FailureFunctions.Suppression;

namespace FailureFunctions.Functions.Http;

/// <summary>The list as a file: CSV by RFC 4180.</summary>
internal static class SuppressionFiles
{
    private static readonly string[] Columns = ["recipient", "recipientKey", "suppressed", "state", "since", "until", "reason", "origin", "version", "updatedAt"];

    // CsvHelper itself leaves a lone CR unquoted.
    private static readonly CsvConfiguration Csv = new(CultureInfo.InvariantCulture)
    {
        NewLine = "\r\n",
        ShouldQuote = cell => ConfigurationFunctions.ShouldQuote(cell) || cell.Field is ['\'', ..] || cell.Field?.Contains('\r') == true,
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
    /// Whether a spreadsheet would run a cell as a formula (owasp.org, "CSV Injection"). Apostrophes in front do not count: the
    /// export puts one there, and an import removes one.
    /// </summary>
    public static bool IsFormula(string cell) => cell.TrimStart('\'') is ['=' or '+' or '-' or '@' or '\t' or '\r', ..];

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
            csv.WriteField(cell is not null && IsFormula(cell) ? $"'{cell}" : cell);
        csv.NextRecord();
    }
}
