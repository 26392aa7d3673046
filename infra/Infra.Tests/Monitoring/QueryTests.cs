using System.Text.RegularExpressions;
using FailureFunctions.Infra.Tests.Bicep;

namespace FailureFunctions.Infra.Tests.Monitoring;

/// <summary>The queries of the alerts and of the workbook are right, and ask for what the app emits.</summary>
internal sealed partial class QueryTests
{
    private readonly TelemetryPage _telemetry = TelemetryPage.Read();
    private Dictionary<string, string> _queries = [];
    private IReadOnlyDictionary<string, KustoResult> _results = new Dictionary<string, KustoResult>();

    [OneTimeSetUp]
    public async Task CheckAsync()
    {
        var alerts = Alert.Of(Templates.First).Where(alert => alert.Query is not null).Select(alert => (Name: $"alert {alert.Name}", Query: alert.Query!));
        var tiles = Workbook.Of(Templates.First).Logs.Select(tile => (Name: $"tile {Snapshot.Text(tile, "name")}", Query: Workbook.QueryOf(tile)));
        var manual = QueryInText().Matches(Repository.Read("docs", "operate.md")).Select((match, index) => (Name: $"docs/operate.md {index + 1}", Query: match.Groups[1].Value));
        _queries = alerts.Concat(tiles).Concat(manual).ToDictionary(item => item.Name, item => item.Query);
        _results = await Kusto.CheckAsync(new Dictionary<string, string>(_queries)
        {
            ["no column"] = "AppMetrics | where Nome == \"x\"",
            ["no table"] = "AzureMetrics | take 1",
            ["no operator"] = "AppMetrics | wher Name == \"x\"",
        });
    }

    [Test]
    public void Every_query_is_one_and_asks_for_columns_that_are_there()
    {
        Assert.That(_queries, Has.Count.GreaterThanOrEqualTo(18));
        Assert.That(_queries.Keys.SelectMany(name => _results[name].Errors.Select(error => $"{name}: {error}")), Is.Empty);
    }

    [TestCase("no column", "The name 'Nome' does not refer to any known column")]
    [TestCase("no table", "The name 'AzureMetrics' does not refer to any known")]
    [TestCase("no operator", "Query operator expected")]
    public void A_query_that_is_wrong_is_found(string name, string error) =>
        Assert.That(_results[name].Errors, Has.Some.StartsWith(error));

    [Test]
    public void An_alert_measures_a_number_and_splits_by_text()
    {
        foreach (var alert in Alert.Of(Templates.First).Where(alert => alert.Query is not null))
        {
            var columns = _results[$"alert {alert.Name}"].Columns;
            Assert.That(columns, Has.Some.Match($"^{alert.Measure}: (real|long)$"), alert.Name);
            foreach (var dimension in alert.Dimensions)
                Assert.That(columns, Has.Some.EqualTo($"{dimension}: string"), alert.Name);
        }
    }

    [Test]
    public void Every_metric_that_is_asked_for_is_one_of_the_apps_with_the_tags_that_are_asked_for()
    {
        foreach (var (name, query) in _queries)
        {
            var metrics = Metric().Matches(query).Select(match => match.Groups[1].Value).ToList();
            Assert.That(metrics, Is.SubsetOf(_telemetry.Instruments.Keys), name);
            if (metrics.Count > 0)
                Assert.That(Tags(query), Is.SubsetOf(metrics.SelectMany(metric => _telemetry.Instruments[metric])), name);
        }
    }

    [Test]
    public void Every_span_that_is_asked_for_is_one_of_the_apps_with_the_attributes_that_are_asked_for()
    {
        var asking = _queries.Where(query => SpanQuery().IsMatch(query.Value)).ToList();
        Assert.That(asking, Has.Count.GreaterThanOrEqualTo(4));
        foreach (var (name, query) in asking)
        {
            Assert.That(Spans(query), Is.Not.Empty.And.SubsetOf(_telemetry.Spans), name);
            Assert.That(Tags(query), Is.SubsetOf(_telemetry.Attributes), name);
        }
    }

    [Test]
    public void Every_outcome_that_is_asked_for_is_one_that_the_app_gives()
    {
        var asked = _queries.Values.SelectMany(query => OutcomeList().Matches(query))
            .SelectMany(match => Literal().Matches(match.Groups[1].Value)).Select(match => match.Groups[1].Value).ToHashSet();

        Assert.That(asked, Is.SupersetOf((string[])["recorded", "queued", "unauthenticated", "storage-unavailable"]));
        Assert.That(asked, Is.SubsetOf(_telemetry.ValuesOf("outcome")));
    }

    private static IEnumerable<string> Tags(string query) => Property().Matches(query).Select(match => match.Groups[1].Value);

    private static IEnumerable<string> Spans(string query) =>
        NameList().Matches(query).SelectMany(match => Literal().Matches(match.Value)).Select(match => match.Groups[1].Value);

    [GeneratedRegex("\"(failurefunctions\\.[a-z.]+)\"(?!\\])")]
    private static partial Regex Metric();

    [GeneratedRegex("AppDependencies\\s*\\|")]
    private static partial Regex SpanQuery();

    [GeneratedRegex("Properties\\[\"([^\"]+)\"\\]")]
    private static partial Regex Property();

    [GeneratedRegex("Name (?:==|in) *(?:\\([^)]*\\)|\"[^\"]*\")")]
    private static partial Regex NameList();

    [GeneratedRegex("(?i)outcome(?:\"\\]\\))? *(?:==|!=|in) *(\\([^)]*\\)|\"[^\"]*\")")]
    private static partial Regex OutcomeList();

    [GeneratedRegex("\"([^\"]*)\"")]
    private static partial Regex Literal();

    [GeneratedRegex("```kusto\\s*\\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex QueryInText();
}
