using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace FailureFunctions.Classification;

/// <summary>Reads the tab-separated files in <c>Rules/</c>, which are embedded in the app.</summary>
internal static class RuleFile
{
    public const StringSplitOptions Trimmed = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;

    /// <summary>The lines of an embedded file.</summary>
    /// <param name="columns">How many cells a line has; missing ones at its end are empty.</param>
    public static List<Line> Read(string file, int columns)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(file)
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
            var cells = text.Split('\t');
            var line = new Line(file, number, [.. cells.Select(cell => cell.Trim()), .. Enumerable.Repeat("", Math.Max(0, columns - cells.Length))]);
            lines.Add(cells.Length <= columns ? line : throw line.Error($"it has {cells.Length} cells instead of {columns}"));
        }
        return lines;
    }

    public sealed record Line(string File, int Number, string[] Cells)
    {
        public string this[int cell] => Cells[cell];

        public FormatException Error(string what) => new($"{File}, line {Number}: {what}.");

        /// <summary>The value that a cell names; an empty one names the first.</summary>
        [SuppressMessage("Usage", "CA2263", Justification = "The generic one would be compiled at every start, for each enumeration.")]
        public T EnumAt<T>(int cell)
            where T : struct, Enum =>
            Cells[cell].Length == 0 ? default : Enum.TryParse(typeof(T), Cells[cell], ignoreCase: true, out var value) ? (T)value : throw Error($"\"{Cells[cell]}\" is none of {string.Join(", ", Enum.GetNames<T>())}");

        public Reason ReasonAt(int cell) =>
            ClassificationNames.ReasonOf(Cells[cell]) ?? throw Error($"\"{Cells[cell]}\" is not a reason");
    }
}
