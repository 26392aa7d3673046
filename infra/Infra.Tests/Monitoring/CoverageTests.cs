using FailureFunctions.Infra.Tests.Bicep;

namespace FailureFunctions.Infra.Tests.Monitoring;

/// <summary>What fails is noticed although the app's own telemetry says nothing: by Azure's metrics and from outside.</summary>
internal sealed class CoverageTests
{
    [TestCase("server-errors", "Microsoft.Web/sites", "Http5xx")]
    [TestCase("calls-refused", "Microsoft.Web/sites", "Http4xx")]
    [TestCase("bus-is-throttled", "Microsoft.ServiceBus/namespaces", "ThrottledRequests")]
    [TestCase("topic-is-filling", "Microsoft.ServiceBus/namespaces", "Size")]
    [TestCase("storage-is-throttled", "Microsoft.Storage/storageAccounts", "Transactions")]
    public void An_alert_watches_the_metric_of_the_resource(string alert, string type, string metric)
    {
        var properties = Rule(alert)["properties"]!;
        var criterion = properties["criteria"]!["allOf"]![0]!;

        Assert.That((Snapshot.Text(criterion, "metricNamespace"), Snapshot.Text(criterion, "metricName")), Is.EqualTo((type, metric)));
        Assert.That(properties["scopes"]!.AsArray().Single()!.GetValue<string>(), Is.EqualTo(Snapshot.Text(Templates.First.Single(type), "id")));
    }

    [Test]
    public void A_topic_is_filling_at_four_fifths_of_what_it_holds()
    {
        var megabytes = Templates.First.Of("Microsoft.ServiceBus/namespaces/topics").Select(topic => topic["properties"]!["maxSizeInMegabytes"]!.GetValue<long>()).Distinct().Single();

        Assert.That(Rule("topic-is-filling")["properties"]!["criteria"]!["allOf"]![0]!["threshold"]!.GetValue<long>(), Is.EqualTo(megabytes * 1024 * 1024 * 4 / 5));
    }

    [Test]
    public void Liveness_is_asked_from_three_places_by_the_host_that_Copernica_calls()
    {
        var test = Templates.First.Single("Microsoft.Insights/webtests")["properties"]!;
        var outputs = Templates.Main.Template!["resources"]!["functionApp"]!["properties"]!["template"]!["outputs"]!;
        var webhook = Snapshot.Text(outputs["webhookUrl"]!, "value");

        Assert.That(test["Locations"]!.AsArray(), Has.Exactly(3).Items);
        Assert.That(Snapshot.Text(test["Request"]!, "RequestUrl"), Does.Contain("livenessUrl"));
        Assert.That(
            Snapshot.Text(outputs["livenessUrl"]!, "value"),
            Is.EqualTo(webhook.Replace("{0}/{1}", "{0}/{1}/health/live", StringComparison.Ordinal).Replace("variables('webhookPath')", "variables('routePrefix')", StringComparison.Ordinal)));
        Assert.That(Rule("unreachable")["properties"]!["scopes"]!.AsArray().Select(scope => scope!.GetValue<string>()), Is.EqualTo(new[]
        {
            Snapshot.Text(Templates.First.Single("Microsoft.Insights/webtests"), "id"),
            Snapshot.Text(Templates.First.Single("Microsoft.Insights/components"), "id"),
        }));
    }

    [Test]
    public void The_daily_cap_is_compared_with_that_of_the_workspace()
    {
        foreach (var snapshot in (Snapshot[])[Templates.First, Templates.Everything])
        {
            var cap = snapshot.Single("Microsoft.OperationalInsights/workspaces")["properties"]!["workspaceCapping"]!["dailyQuotaGb"]!.ToJsonString();
            Assert.That(Alert.Of(snapshot).Single(alert => alert.Name == "daily-cap-is-near").Query, Does.Contain($"/ ({cap} * 1e9)"));
        }
    }

    private static System.Text.Json.Nodes.JsonNode Rule(string name) =>
        Templates.First.Of("Microsoft.Insights/metricAlerts").Single(rule => Snapshot.Text(rule, "name") == name);
}
