using System.Text.RegularExpressions;

namespace FailureFunctions.Infra.Tests;

/// <summary>The table of parameters in docs/deploy.md against what <c>main.bicepparam</c> reads.</summary>
[TestFixture]
internal sealed partial class ParameterPageTests
{
    // What azd asks for by itself; the page says so in its first steps.
    private static readonly string[] AskedByAzd = ["AZURE_ENV_NAME", "AZURE_LOCATION"];

    [Test]
    public void The_page_names_every_variable_that_the_parameter_file_reads_and_no_other()
    {
        var read = VariableRead().Matches(Repository.Read("infra", "main.bicepparam")).Select(match => match.Groups[1].Value).Except(AskedByAzd);

        Assert.That(Table().SelectMany(row => row.Names), Is.EquivalentTo(read));
    }

    [Test]
    public void The_page_tells_the_defaults_of_the_parameter_file()
    {
        var defaults = DefaultGiven().Matches(Repository.Read("infra", "main.bicepparam"))
            .Where(match => match.Groups[2].Value.Length > 0)
            .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
        var told = Table().SelectMany(row => row.Names.Select(name => (name, row.Default))).ToDictionary();

        Assert.That(defaults, Is.Not.Empty);
        Assert.That(defaults.ToDictionary(pair => pair.Key, pair => told[pair.Key]), Is.EqualTo(defaults));
    }

    private static List<(string[] Names, string Default)> Table()
    {
        var section = Repository.Read("docs", "deploy.md").Split("\n## Parameters\n")[1].Split("\n## ")[0];
        return [.. section.Split('\n')
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => (NameInCode().Matches(cells[1]).Select(match => match.Groups[1].Value).ToArray(), cells[3].Trim('`')))];
    }

    [GeneratedRegex(@"readEnvironmentVariable\('(\w+)'")]
    private static partial Regex VariableRead();

    [GeneratedRegex(@"readEnvironmentVariable\('(\w+)', '([^']*)'\)")]
    private static partial Regex DefaultGiven();

    [GeneratedRegex("`([A-Z_]+)`")]
    private static partial Regex NameInCode();
}
