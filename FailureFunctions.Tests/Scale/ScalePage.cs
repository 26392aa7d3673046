using System.Globalization;
using System.Text.RegularExpressions;

namespace FailureFunctions.Tests.Scale;

/// <summary>A figure as it is printed, with its formula.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Formula">The formula.</param>
/// <param name="Rate">The notifications a second that it is for; null for one that does not depend on them.</param>
/// <param name="Printed">The figure as printed.</param>
internal sealed record PrintedFigure(string Name, string Formula, double? Rate, string Printed)
{
    public override string ToString() => Rate is { } rate ? $"{Name} at {rate}" : Name;
}

/// <summary>docs/scale-and-cost.md: its inputs, its figures, and its prose.</summary>
internal sealed partial class ScalePage
{
    private readonly Dictionary<string, double> _inputs = [];
    private readonly Dictionary<string, string> _formulas = [];

    private ScalePage()
    {
    }

    /// <summary>The figures, in the page's order.</summary>
    public List<PrintedFigure> Figures { get; } = [];

    /// <summary>The inputs, as printed.</summary>
    public IReadOnlyDictionary<string, double> Inputs => _inputs;

    /// <summary>What is not in a table, without code and links.</summary>
    public string Prose { get; private set; } = "";

    public static ScalePage Read()
    {
        var page = new ScalePage();
        string[] header = [];
        var prose = new List<string>();
        foreach (var line in File.ReadLines(Repository.PathOf("docs", "scale-and-cost.md")))
        {
            if (!line.StartsWith('|'))
                prose.Add(CodeOrLink().Replace(line, ""));
            string[] cells = [.. line.Trim('|', ' ').Split('|').Select(cell => cell.Trim())];
            if (!line.StartsWith('|'))
                header = [];
            else if (header.Length == 0)
                header = cells;
            else if (!line.StartsWith("|---", StringComparison.Ordinal))
                page.Take(header, cells);
        }

        page.Prose = string.Join('\n', prose);
        return page;
    }

    /// <summary>Computes an input or a figure by its name.</summary>
    public double Compute(string name, double? rate) =>
        name == "rate" && rate is { } given ? given
        : _inputs.TryGetValue(name, out var input) ? input
        : _formulas.TryGetValue(name, out var formula) ? Formula.Compute(formula, inner => Compute(inner, rate))
        : throw new FormatException($"\"{name}\" is neither an input nor a figure of docs/scale-and-cost.md.");

    /// <summary>A printed number.</summary>
    public static double Number(string printed) =>
        double.Parse(printed.TrimStart('$'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    private void Take(string[] header, string[] cells)
    {
        var name = cells[0].Trim('`');
        if (header[0] == "input")
            _inputs.Add(name, Number(cells[1]));
        if (header[0] != "figure")
            return;
        var formula = cells[1].Trim('`');
        _formulas.Add(name, formula);
        if (header[2] == "value")
            Figures.Add(new PrintedFigure(name, formula, null, cells[2]));
        else
            Figures.AddRange(header.Zip(cells).Skip(2).Select(pair => new PrintedFigure(name, formula, Number(pair.First), pair.Second)));
    }

    [GeneratedRegex(@"`[^`]*`|\]\([^)]*\)")]
    private static partial Regex CodeOrLink();
}
