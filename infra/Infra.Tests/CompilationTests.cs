using System.Text.Json.Nodes;
using FailureFunctions.Infra.Tests.Bicep;

namespace FailureFunctions.Infra.Tests;

/// <summary>The templates compile without a word from the compiler and its linter, all of whose rules are errors.</summary>
internal sealed class CompilationTests
{
    [Test]
    public void The_template_compiles_without_a_word_from_the_linter()
    {
        Assert.That(Templates.Main.Diagnostics, Is.Empty);
        Assert.That(Templates.Main.Template, Is.Not.Null);
    }

    [Test]
    public void A_mere_warning_of_the_linter_fails_the_compilation()
    {
        Assert.That(Templates.Broken["unused-parameter"].Diagnostics, Has.One.EqualTo(
            new BicepDiagnostic("Error", "no-unused-params", "Parameter \"forgotten\" is declared but never used.")));
        Assert.That(Templates.Broken["unused-parameter"].Template, Is.Null);
    }

    [Test]
    public void Every_rule_of_the_linter_is_an_error_but_the_one_that_goes_by_the_calendar()
    {
        var core = JsonNode.Parse(Repository.Read("infra", "bicepconfig.json"))!["analyzers"]!["core"]!;
        var rules = core["rules"]!.AsObject();

        Assert.That(core["enabled"]!.GetValue<bool>(), Is.True);
        Assert.That(rules, Has.Count.GreaterThanOrEqualTo(50));
        // It would stop a deployment, with whatever Bicep is there, on the day when an API version turns two years old.
        Assert.That(
            rules.Where(rule => rule.Value!["level"]!.GetValue<string>() != "error").Select(rule => rule.Key),
            Is.EqualTo(new[] { "use-recent-api-versions" }));
    }
}
