using System.Globalization;
using System.Reflection;
using FailureFunctions.Functions.Http;
using FailureFunctions.Tests.Recording;

namespace FailureFunctions.Tests.Functions;

/// <summary>docs/problems.md lists the problems that there are.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class ProblemDocumentTests
{
    private static IReadOnlyList<Problem> Problems =>
    [
        .. typeof(Problem).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(member => member.FieldType == typeof(Problem)).Select(member => (Problem)member.GetValue(null)!),
        Problem.Unauthenticated("hint"),
    ];

    [Test]
    public async Task Every_problem_is_documented_with_its_status_and_no_other()
    {
        var table = (await MessageDocument.ReadAsync("problems.md")).Table("Problems");

        Assert.That(
            table.Select(row => (row[0], row[1].Split(',')[0])),
            Is.EquivalentTo(Problems.Select(problem => (problem.Name, ((int)problem.Status).ToString(CultureInfo.InvariantCulture)))));
        Assert.That(table, Has.All.Length.EqualTo(5));
        Assert.That(table.SelectMany(row => row), Has.All.Not.Empty);
    }

    [Test]
    public void Every_problem_says_what_to_fix_and_no_type_is_used_twice()
    {
        Assert.That(Problems.Select(problem => problem.Type), Is.Unique);
        Assert.That(Problems.Select(problem => problem.Type), Has.All.Match("^urn:problem-type:failurefunctions:[a-z]+(-[a-z]+)*$"));
        Assert.That(Problems.Where(problem => problem.Name != "unauthenticated").Select(problem => problem.Title), Has.All.Contains(": "));
    }
}
