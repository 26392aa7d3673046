using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace FailureFunctions.Infra.Tests.Deployment;

/// <summary>The hooks know every variable, and demand of it what the template demands.</summary>
internal sealed partial class HookVariableTests
{
    // What azd asks for by itself.
    private static readonly string[] AskedByAzd = ["AZURE_ENV_NAME", "AZURE_LOCATION"];

    private static readonly Dictionary<string, string> Parameters = Read().Matches(Repository.Read("infra", "main.bicepparam"))
        .ToDictionary(match => match.Groups[2].Value, match => match.Groups[1].Value);

    private static readonly Dictionary<string, string> Defaults = Default().Matches(Repository.Read("infra", "main.bicepparam"))
        .Where(match => match.Groups[2].Length > 0).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);

    [Test]
    public void Every_variable_is_known_once() =>
        Assert.That(HookVariable.All.Select(variable => variable.Name), Is.EquivalentTo(Parameters.Keys.Except(AskedByAzd)));

    [Test]
    public void Values_and_bounds_are_those_of_the_template()
    {
        foreach (var variable in HookVariable.All.Where(variable => Parameters.ContainsKey(variable.Name)))
        {
            var parameter = Templates.Main.Template!["parameters"]![Parameters[variable.Name]]!;
            if (parameter["allowedValues"] is JsonArray allowed)
                Assert.That((variable.Kind, variable.Rule), Is.EqualTo(("one", string.Join(',', allowed.Select(value => value!.ToString())))), variable.Name);
            else if (parameter["minValue"] is { } least)
                Assert.That((variable.Kind, variable.Rule), Is.EqualTo(("number", $"{least} {parameter["maxValue"]}")), variable.Name);
            else if (parameter["type"]!.GetValue<string>() == "bool")
                Assert.That((variable.Kind, variable.Rule), Is.EqualTo(("one", "true,false")), variable.Name);
            else
                Assert.That(variable.Kind, Is.EqualTo(Parameters[variable.Name] == "copernicaAccounts" ? "required" : Parameters[variable.Name] == "suppressionStrikes" ? "number" : "pattern"), variable.Name);
        }
    }

    [Test]
    public void The_defaults_of_the_template_are_valid()
    {
        Assert.That(Defaults, Has.Count.GreaterThanOrEqualTo(15));
        foreach (var variable in HookVariable.All.Where(variable => Defaults.ContainsKey(variable.Name)))
            Assert.That(
                variable.Kind switch
                {
                    "one" => variable.Rule.Split(',').Contains(Defaults[variable.Name]),
                    "number" => Number(Defaults[variable.Name]) >= Number(variable.Rule.Split(' ')[0]) && Number(Defaults[variable.Name]) <= Number(variable.Rule.Split(' ')[1]),
                    _ => Regex.IsMatch(Defaults[variable.Name], variable.Rule),
                },
                Is.True, variable.Name);
    }

    private static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"param (\w+) = [^\n]*readEnvironmentVariable\('(\w+)'")]
    private static partial Regex Read();

    [GeneratedRegex(@"readEnvironmentVariable\('(\w+)', '([^']*)'\)")]
    private static partial Regex Default();
}
