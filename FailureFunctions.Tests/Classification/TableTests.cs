using System.Globalization;
using FailureFunctions.Classification;

namespace FailureFunctions.Tests.Classification;

/// <summary>That the tables of codes, reasons and names are complete.</summary>
internal sealed class TableTests
{
    // IANA, "SMTP Enhanced Status Codes": the highest detail of each subject, all from 0 being registered.
    [TestCase(0, 0)]
    [TestCase(1, 10)]
    [TestCase(2, 4)]
    [TestCase(3, 6)]
    [TestCase(4, 7)]
    [TestCase(5, 6)]
    [TestCase(6, 10)]
    [TestCase(7, 30)]
    public void Every_registered_enhanced_code_is_in_the_table(int subject, int highestDetail)
    {
        var details = Codes("enhanced").Where(code => code[1].StartsWith($"x.{subject}.", StringComparison.Ordinal)).Select(code => int.Parse(code[1].Split('.')[2], CultureInfo.InvariantCulture));

        Assert.That(Enumerable.Range(0, highestDetail + 1), Is.SubsetOf(details));
    }

    [Test]
    public void Every_reply_code_of_SMTP_is_in_the_table()
    {
        int[] registered =
        [
            211, 214, 220, 221, 235, 250, 251, 252, 334, 354, 421, 432, 450, 451, 452, 454, 455, 500, 501, 502, 503, 504,
            521, 523, 525, 530, 534, 535, 538, 550, 551, 552, 553, 554, 555, 556,
        ];

        Assert.That(registered, Is.SubsetOf(Codes("reply").Select(code => int.Parse(code[1], CultureInfo.InvariantCulture))));
    }

    [Test]
    public void Every_reason_has_a_row_at_its_own_place()
    {
        Assert.That(ReasonTable.Reasons, Is.EqualTo(Enum.GetValues<Reason>()));
    }

    [Test]
    public void Names_are_those_of_the_enumerations_in_kebab_case()
    {
        Assert.Multiple(() =>
        {
            foreach (var reason in Enum.GetValues<Reason>())
                Assert.That(ClassificationNames.Of(reason), Is.EqualTo(Kebab(reason)));
            foreach (var severity in Enum.GetValues<Severity>())
                Assert.That(ClassificationNames.Of(severity), Is.EqualTo(Kebab(severity)));
            foreach (var advice in Enum.GetValues<Advice>())
                Assert.That(ClassificationNames.Of(advice), Is.EqualTo(Kebab(advice)));
            foreach (var confidence in Enum.GetValues<Confidence>())
                Assert.That(ClassificationNames.Of(confidence), Is.EqualTo(Kebab(confidence)));
        });
    }

    private static IEnumerable<RuleFile.Line> Codes(string kind) => RuleFile.Read("codes.tsv", 6).Where(line => line[0] == kind);

    private static string Kebab(Enum value) => string.Concat(
        value.ToString().Select((letter, place) => char.IsUpper(letter) ? $"{(place > 0 ? "-" : "")}{char.ToLowerInvariant(letter)}" : $"{letter}"));
}
