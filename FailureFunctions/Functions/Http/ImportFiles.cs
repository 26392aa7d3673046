using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using FailureFunctions.Copernica.Notification;
using FailureFunctions.Suppression;

namespace FailureFunctions.Functions.Http;

/// <summary>What is wrong with a line of a file. It never repeats what the line holds.</summary>
internal sealed record LineError(int Line, string Field, string Message);

/// <summary>A file that was read: its lines, or what is wrong with it.</summary>
internal sealed class ImportFile
{
    /// <summary>The longest file, in bytes.</summary>
    public const int Longest = 4 * 1024 * 1024;

    public List<ImportLine> Lines { get; } = [];

    /// <summary>The first <see cref="FieldErrors.Most"/>.</summary>
    public List<LineError> Errors { get; } = [];

    public int ErrorCount { get; private set; }

    private int _items;

    /// <summary>Reads CSV, with a header, commas or semicolons, with or without a byte order mark; or a JSON object per line.</summary>
    public static ImportFile Read(byte[] body, bool isCsv)
    {
        var file = new ImportFile();
        string text;
        try
        {
            text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(body).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            file.Add(1, "body", "is not UTF-8: save the file as UTF-8");
            return file;
        }
        if (isCsv)
            file.ReadCsv(text);
        else
            file.ReadNdJson(text);
        if (file is { Lines.Count: 0, ErrorCount: 0 })
            file.Add(1, "body", "has no addresses");
        return file;
    }

    private void ReadCsv(string text)
    {
        var header = text.AsSpan(0, Math.Max(0, text.AsSpan().IndexOfAny('\r', '\n')));
        // Excel writes semicolons where the comma is the decimal separator.
        var delimiter = header.Contains(';') && !header.Contains(',') ? ";" : ",";
        var isBad = false;
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter,
            MaxFieldSize = 8_192,
            // They are skipped below, so that lines are counted right.
            IgnoreBlankLines = false,
            BadDataFound = _ => isBad = true,
            ExceptionMessagesContainRawData = false,
        };
        using var parser = new CsvParser(new StringReader(text), configuration);
        string[]? columns = null;
        var line = 1;
        try
        {
            for (; parser.Read(); line = parser.RawRow + 1)
            {
                var cells = parser.Record!;
                if (cells is [""])
                    continue;
                if (columns is not null && IsTooMany(line))
                    return;
                if (isBad)
                {
                    Add(line, "body", "has a quote in the wrong place: put the cell in quotes, and double the quotes in it");
                    isBad = false;
                }
                else if (columns is null)
                {
                    columns = [.. cells.Select(cell => cell.Trim())];
                    if (!IsHeader(columns))
                        return;
                }
                else if (cells.Length != columns.Length)
                    Add(line, "body", $"has {cells.Length} cells: the header has {columns.Length}");
                else
                    Add(line, Item(columns, cells));
                if (columns is null)
                    return;
            }
        }
        catch (CsvHelperException)
        {
            Add(line, "body", "has a cell that is too long: a quote may be missing");
        }
    }

    private bool IsHeader(string[] columns)
    {
        string[] known = ["recipient", "origin", "actor", "note"];
        var unknown = Array.FindIndex(columns, column => !known.Contains(column));
        if (unknown < 0 && columns.Contains("recipient") && columns.Distinct().Count() == columns.Length)
            return true;
        Add(1, "header", unknown < 0
            ? "must name the column recipient, and each column once"
            : $"must name the columns: recipient, and if there are such origin, actor and note; column {unknown + 1} is none of them");
        return false;
    }

    private static ImportItem Item(string[] columns, string[] cells)
    {
        return new ImportItem { Recipient = Cell("recipient"), Origin = Cell("origin"), Actor = Cell("actor"), Note = Cell("note") };

        string? Cell(string name) => Array.IndexOf(columns, name) is var i and >= 0 && cells[i].Length > 0 ? SuppressionFiles.Unescape(cells[i]) : null;
    }

    private void ReadNdJson(string text)
    {
        var line = 0;
        // Not at U+2028 and the like, which JSON has within its texts.
        foreach (var json in text.Split('\n'))
        {
            line++;
            if (string.IsNullOrWhiteSpace(json))
                continue;
            if (IsTooMany(line))
                return;
            if (StrictJson.Read<ImportItem>(Encoding.UTF8.GetBytes(json), """{"recipient":"…"}""", out var error) is not { } item)
                Add(line, error!.Field, error.Message);
            else
                Add(line, item);
        }
    }

    // Lines that are wrong count, too: else a long file of nothing else would be read to its end.
    private bool IsTooMany(int line)
    {
        if (_items++ < SuppressionImport.Most)
            return false;
        Add(line, "body", $"is one address too many: at most {SuppressionImport.Most}; send the file in parts (local/Suppressions does)");
        return true;
    }

    private void Add(int line, ImportItem item)
    {
        var errors = new FieldErrors();
        errors.Address("recipient", item.Recipient);
        errors.Actor(item.Actor ?? ImportItem.DefaultActor, item.Note);
        var origin = SuppressionOrigin.Import;
        if (item.Origin is { } name && (!SuppressionNames.Origins.TryGetValue(name, out origin) || origin is SuppressionOrigin.Failure))
            errors.Add("origin", "must be import, complaint or manual");
        if (errors.Count == 0)
            Lines.Add(new ImportLine(line, FailureNotification.RecipientOf(item.Recipient), origin, item.Actor ?? ImportItem.DefaultActor, item.Note));
        foreach (var error in errors.Reported)
            Add(line, error.Field, error.Message);
    }

    private void Add(int line, string field, string message)
    {
        if (ErrorCount++ < FieldErrors.Most)
            Errors.Add(new LineError(line, field, message));
    }
}

/// <summary>An address to import.</summary>
internal sealed record ImportItem
{
    public const string DefaultActor = "import";

    public string? Recipient { get; init; }

    public string? Origin { get; init; }

    public string? Actor { get; init; }

    public string? Note { get; init; }
}
