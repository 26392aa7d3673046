namespace FailureFunctions.Classification;

/// <summary>Reads the tab-separated files in <c>Rules/</c>, which are embedded in the app.</summary>
internal static class RuleFile
{
    public const StringSplitOptions Trimmed = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;

    /// <summary>The lines of an embedded file.</summary>
    /// <param name="columns">How many cells a line has; missing ones at its end are empty.</param>
    public static List<Line> Read(string file, int columns)
    {
        using var stream = typeof(RuleFile).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"{file} is not embedded in the app.");
        using var reader = new StreamReader(stream);
        return Read(file, reader, columns);
    }

    /// <summary>The lines of a text; empty ones and those that start with <c>#</c> and a blank are skipped.</summary>
    public static List<Line> Read(string file, TextReader reader, int columns)
    {
        var lines = new List<Line>();
        for (var number = 1; reader.ReadLine() is { } text; number++)
        {
            if (text.Length == 0 || text is "#" || text.StartsWith("# ", StringComparison.Ordinal))
                continue;
            var line = new Line(file, number, text.Split('\t', StringSplitOptions.TrimEntries));
            lines.Add(line.Cells.Length <= columns ? line : throw line.Error($"it has {line.Cells.Length} cells instead of {columns}"));
        }
        return lines;
    }

    public sealed record Line(string File, int Number, string[] Cells)
    {
        public string this[int cell] => cell < Cells.Length ? Cells[cell] : "";

        public string Place => $"{File}, line {Number}";

        public FormatException Error(string what) => new($"{Place}: {what}.");

        /// <summary>The place of the name that a cell has; an empty one has the first.</summary>
        public int IndexAt(int cell, string[] names) =>
            this[cell].Length == 0 ? 0 : Array.IndexOf(names, this[cell]) is >= 0 and var index ? index : throw Error($"\"{this[cell]}\" is none of {string.Join(", ", names)}");

        public Reason ReasonAt(int cell) => ClassificationNames.ReasonOf(this[cell]) ?? throw Error($"\"{this[cell]}\" is not a reason");
    }
}
