using System.Text.Json.Nodes;
using FailureFunctions.Infra.Tests.Bicep;

namespace FailureFunctions.Infra.Tests;

/// <summary>What every resource has to say goes into the workspace, and no more than that costs.</summary>
internal sealed class DiagnosticsTests
{
    private const string Type = "Microsoft.Insights/diagnosticSettings";

    [Test]
    public void Every_resource_that_has_metrics_or_logs_sends_them_to_the_workspace() => Assert.That(Faults(Templates.Everything.Resources), Is.Empty);

    [Test]
    public void A_resource_without_diagnostics_is_found()
    {
        var resources = Templates.Everything.Resources.Where(resource => !Snapshot.Text(resource, "id").Contains("/namespaces/", StringComparison.Ordinal)
            || Snapshot.Text(resource, "type") != Type);

        Assert.That(Faults([.. resources]), Has.One.Contains("Microsoft.ServiceBus/namespaces: no diagnostic setting"));
    }

    [Test]
    public void A_type_of_resource_that_nobody_thought_of_is_found() =>
        Assert.That(Faults([new JsonObject { ["id"] = "/x", ["type"] = "Microsoft.New/things" }]), Has.One.StartsWith("Microsoft.New/things: decide"));

    [Test]
    public void A_first_deployment_logs_no_row_per_request() =>
        Assert.That(EnabledLogs(Templates.First), Has.None.Contains("/storageAccounts/").And.None.Contains("/sites/"));

    [Test]
    public void A_first_deployment_stores_no_metrics_of_the_platform() =>
        Assert.That(Templates.First.Of(Type).Where(HasMetrics).Select(setting => Snapshot.Text(setting, "id")), Is.Empty);

    [Test]
    public void A_diagnostic_setting_stores_something() => Assert.That(
        Templates.First.Of(Type).Select(setting => Snapshot.Text(setting, "id")),
        Is.Not.Empty.And.EquivalentTo(EnabledLogs(Templates.First)));

    [Test]
    public void Detailed_logs_are_there_when_asked_for() =>
        Assert.That(EnabledLogs(Templates.Everything), Has.Exactly(2).Contains("/storageAccounts/").And.Exactly(1).Contains("/sites/"));

    [Test]
    public void Telemetry_has_a_daily_cap_and_an_end()
    {
        var workspace = Templates.First.Single("Microsoft.OperationalInsights/workspaces")["properties"]!;
        var insights = Templates.First.Single("Microsoft.Insights/components")["properties"]!;

        Assert.That(workspace["workspaceCapping"]!["dailyQuotaGb"]!.GetValue<int>(), Is.EqualTo(1));
        Assert.That(workspace["retentionInDays"]!.GetValue<int>(), Is.EqualTo(30));
        Assert.That(Snapshot.Text(insights, "WorkspaceResourceId"), Is.EqualTo(
            Snapshot.Text(Templates.First.Single("Microsoft.OperationalInsights/workspaces"), "id")));
    }

    private static IReadOnlyList<string> Faults(IReadOnlyList<JsonNode> resources)
    {
        var diagnosed = resources.Where(resource => Snapshot.Text(resource, "type") == Type && HasMetrics(resource))
            .Select(resource => Snapshot.Text(resource, "id").Split($"/providers/{Type}")[0]).ToHashSet();
        return
        [
            .. resources.Where(resource => DiagnosedTypes.Diagnosed.Contains(Snapshot.Text(resource, "type")))
                .Where(resource => !diagnosed.Contains(Snapshot.Text(resource, "id")))
                .Select(resource => $"{Snapshot.Text(resource, "type")}: no diagnostic setting with metrics"),
            .. resources.Select(resource => Snapshot.Text(resource, "type")).Distinct()
                .Where(type => !DiagnosedTypes.Diagnosed.Contains(type) && !DiagnosedTypes.Undiagnosed.ContainsKey(type))
                .Select(type => $"{type}: decide in DiagnosedTypes whether it has diagnostic settings"),
        ];
    }

    private static bool HasMetrics(JsonNode setting) =>
        setting["properties"]!["metrics"]!.AsArray().Any(metric => metric!["enabled"]!.GetValue<bool>())
        && Snapshot.Text(setting["properties"]!, "workspaceId") is var workspace
        && (workspace.Contains("/workspaces/", StringComparison.Ordinal) || workspace.EndsWith(".outputs.workspaceId.value]", StringComparison.Ordinal));

    private static IEnumerable<string> EnabledLogs(Snapshot snapshot) => snapshot.Of(Type)
        .Where(setting => setting["properties"]!["logs"]?.AsArray().Any(log => log!["enabled"]!.GetValue<bool>()) == true)
        .Select(setting => Snapshot.Text(setting, "id"));
}
