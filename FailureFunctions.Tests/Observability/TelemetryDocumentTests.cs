using System.Diagnostics.Metrics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using FailureFunctions.Dependencies;
using FailureFunctions.Observability;
using FailureFunctions.Quarantine;
using FailureFunctions.Receiving;
using FailureFunctions.Recording;
using FailureFunctions.Tests.Dependencies;
using FailureFunctions.Tests.Recording;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FailureFunctions.Tests.Observability;

/// <summary>docs/telemetry.md says what the app emits.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed partial class TelemetryDocumentTests
{
    private static readonly Assembly App = typeof(TelemetryNames).Assembly;

    [Test]
    public async Task The_page_lists_exactly_the_instruments_of_the_meter()
    {
        var documented = (await PageAsync()).Table("Metrics")
            .Where(row => row[0].StartsWith("failurefunctions.", StringComparison.Ordinal))
            .Select(row => (Name: row[0], Kind: row[1], Unit: row[2]));

        Assert.That(Instruments().Select(instrument => (instrument.Name, KindOf(instrument), instrument.Unit)), Is.EquivalentTo(documented));
    }

    [Test]
    public void Every_histogram_is_of_seconds_and_says_where_its_buckets_end()
    {
        var histograms = Instruments().OfType<Histogram<double>>().ToList();

        Assert.That(histograms, Is.Not.Empty);
        foreach (var histogram in histograms)
        {
            Assert.That(histogram.Unit, Is.EqualTo("s"), histogram.Name);
            Assert.That(histogram.Advice?.HistogramBucketBoundaries, Is.Not.Null.And.Ordered, histogram.Name);
        }
    }

    [Test]
    public async Task The_page_lists_exactly_the_outcomes_of_a_call()
    {
        var accepted = Enum.GetValues<RecordOutcome>().Where(outcome => outcome != RecordOutcome.Unavailable)
            .Select(outcome => new ReceiveResult.Accepted(outcome, default));
        var rejected = Rejection.Causes.Select(cause => new ReceiveResult.Rejected(new Rejection(cause, [])));
        var others = typeof(ReceiveResult).GetNestedTypes(BindingFlags.Public)
            .Where(type => type != typeof(ReceiveResult.Accepted) && type != typeof(ReceiveResult.Rejected))
            .Select(type => (ReceiveResult)RuntimeHelpers.GetUninitializedObject(type));

        Assert.That(
            await ValuesAsync("outcome"),
            Is.EquivalentTo(accepted.Concat<ReceiveResult>(rejected).Concat(others).Append(new ReceiveResult.Delivered(HasCleared: true)).Select(result => result.Name).Append("cancelled").Append("error")));
    }

    [Test]
    public async Task The_page_lists_exactly_the_dependencies_and_their_operations()
    {
        Assert.That(await ValuesAsync("dependency"), Is.EquivalentTo(Dependencies().Select(dependency => dependency.System).Distinct()));
        Assert.That(await ValuesAsync("operation"), Is.EquivalentTo(Dependencies().Select(dependency => dependency.Operation)));
    }

    [Test]
    public async Task The_page_lists_exactly_the_spans_and_their_attributes()
    {
        var page = await PageAsync();
        var spans = new[] { TelemetryNames.Receive, TelemetryNames.Authenticate, TelemetryNames.Read, TelemetryNames.Classify, TelemetryNames.Record };
        var attributes = typeof(TelemetryNames).GetFields().Select(field => (string)field.GetRawConstantValue()!)
            .Where(name => name.Contains('.', StringComparison.Ordinal));

        Assert.That(
            page.Table("Spans").Where(row => row.Length == 4).Select(row => row[0]),
            Is.EquivalentTo(spans.Concat(Dependencies().Select(dependency => dependency.Operation))));
        Assert.That(
            page.Table("Spans").Where(row => row.Length == 3 && row[0].Contains('.', StringComparison.Ordinal)).Select(row => row[0]),
            Is.EquivalentTo(attributes));
    }

    [Test]
    public async Task Every_log_event_of_the_page_is_logged_at_its_level_with_its_attributes()
    {
        var events = App.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public))
            .Select(method => (Method: method, Log: method.GetCustomAttribute<LoggerMessageAttribute>()))
            .Where(found => found.Log is not null)
            .ToLookup(found => found.Log!.EventName ?? found.Method.Name);

        Assert.That(events.Where(named => named.Count() > 1).Select(named => named.Key), Is.Empty, "an event is known by its name");
        Assert.That((await PageAsync()).Table("Log events").Select(row => row[0]), Is.EquivalentTo(events.Select(named => named.Key)));
        foreach (var row in (await PageAsync()).Table("Log events"))
        {
            var (method, log) = events[row[0]].Single();
            var parameters = method.GetParameters().Skip(1).Select(parameter => parameter.Name!.ToUpperInvariant());
            Assert.That($"{log!.Level}", Is.EqualTo(row[1]), row[0]);
            Assert.That(
                row.Skip(3).SelectMany(cell => Quoted().Matches(WithoutExamples(cell))).Select(match => match.Groups[1].Value.ToUpperInvariant()),
                Is.EquivalentTo(parameters),
                row[0]);
        }
    }

    private static Task<MessageDocument> PageAsync() => MessageDocument.ReadAsync("telemetry.md");

    // The values of a tag, as the second table of the metrics lists them.
    private static async Task<IEnumerable<string>> ValuesAsync(string tag)
    {
        var cell = (await PageAsync()).Table("Metrics").Single(row => row.Length == 2 && row[0] == tag)[1];
        return Quoted().Matches($"`{cell}`").Select(match => match.Groups[1].Value);
    }

    private static string WithoutExamples(string cell) => Parentheses().Replace($"`{cell}`", "");

    private static IEnumerable<Dependency> Dependencies() => AppDependencies.All;

    /// <summary>The instruments that the classes of the app make, whichever make any.</summary>
    private static List<Instrument> Instruments()
    {
        using var services = new ServiceCollection().AddMetrics().AddLogging().AddSingleton(TimeProvider.System)
            .AddDependencyCalls().BuildServiceProvider();
        List<Instrument> instruments = [];
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == TelemetryNames.Source && instrument.Meter.Scope == services.GetRequiredService<IMeterFactory>())
                    instruments.Add(instrument);
            },
        };
        listener.Start();
        _ = services.GetRequiredService<DependencyCalls>();
        foreach (var type in App.GetTypes().Where(type => type.GetConstructors().Any(MakesInstruments)))
            ActivatorUtilities.CreateInstance(services, type);
        return instruments;
    }

    private static bool MakesInstruments(ConstructorInfo constructor) =>
        constructor.GetParameters().Any(parameter => parameter.ParameterType == typeof(IMeterFactory));

    private static string KindOf(Instrument instrument) => instrument.GetType().Name switch
    {
        "Counter`1" => "counter",
        "Histogram`1" => "histogram",
        "ObservableGauge`1" => "gauge",
        var other => other,
    };

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\([^)]*\)")]
    private static partial Regex Parentheses();
}
