using System.Reflection;
using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using ArchUnitNET.NUnit;
using FailureFunctions.Functions;
using Microsoft.Extensions.Logging;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace FailureFunctions.Tests;

/// <summary>One folder per feature, and the arrows between them: docs/architecture.md.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class ArchitectureTests
{
    private static readonly System.Reflection.Assembly App = typeof(AppServices).Assembly;

    private static readonly Architecture Architecture = new ArchLoader().LoadAssembly(App).Build();

    // Open to all: values and helpers that know no feature.
    private static readonly string[] Open = ["Smtp", "Configuration", "Observability", "Dependencies", "Tables"];

    private static readonly TestCaseData[] Arrows =
    [
        Uses("Functions", ["Receiving", "Suppression", "Links", "Recording", "Quarantine", "Privacy", "Classification", "Copernica", .. Open]),
        Uses("Receiving", ["Suppression", "Links", "Recording", "Quarantine", "Classification", "Copernica", .. Open]),
        Uses("Suppression", ["Links", "Recording", "Classification", .. Open]),
        Uses("Links", ["Recording", .. Open]),
        Uses("Recording", ["Classification", "Copernica", .. Open]),
        Uses("Quarantine", ["Copernica", .. Open]),
        Uses("Privacy", Open),
        Uses("Classification", "Smtp"),
        Uses("Copernica", Open),
        Uses("Tables", "Configuration", "Dependencies", "Observability"),
        Uses("Dependencies", "Configuration", "Observability"),
        Uses("Observability", "Configuration"),
        Uses("Configuration"),
        Uses("Smtp"),
    ];

    private static readonly Dictionary<string, (int First, int Last)> LogEvents = new()
    {
        ["Dependencies"] = (10, 29),
        ["Observability"] = (30, 49),
        ["Functions"] = (50, 99),
        ["Receiving"] = (100, 199),
        ["Recording"] = (200, 299),
        ["Quarantine"] = (300, 399),
        ["Privacy"] = (400, 499),
        ["Copernica"] = (500, 599),
        ["Suppression"] = (600, 699),
    };

    [TestCaseSource(nameof(Arrows))]
    public void A_folder_uses_only_those_that_it_may_use(string folder, string[] mayUse)
    {
        var others = Folders().Except([folder, .. mayUse]).ToArray();

        Types().That().ResideInNamespaceMatching(NamespaceOf(folder))
            .Should().NotDependOnAny(Types().That().ResideInNamespaceMatching(NamespaceOf(others)))
            .WithoutRequiringPositiveResults()
            .Check(Architecture);
    }

    [Test]
    public void Every_folder_is_in_the_table_of_arrows() =>
        Assert.That(Arrows.Select(arrow => (string)arrow.Arguments[0]!), Is.EquivalentTo(Folders()));

    [Test]
    public void Nothing_depends_on_what_composes_the_app() =>
        Types().That().ResideInNamespaceMatching(@"^FailureFunctions\.")
            .Should().NotDependOnAny(typeof(AppServices)).Check(Architecture);

    // With the first test, this holds for the code too.
    [Test]
    public void The_arrows_have_no_cycles()
    {
        var left = Arrows.ToDictionary(arrow => (string)arrow.Arguments[0]!, arrow => (string[])arrow.Arguments[1]!);
        while (left.FirstOrDefault(arrow => !arrow.Value.Any(left.ContainsKey)).Key is { } folder)
            left.Remove(folder);

        Assert.That(left.Keys, Is.Empty);
    }

    /// <summary>Functions that are called for each mail are, because the worker calls others by reflection: see the remarks of the webhook's.</summary>
    [Test]
    public void Nothing_is_public_but_functions_that_are_called_often_and_what_the_worker_generates()
    {
        var own = App.GetExportedTypes().Where(type => type.Namespace?.StartsWith("FailureFunctions.", StringComparison.Ordinal) == true);

        Assert.That(own, Is.EquivalentTo(new[] { typeof(ReceiveFailure), typeof(Suppressions) }));
    }

    [Test]
    public void Every_log_event_has_an_id_of_its_own_from_the_range_of_its_folder()
    {
        var events = App.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public))
            .Select(method => (method.DeclaringType, Log: method.GetCustomAttribute<LoggerMessageAttribute>()))
            .Where(found => found.Log is not null)
            .Select(found => (Folder: found.DeclaringType!.Namespace!.Split('.')[1], found.Log!.EventId))
            .ToArray();

        Assert.That(events.Select(log => log.EventId), Is.Unique);
        Assert.That(events.Where(log => !IsIn(log.EventId, LogEvents[log.Folder])), Is.Empty);

        static bool IsIn(int id, (int First, int Last) range) => id >= range.First && id <= range.Last;
    }

    private static string[] Folders() =>
    [
        .. App.GetTypes()
            .Select(type => type.Namespace?.Split('.'))
            .Where(names => names is ["FailureFunctions", _, ..])
            .Select(names => names![1])
            .Distinct(),
    ];

    private static string NamespaceOf(params string[] folders) =>
        folders.Length == 0 ? "^$" : $@"^FailureFunctions\.({string.Join('|', folders)})(\.|$)";

    private static TestCaseData Uses(string folder, params string[] mayUse) =>
        new TestCaseData(folder, mayUse).SetArgDisplayNames(folder);
}
