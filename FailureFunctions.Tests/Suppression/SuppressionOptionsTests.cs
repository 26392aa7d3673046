using System.ComponentModel;
using System.Globalization;
using FailureFunctions.Configuration;
using FailureFunctions.Suppression;
using Microsoft.Extensions.Configuration;

namespace FailureFunctions.Tests.Suppression;

internal sealed class SuppressionOptionsTests
{
    [TestCase("Probation", "-1")]
    [TestCase("Probation", "91")]
    [TestCase("Probation", "a week")]
    [TestCase("RepeatWithin", "0")]
    [TestCase("RepeatWithin", "13")]
    [TestCase("RepeatWithin", "3651")]
    [TestCase("DisabledFor", "0")]
    [TestCase("DisabledFor", "3651")]
    [TestCase("Strikes", "0")]
    [TestCase("Strikes", "31")]
    [TestCase("Strikes", "three")]
    [TestCase("StrikesSpan", "91")]
    [TestCase("StrikesGap", "6")]
    [TestCase("StrikesGap", "366")]
    public void A_wrong_value_is_refused_by_the_name_of_its_setting(string name, string value) =>
        Assert.That(SettingsWith((name, value)).Faults(), Has.Some.StartsWith($"Suppression__{name}: ").And.All.Contains("; write "));

    [TestCase("Probation", "0")]
    [TestCase("Probation", "7.12:00:00")]
    [TestCase("RepeatWithin", "14")]
    [TestCase("StrikesSpan", "0")]
    [TestCase("StrikesGap", "7")]
    [TestCase("Strikes", "1")]
    public void A_right_value_is_taken(string name, string value) => Assert.That(SettingsWith((name, value)).Faults(), Is.Empty);

    [Test]
    public void A_repeat_must_have_time_to_come() =>
        Assert.That(
            SettingsWith(("Probation", "30"), ("RepeatWithin", "59")).Faults(),
            Is.EqualTo(["Suppression__RepeatWithin: less than twice Suppression__Probation; write at least 60.00:00:00."]));

    [Test]
    public void The_document_has_every_setting_with_its_default()
    {
        var defaults = new SuppressionOptions();
        var documented = File.ReadLines(Repository.PathOf("docs", "settings.md"))
            .Where(line => line.StartsWith("| `Suppression__", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .ToDictionary(cells => cells[1].Trim('`'), cells => cells[3]);

        Assert.That(documented, Is.EquivalentTo(TypeDescriptor.GetProperties(typeof(SuppressionOptions)).Cast<PropertyDescriptor>()
            .ToDictionary(property => $"Suppression__{property.Name}", property => TextOf(property.GetValue(defaults)))));
    }

    private static string TextOf(object? value) =>
        value is TimeSpan span ? $"{span.TotalDays.ToString(CultureInfo.InvariantCulture)} days" : $"{value}";

    private static Settings<SuppressionOptions> SettingsWith(params (string Name, string Value)[] values) =>
        new(
            new ConfigurationBuilder().AddInMemoryCollection(values.ToDictionary(value => $"Suppression:{value.Name}", value => (string?)value.Value)).Build(),
            SuppressionOptions.Section);
}
