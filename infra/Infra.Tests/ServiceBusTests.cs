using System.Text.Json.Nodes;
using FailureFunctions.Infra.Tests.Bicep;
using FailureFunctions.Recording;

namespace FailureFunctions.Infra.Tests;

/// <summary>The bus in Azure is the bus on one's own machine: local/Run/servicebus.config.json.</summary>
internal sealed class ServiceBusTests
{
    private const string Namespaces = "Microsoft.ServiceBus/namespaces";

    private static JsonNode LocalTopic { get; } = JsonNode.Parse(Repository.Read("local", "Run", "servicebus.config.json"))!
        ["UserConfig"]!["Namespaces"]![0]!["Topics"]!.AsArray().Single()!;

    private static IEnumerable<JsonNode> LocalSubscriptions => LocalTopic["Subscriptions"]!.AsArray().Select(subscription => subscription!);

    [Test]
    public void The_topic_is_the_local_one()
    {
        var topic = Templates.First.Single($"{Namespaces}/topics");

        Assert.That(NameOf(topic), Is.EqualTo(Snapshot.Text(LocalTopic, "Name")).And.EqualTo(FailureEvent.Topic));
        // The emulator knows no sizes.
        var deployed = PropertiesOf(topic).Where(property => property.Key != "maxSizeInMegabytes");

        Assert.That(deployed, Is.EquivalentTo(LocalProperties(LocalTopic)));
        Assert.That(PropertiesOf(topic)["duplicateDetectionHistoryTimeWindow"], Is.EqualTo("\"PT1H\""));
    }

    [Test]
    public void The_subscriptions_are_the_local_ones()
    {
        var deployed = Templates.First.Of($"{Namespaces}/topics/subscriptions").ToDictionary(NameOf, PropertiesOf);

        Assert.That(deployed.Keys, Is.EquivalentTo(LocalSubscriptions.Select(subscription => Snapshot.Text(subscription, "Name"))));
        foreach (var subscription in LocalSubscriptions)
            Assert.That(deployed[Snapshot.Text(subscription, "Name")], Is.EquivalentTo(LocalProperties(subscription)));
        Assert.That(deployed.Values.Select(properties => properties["deadLetteringOnMessageExpiration"]), Has.All.EqualTo("true"));
    }

    [Test]
    public void The_rules_are_the_local_ones_each_a_correlation_filter()
    {
        var deployed = Rules().Where(rule => !IsDefault(rule)).Select(rule => (
            Path: PathOf(rule),
            Type: Snapshot.Text(rule["properties"]!, "filterType"),
            Filter: rule["properties"]!["correlationFilter"]!["properties"]!.ToJsonString()));
        var local = LocalSubscriptions.SelectMany(subscription => LocalRules(subscription).Select(rule => (
            Path: $"{Snapshot.Text(subscription, "Name")}/{Snapshot.Text(rule, "Name")}",
            Type: "CorrelationFilter",
            Filter: rule["Properties"]!["CorrelationFilter"]!["Properties"]!.ToJsonString())));

        Assert.That(deployed, Is.EquivalentTo(local));
    }

    [Test]
    public void The_rule_that_the_service_adds_by_itself_takes_nothing_where_there_are_rules_of_ours() => Assert.That(
        Rules().Where(IsDefault).Select(rule => (PathOf(rule), rule["properties"]!["sqlFilter"]!["sqlExpression"]!.GetValue<string>())),
        Is.EquivalentTo(LocalSubscriptions.Where(subscription => LocalRules(subscription).Any())
            .Select(subscription => ($"{Snapshot.Text(subscription, "Name")}/$Default", "1=0"))));

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

    private static string PathOf(JsonNode rule) => string.Join('/', Snapshot.Text(rule, "name").Split('/')[^2..]);

    private static Dictionary<string, string> PropertiesOf(JsonNode resource) =>
        resource["properties"]!.AsObject().ToDictionary(property => property.Key, property => property.Value!.ToJsonString());

    // The emulator's file has the names of Azure, with a capital.
    private static Dictionary<string, string> LocalProperties(JsonNode entity) => entity["Properties"]!.AsObject()
        .ToDictionary(property => char.ToLowerInvariant(property.Key[0]) + property.Key[1..], property => property.Value!.ToJsonString());
}
