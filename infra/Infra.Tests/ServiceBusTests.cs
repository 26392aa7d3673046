using System.Text.Json.Nodes;
using FailureFunctions.Infra.Tests.Bicep;
using FailureFunctions.Recording;
using FailureFunctions.Suppression;

namespace FailureFunctions.Infra.Tests;

/// <summary>The bus in Azure is the bus on one's own machine: local/Run/servicebus.config.json.</summary>
internal sealed class ServiceBusTests
{
    private const string Namespaces = "Microsoft.ServiceBus/namespaces";

    private static IReadOnlyList<JsonNode> LocalTopics { get; } = [.. JsonNode.Parse(Repository.Read("local", "Run", "servicebus.config.json"))!
        ["UserConfig"]!["Namespaces"]![0]!["Topics"]!.AsArray().Select(topic => topic!)];

    private static IEnumerable<(string Path, JsonNode Subscription)> LocalSubscriptions => LocalTopics.SelectMany(topic =>
        topic["Subscriptions"]!.AsArray().Select(subscription => ($"{Snapshot.Text(topic, "Name")}/{Snapshot.Text(subscription!, "Name")}", subscription!)));

    [Test]
    public void The_topics_are_the_local_ones()
    {
        var topics = Templates.First.Of($"{Namespaces}/topics").ToDictionary(NameOf, PropertiesOf);

        Assert.That(topics.Keys, Is.EquivalentTo(new[] { FailureEvent.Topic, SuppressionEvent.Topic }));
        Assert.That(topics.Keys, Is.EquivalentTo(LocalTopics.Select(topic => Snapshot.Text(topic, "Name"))));
        foreach (var local in LocalTopics)
        {
            var topic = topics[Snapshot.Text(local, "Name")];
            // The emulator knows no sizes.
            Assert.That(topic.Where(property => property.Key != "maxSizeInMegabytes"), Is.EquivalentTo(LocalProperties(local)));
            Assert.That(topic["duplicateDetectionHistoryTimeWindow"], Is.EqualTo("\"PT1H\""));
        }
    }

    [Test]
    public void The_subscriptions_are_the_local_ones()
    {
        var deployed = Templates.First.Of($"{Namespaces}/topics/subscriptions").ToDictionary(PathOf, PropertiesOf);

        Assert.That(deployed.Keys, Is.EquivalentTo(LocalSubscriptions.Select(local => local.Path)).And.Contains($"{FailureEvent.Topic}/{SuppressionSubscription.Name}"));
        foreach (var (path, subscription) in LocalSubscriptions)
            Assert.That(deployed[path], Is.EquivalentTo(LocalProperties(subscription)));
        Assert.That(deployed.Values.Select(properties => properties["deadLetteringOnMessageExpiration"]), Has.All.EqualTo("true"));
    }

    [Test]
    public void The_rules_are_the_local_ones_each_a_correlation_filter()
    {
        var deployed = Rules().Where(rule => !IsDefault(rule)).Select(rule => (
            Path: PathOf(rule),
            Type: Snapshot.Text(rule["properties"]!, "filterType"),
            Filter: rule["properties"]!["correlationFilter"]!["properties"]!.ToJsonString()));
        var local = LocalSubscriptions.SelectMany(local => LocalRules(local.Subscription).Select(rule => (
            Path: $"{Snapshot.Text(local.Subscription, "Name")}/{Snapshot.Text(rule, "Name")}",
            Type: "CorrelationFilter",
            Filter: rule["Properties"]!["CorrelationFilter"]!["Properties"]!.ToJsonString())));

        Assert.That(deployed, Is.EquivalentTo(local));
    }

    [Test]
    public void The_rule_that_the_service_adds_by_itself_takes_nothing_where_there_are_rules_of_ours() => Assert.That(
        Rules().Where(IsDefault).Select(rule => (PathOf(rule), rule["properties"]!["sqlFilter"]!["sqlExpression"]!.GetValue<string>())),
        Is.EquivalentTo(LocalSubscriptions.Where(local => LocalRules(local.Subscription).Any())
            .Select(local => ($"{Snapshot.Text(local.Subscription, "Name")}/$Default", "1=0"))));

    [Test]
    public void A_Premium_namespace_has_its_messaging_units()
    {
        Assert.That(Templates.Everything.Single(Namespaces)["sku"]!.ToJsonString(), Is.EqualTo("""{"name":"Premium","tier":"Premium","capacity":2}"""));
        Assert.That(Templates.First.Single(Namespaces)["sku"]!.ToJsonString(), Is.EqualTo("""{"name":"Standard","tier":"Standard","capacity":null}"""));
    }

    private static IReadOnlyList<JsonNode> Rules() => Templates.First.Of($"{Namespaces}/topics/subscriptions/rules");

    private static bool IsDefault(JsonNode rule) => NameOf(rule) == "$Default";

    private static IEnumerable<JsonNode> LocalRules(JsonNode subscription) => subscription["Rules"]?.AsArray().Select(rule => rule!) ?? [];

    private static string NameOf(JsonNode resource) => Snapshot.Text(resource, "name").Split('/')[^1];

    private static string PathOf(JsonNode child) => string.Join('/', Snapshot.Text(child, "name").Split('/')[^2..]);

    private static Dictionary<string, string> PropertiesOf(JsonNode resource) =>
        resource["properties"]!.AsObject().ToDictionary(property => property.Key, property => property.Value!.ToJsonString());

    // The emulator's file has the names of Azure, with a capital.
    private static Dictionary<string, string> LocalProperties(JsonNode entity) => entity["Properties"]!.AsObject()
        .ToDictionary(property => char.ToLowerInvariant(property.Key[0]) + property.Key[1..], property => property.Value!.ToJsonString());
}
