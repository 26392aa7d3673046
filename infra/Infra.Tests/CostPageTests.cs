using System.Globalization;
using FailureFunctions.Infra.Tests.Monitoring;
using Microsoft.Azure.Functions.Worker;

namespace FailureFunctions.Infra.Tests;

/// <summary>docs/scale-and-cost.md: its tables follow from its inputs and from the template.</summary>
internal sealed class CostPageTests
{
    private const double SecondsPerDay = 86_400;
    private const double GigabyteSecond = 0.000026;
    private const double PerGigabyteOfLogs = 2.30;
    private const double CallSeconds = 0.06;

    private static readonly string Page = Repository.Read("docs", "scale-and-cost.md");

    [Test]
    public void Telemetry_and_cap_per_rate_follow_from_the_inputs()
    {
        var rows = Rows("Telemetry and the daily cap").Where(row => char.IsAsciiDigit(row[0][0])).ToList();

        Assert.That(rows, Has.Count.EqualTo(4));
        foreach (var row in rows)
        {
            var perDay = KilobytesPerSecond(Number(row[0])) * SecondsPerDay / 1e6;
            Assert.That(Number(row[1]), Is.EqualTo(perDay).Within(0.5).Percent, row[0]);
            Assert.That(Number(row[2]), Is.EqualTo(24 / perDay).Within(3).Percent, row[0]);
            if (perDay < 800)
                Assert.That(Number(row[3]), Is.EqualTo(Math.Ceiling(perDay * 1.25)), row[0]);
        }
    }

    [Test]
    public void A_month_at_rest_is_the_sum_of_its_parts()
    {
        var rows = Rows("Cost per month at rest").Where(row => row.Length > 1 && row[1].Contains('$')).ToList();
        var parts = rows.TakeWhile(row => !row[0].Contains("total", StringComparison.Ordinal)).ToDictionary(row => row[0], row => Number(row[1]));

        Assert.That(Number(rows.Single(row => row[0] == "**total**")[1]), Is.EqualTo(parts.Values.Sum()).Within(0.01));
        Assert.That(parts["timers"], Is.EqualTo((91_620 * 2 * GigabyteSecond) + (91_620 * 0.4e-6)).Within(0.01));
        Assert.That(parts["telemetry of the timers"], Is.EqualTo(40e-6 * 60 * 24 * 30 * PerGigabyteOfLogs).Within(0.01));
        Assert.That(parts["availability test"], Is.EqualTo(3 * 96 * 30 * 0.0006).Within(0.01));
        Assert.That(parts["instances woken by the availability test"], Is.EqualTo(3 * 96 * 30 * 2 * GigabyteSecond).Within(0.01));
    }

    [Test]
    public void The_alerts_of_the_template_are_those_that_are_paid_for()
    {
        var alerts = Alert.Of(Templates.First).Where(alert => alert.Query is not null).ToList();
        var often = alerts.Count(alert => alert.AskedEvery == TimeSpan.FromMinutes(5));

        Assert.That(Number(Rows("Cost per month at rest").Single(row => row[0] == "log alerts")[1]), Is.EqualTo((often * 1.50) + ((alerts.Count - often) * 0.50)));
    }

    [Test]
    public void Zones_cost_two_instances_for_each_group_that_scales_alone()
    {
        var timers = typeof(AppServices).Assembly.GetTypes().SelectMany(type => type.GetMethods()).SelectMany(method => method.GetParameters())
            .Count(parameter => parameter.IsDefined(typeof(TimerTriggerAttribute), inherit: false));
        var rows = Rows("Cost per month at rest").Where(row => row.Length == 3).ToDictionary(row => row[0].Split(' ')[0], row => row);
        var instance = Number(rows["an"][1]);

        Assert.That(instance, Is.EqualTo(2 * SecondsPerDay * 30 * 0.000004).Within(0.01));
        Assert.That(Number(rows["zone"][1]), Is.EqualTo(2 * (timers + 1) * 2 * SecondsPerDay * 30 * 0.000004).Within(0.01));
    }

    [Test]
    public void A_million_notifications_cost_the_sum_of_their_parts()
    {
        var rows = Rows("Cost of a million notifications").Where(row => row.Length == 4).ToList();
        var parts = rows.Where(row => row[1].StartsWith('$')).ToList();

        for (var column = 1; column <= 3; column++)
        {
            var rate = Number(rows[0][column]);
            Assert.That(Number(rows.Single(row => row[0] == "**total**")[column]), Is.EqualTo(parts.Sum(row => Number(row[column]))).Within(0.02));
            Assert.That(Number(parts.Single(row => row[0].StartsWith("telemetry", StringComparison.Ordinal))[column]), Is.EqualTo(KilobytesPerSecond(rate) / rate * PerGigabyteOfLogs).Within(0.01));
            Assert.That(Number(parts.Single(row => row[0] == "Functions")[column]), Is.EqualTo((Instances(rate) * 2 / rate * 1e6 * GigabyteSecond) + 0.40).Within(0.01));
        }
    }

    // Spans are sampled per instance; log records are not. Kilobytes, since each is taken to have one.
    private static double KilobytesPerSecond(double rate)
    {
        var traces = double.Parse(Templates.First.AppSettings()["OTEL_TRACES_SAMPLER_ARG"], CultureInfo.InvariantCulture);
        return (Math.Min(rate, traces * Instances(rate)) * 11) + rate + (Instances(rate) * 15 / 60);
    }

    private static double Instances(double rate) => Math.Max(1, Math.Ceiling(rate * CallSeconds / 16));

    private static double Number(string cell) =>
        double.Parse(cell.Trim('*').Replace("$", "", StringComparison.Ordinal), NumberStyles.Number, CultureInfo.InvariantCulture);

    private static IEnumerable<string[]> Rows(string section) =>
        Page.Split($"\n## {section}\n")[1].Split("\n## ")[0].Split('\n').Where(line => line.StartsWith('|')).Select(line => line.Trim('|', ' ').Split(" | "));
}
