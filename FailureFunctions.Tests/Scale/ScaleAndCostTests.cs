using System.Globalization;
using System.Text.RegularExpressions;
using FailureFunctions.Recording;
using FailureFunctions.Tables;

namespace FailureFunctions.Tests.Scale;

/// <summary>docs/scale-and-cost.md is held against arithmetic and against the app.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed partial class ScaleAndCostTests
{
    private static readonly ScalePage Page = ScalePage.Read();

    private static IEnumerable<TestCaseData> Figures =>
        Page.Figures.Select(figure => new TestCaseData(figure).SetArgDisplayNames(figure.ToString()));

    [TestCaseSource(nameof(Figures))]
    public void A_figure_is_what_its_formula_gives(object printed)
    {
        var figure = (PrintedFigure)printed;
        var decimals = figure.Printed.Split('.') is [_, var fraction] ? fraction.Length : 0;

        var computed = Math.Round(Page.Compute(figure.Name, figure.Rate), decimals, MidpointRounding.AwayFromZero);

        Assert.That(computed, Is.EqualTo(ScalePage.Number(figure.Printed)).Within(1e-9), figure.Formula);
    }

    [Test]
    public void A_figure_is_printed_for_every_rate() =>
        Assert.That(
            Page.Figures.Where(figure => figure.Rate is not null).GroupBy(figure => figure.Name).Select(group => string.Join(' ', group.Select(figure => figure.Rate))).Distinct(),
            Is.EqualTo(new[] { "10 1000 20000" }));

    [Test]
    public void Every_input_is_used() =>
        Assert.That(Page.Inputs.Keys.Where(name => !Page.Figures.Any(figure => Regex.IsMatch(figure.Formula, $@"\b{name}\b"))), Is.EquivalentTo(Unused));

    // Said beside the figures, and not computed with.
    private static readonly string[] Unused = ["maximumInstances", "subscriptions"];

    [Test]
    public void A_number_in_the_text_stands_in_a_table_too()
    {
        var known = Page.Inputs.Values.Concat(Page.Figures.Select(figure => ScalePage.Number(figure.Printed)))
            .Concat(Page.Figures.Select(figure => figure.Rate ?? 0)).ToHashSet();

        var unknown = NumberInText().Matches(Page.Prose).Select(match => match.Value).Where(text => !known.Contains(ScalePage.Number(text)));

        Assert.That(unknown, Is.EquivalentTo(SaidOfAzure));
    }

    // Answers of HTTP, the bus's processor (Microsoft's advice), and its messages' time to live.
    private static readonly string[] SaidOfAzure = ["202", "503", "70", "14"];

    [Test]
    public void What_is_counted_is_what_the_app_does()
    {
        var shards = Enumerable.Range(0, 4096).Select(number => OutboxTable.ShardOf(IdOf(number))).Distinct().Count();

        Assert.Multiple(() =>
        {
            Assert.That(Page.Inputs["outboxPartitions"], Is.EqualTo(shards));
            Assert.That(Page.Inputs["drainConcurrency"], Is.EqualTo(DrainLimits.Concurrency));
            Assert.That(Page.Inputs["drainRun"], Is.EqualTo(DrainLimits.Run.TotalSeconds));
        });
    }

    [Test]
    public void What_a_verification_takes_is_what_the_page_on_security_says() =>
        Assert.That(
            File.ReadAllText(Repository.PathOf("docs", "security.md")),
            Does.Contain(string.Create(CultureInfo.InvariantCulture, $"a valid request {Page.Inputs["verify"]} µs")));

    [TestCase("1 + 2 * 3", 7)]
    [TestCase("(1 + 2) * 3", 9)]
    [TestCase("7 - 2 - 1", 4)]
    [TestCase("8 / 2 / 2", 2)]
    [TestCase("ceil(2.1) + min(1, 2)", 4)]
    [TestCase("if(x < 3, 5, 6)", 5)]
    [TestCase("if(3 < x, 5, 6)", 6)]
    public void A_formula_is_computed_as_arithmetic_has_it(string formula, double value) =>
        Assert.That(Formula.Compute(formula, _ => 2), Is.EqualTo(value));

    [TestCase("1 +")]
    [TestCase("(1")]
    [TestCase("1 2)")]
    [TestCase("max(1, 2)")]
    [TestCase("ceil(1, 2)")]
    [TestCase("")]
    public void What_is_no_formula_is_said_so(string formula) =>
        Assert.That(() => Formula.Compute(formula, _ => 2), Throws.TypeOf<FormatException>());

    private static EventId IdOf(int number) =>
        EventId.Of("account_1234", RecipientKey.Of($"{number}@example.nl"), Samples.Notification($"id={number}&recipient={number}@example.nl"));

    [GeneratedRegex(@"(?<![\w.])\d+(,\d{3})*(\.\d+)?")]
    private static partial Regex NumberInText();
}
