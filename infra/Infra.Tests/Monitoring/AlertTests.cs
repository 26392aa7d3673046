using System.Globalization;
using FailureFunctions.Infra.Tests.Bicep;

namespace FailureFunctions.Infra.Tests.Monitoring;

/// <summary>Every alert links to its section in docs/operate.md, and the table there has the values of the template.</summary>
internal sealed class AlertTests
{
    private static readonly string[] Lines = Repository.Read("docs", "operate.md").Split('\n');

    private readonly IReadOnlyList<Alert> _alerts = Alert.Of(Templates.First);

    [Test]
    public void Every_alert_has_its_section_and_every_section_its_alert()
    {
        var sections = Lines.SkipWhile(line => line != "## The alerts").Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith("### ", StringComparison.Ordinal)).Select(line => line[4..].Trim());

        Assert.That(sections, Is.EquivalentTo(_alerts.Select(alert => alert.Name)));
    }

    [Test]
    public void Every_section_says_what_it_means_how_to_see_it_what_to_do_and_when_it_is_over()
    {
        foreach (var alert in _alerts)
        {
            var section = Lines.SkipWhile(line => line != $"### {alert.Name}").Skip(1).TakeWhile(line => !line.StartsWith("##", StringComparison.Ordinal)).ToList();
            Assert.That(
                section.Where(line => line.StartsWith("**", StringComparison.Ordinal)).Select(line => line.Split("**")[1]),
                Is.EqualTo(new[] { "Means", "See", "Do", "Over when" }), alert.Name);
            Assert.That(section, Has.Count.LessThanOrEqualTo(25), $"{alert.Name}: too long for three in the morning.");
        }
    }

    [Test]
    public void The_table_of_the_page_says_what_the_template_says()
    {
        var rows = Lines.Where(line => line.StartsWith("| [", StringComparison.Ordinal))
            .Select(line => line.Trim('|', ' ').Split(" | "))
            .Select(cells => string.Join(", ", [cells[0], .. cells[2..]]));

        Assert.That(rows, Is.EquivalentTo(_alerts.Select(alert => string.Join(
            ", ", $"[{alert.Name}](#{alert.Name})", alert.Threshold, Spoken(alert.LooksBack), Spoken(alert.AskedEvery), alert.Severity))));
    }

    [Test]
    public void Every_alert_says_what_it_means_and_where_to_look()
    {
        foreach (var alert in _alerts)
            Assert.That(alert.Description, Does.Match($@"^[A-Z][^\n]{{20,}}\. What to do: docs/operate\.md#{alert.Name}$"), alert.Name);
    }

    [Test]
    public void Every_alert_mails_the_operators()
    {
        var group = Templates.Everything.Single("Microsoft.Insights/actionGroups");
        var receivers = group["properties"]!["emailReceivers"]!.AsArray();

        Assert.That(receivers.Select(receiver => Snapshot.Text(receiver!, "emailAddress")), Is.EqualTo(new[] { "operators@example.com" }));
        foreach (var alert in Alert.Of(Templates.Everything))
            Assert.That(alert.Actions, Is.EqualTo(new[] { Snapshot.Text(group, "id") }), alert.Name);
    }

    [Test]
    public void Without_an_address_there_is_nobody_to_mail() =>
        Assert.That(Templates.First.Single("Microsoft.Insights/actionGroups")["properties"]!["emailReceivers"]!.AsArray(), Is.Empty);

    [Test]
    public void An_address_that_is_none_is_refused() =>
        Assert.That(Templates.Refusals, Has.Some.Contains("alertEmail: write one address"));

    private static string Spoken(TimeSpan time) =>
        time.TotalDays >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalDays} d")
        : time.TotalHours >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours} h")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes} min");
}
