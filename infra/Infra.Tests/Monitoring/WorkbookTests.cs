using System.Text.Json.Nodes;
using FailureFunctions.Infra.Tests.Bicep;
using FailureFunctions.Recording;

namespace FailureFunctions.Infra.Tests.Monitoring;

/// <summary>The workbook can be read, and every tile has a query.</summary>
internal sealed class WorkbookTests
{
    private const string TimeRange = "TimeRange";

    private readonly Workbook _workbook = Workbook.Of(Templates.First);

    [Test]
    public void It_is_a_workbook_of_the_workspace()
    {
        var workspace = Snapshot.Text(Templates.First.Single("Microsoft.OperationalInsights/workspaces"), "id");

        Assert.That(Snapshot.Text(_workbook.Content, "version"), Is.EqualTo("Notebook/1.0"));
        Assert.That(_workbook.Content["fallbackResourceIds"]!.AsArray().Select(id => id!.GetValue<string>()), Is.EqualTo(new[] { workspace }));
        Assert.That(Snapshot.Text(Templates.First.Single("Microsoft.Insights/workbooks")["properties"]!, "sourceId"), Is.EqualTo(workspace));
    }

    [Test]
    public void Every_part_has_a_name_of_its_own() =>
        Assert.That(_workbook.Items.Select(item => Snapshot.Text(item, "name")).ToList(), Is.Unique);

    [Test]
    public void Every_tile_asks_for_something()
    {
        Assert.That(_workbook.Tiles.Count(), Is.GreaterThanOrEqualTo(12));
        Assert.That(_workbook.Tiles, Has.Exactly(_workbook.Logs.Count() + _workbook.ResourceManager.Count() + _workbook.AzureMetrics.Count()).Items);
        foreach (var tile in _workbook.Logs)
            Assert.That(Workbook.QueryOf(tile), Does.StartWith("App").Or.StartWith("let "), Snapshot.Text(tile, "name"));
        foreach (var tile in _workbook.AzureMetrics)
            Assert.That(tile["content"]!["metrics"]!.AsArray().Select(metric => Snapshot.Text(metric!, "metric")), Is.Not.Empty.And.All.Contain("--"));
    }

    [Test]
    public void The_time_range_is_that_of_every_tile_which_has_one()
    {
        Assert.That(_workbook.Choices.Select(choice => Snapshot.Text(choice, "name")), Is.EqualTo(new[] { TimeRange }));
        foreach (var tile in _workbook.Logs.Concat(_workbook.AzureMetrics))
            Assert.That(Snapshot.Text(tile["content"]!, "timeContextFromParameter"), Is.EqualTo(TimeRange), Snapshot.Text(tile, "name"));
    }

    [Test]
    public void Subscriptions_are_asked_of_the_namespace_and_topic_of_the_template()
    {
        var topic = Templates.First.Of("Microsoft.ServiceBus/namespaces/topics").Select(one => Snapshot.Text(one, "id")).Single(id => id.EndsWith($"/{FailureEvent.Topic}", StringComparison.Ordinal));
        var call = JsonNode.Parse(Workbook.QueryOf(_workbook.ResourceManager.Single()))!;

        Assert.That(Snapshot.Text(call, "path"), Is.EqualTo($"{topic}/subscriptions"));
        Assert.That(Snapshot.Text(call, "method"), Is.EqualTo("GET"));
        Assert.That(
            call["transformers"]![0]!["settings"]!["columns"]!.AsArray().Select(column => Snapshot.Text(column!, "columnid")),
            Is.EqualTo(new[] { "Subscription", "Waiting", "Dead letters" }));
        Assert.That(
            _workbook.AzureMetrics.Single()["content"]!["resourceIds"]!.AsArray().Select(id => id!.GetValue<string>()),
            Is.EqualTo(new[] { Snapshot.Text(Templates.First.Single("Microsoft.ServiceBus/namespaces"), "id") }));
    }
}
