using System.Text.RegularExpressions;
using FailureFunctions.Infra.Tests.Bicep;

namespace FailureFunctions.Infra.Tests.Monitoring;

/// <summary>docs/scale-and-cost.md counts with what the template makes, and with the telemetry that the app emits.</summary>
internal sealed class ScalePageTests
{
    [Test]
    public void Subscriptions_and_filters_are_those_of_the_template()
    {
        var subscriptions = Templates.First.Of("Microsoft.ServiceBus/namespaces/topics/subscriptions").Select(subscription => Snapshot.Text(subscription, "name")).ToList();
        var rules = Templates.First.Of("Microsoft.ServiceBus/namespaces/topics/subscriptions/rules").Select(rule => Snapshot.Text(rule, "name").Split('/')).ToList();
        // The service gives a subscription without rules of its own one that takes everything.
        var without = subscriptions.Count(name => !rules.Exists(rule => name.EndsWith($"/{rule[^2]}", StringComparison.Ordinal)));

        Assert.That(subscriptions, Has.Count.EqualTo(Input("subscriptions")));
        Assert.That(rules.Count + without, Is.EqualTo(Input("filters")));
    }

    [Test]
    public void Instances_are_those_of_the_template()
    {
        var scale = Templates.First.Single("Microsoft.Web/sites")["properties"]!["functionAppConfig"]!["scaleAndConcurrency"]!;

        Assert.That(scale["instanceMemoryMB"]!.GetValue<int>() / 1024, Is.EqualTo(Input("memory")));
        Assert.That(scale["maximumInstanceCount"]!.GetValue<int>(), Is.EqualTo(Input("maximumInstances")));
    }

    [Test]
    public void The_spans_of_a_call_are_those_that_are_documented()
    {
        string[] elsewhere = ["rejected-add", "rejected-find", "rejected-mark", "outbox-list", "outbox-lease", "outbox-postpone"];

        Assert.That(TelemetryPage.Read().Spans.Except(elsewhere).Count(), Is.EqualTo(Input("spans")));
    }

    [Test]
    public void The_size_of_the_topic_and_the_daily_cap_are_those_of_the_template()
    {
        var topic = Templates.First.Single("Microsoft.ServiceBus/namespaces/topics")["properties"]!;
        var workspace = Templates.First.Single("Microsoft.OperationalInsights/workspaces")["properties"]!;

        Assert.That(topic["maxSizeInMegabytes"]!.GetValue<long>() * 1024 * 1024, Is.EqualTo(Input("topicBytes")));
        Assert.That(workspace["workspaceCapping"]!["dailyQuotaGb"]!.GetValue<long>(), Is.EqualTo(Input("dailyCap")));
    }

    private static long Input(string name) => long.Parse(
        Regex.Match(Repository.Read("docs", "scale-and-cost.md"), $@"^\| `{name}` \| (\d+) \|", RegexOptions.Multiline).Groups[1].Value,
        System.Globalization.CultureInfo.InvariantCulture);
}
