using System.Text.RegularExpressions;

namespace FailureFunctions.Tests.Documents;

/// <summary>docs/security.md names the test that shows what it says.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed partial class SecurityDocumentTests
{
    [Test]
    public void Every_test_that_it_names_exists_and_every_threat_has_one()
    {
        var tests = typeof(SecurityDocumentTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods().Select(method => $"{type.Name}.{method.Name}")).ToHashSet();
        var page = File.ReadAllText(Repository.PathOf("docs", "security.md"));
        var threats = page.Split("## Threats")[1].Split("\n#")[0].Split('\n').Where(line => line.StartsWith('|')).Skip(2).ToList();

        Assert.That(Named().Matches(page).Select(name => name.Groups[1].Value), Is.SubsetOf(tests));
        Assert.That(threats, Has.Count.GreaterThan(10));
        Assert.That(threats.Select(threat => threat.Split(" | ")[2]), Is.All.Match(Named().ToString()));
    }

    [GeneratedRegex("`([A-Za-z]+Tests\\.[A-Za-z0-9_]+)`")]
    private static partial Regex Named();
}
