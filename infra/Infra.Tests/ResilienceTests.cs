using System.Text.Json.Nodes;
using FailureFunctions.Infra.Tests.Bicep;

namespace FailureFunctions.Infra.Tests;

/// <summary>What makes a deployment stand failures of Azure and of people, each only where it is asked for.</summary>
internal sealed class ResilienceTests
{
    private const string Accounts = "Microsoft.Storage/storageAccounts";
    private const string Apps = "Microsoft.Web/sites";
    private const string Locks = "Microsoft.Authorization/locks";

    [Test]
    public void Zones_hold_plan_and_storage()
    {
        Assert.That(Templates.Resilient.Single("Microsoft.Web/serverfarms")["properties"]!["zoneRedundant"]!.GetValue<bool>(), Is.True);
        Assert.That(Templates.Resilient.Of(Accounts).Select(account => Snapshot.Text(account["sku"]!, "name")), Has.All.EqualTo("Standard_ZRS"));
        Assert.That(Templates.First.Single("Microsoft.Web/serverfarms")["properties"]!["zoneRedundant"]!.GetValue<bool>(), Is.False);
    }

    [Test]
    public void The_host_has_an_account_of_its_own_and_may_not_touch_blobs_of_the_other()
    {
        var tables = Templates.Resilient.Of($"{Accounts}/tableServices/tables").Select(AccountOf).Distinct().Single();
        var package = Templates.Resilient.Of($"{Accounts}/blobServices/containers").Select(AccountOf).Single();
        var blobs = Templates.Resilient.Of("Microsoft.Authorization/roleAssignments")
            .Where(role => Snapshot.Text(role["properties"]!, "roleDefinitionId").EndsWith("b7e6dc6d-f1e8-4753-8033-0f276bb0955b", StringComparison.Ordinal));

        Assert.That(package, Is.Not.EqualTo(tables));
        Assert.That(blobs.Select(role => Snapshot.Text(role, "id")), Has.One.Items.And.All.Contains($"/{package}/"));
        Assert.That(Templates.Resilient.AppSettings()["AzureWebJobsStorage__blobServiceUri"], Does.Contain(package));
        Assert.That(Templates.Resilient.AppSettings()["FailureTables__tableServiceUri"], Does.Contain(tables));
        Assert.That(Snapshot.Text(Templates.Resilient.Single(Apps)["properties"]!["functionAppConfig"]!["deployment"]!["storage"]!, "value"), Does.Contain(package));
        Assert.That(Templates.First.Of(Accounts), Has.Count.EqualTo(1));
    }

    [Test]
    public void Storage_and_bus_cannot_be_deleted_by_mistake()
    {
        var kept = Templates.Resilient.Of(Accounts).Concat(Templates.Resilient.Of("Microsoft.ServiceBus/namespaces")).Select(resource => Snapshot.Text(resource, "id"));

        Assert.That(Templates.Resilient.Of(Locks).Select(item => Snapshot.Text(item, "id").Split($"/providers/{Locks}")[0]), Is.EquivalentTo(kept));
        Assert.That(Templates.Resilient.Of(Locks).Select(item => Snapshot.Text(item["properties"]!, "level")), Has.All.EqualTo("CanNotDelete"));
        Assert.That(Templates.First.Of(Locks), Is.Empty);
    }

    [Test]
    public void Deleted_blobs_can_be_brought_back_for_a_week()
    {
        var services = Templates.First.Of($"{Accounts}/blobServices").Concat(Templates.Resilient.Of($"{Accounts}/blobServices")).ToList();

        Assert.That(services, Has.Count.EqualTo(3));
        foreach (var policy in (string[])["deleteRetentionPolicy", "containerDeleteRetentionPolicy"])
            Assert.That(services.Select(service => service["properties"]![policy]!.ToJsonString()), Has.All.EqualTo("""{"enabled":true,"days":7}"""));
    }

    [Test]
    public void Without_restrictions_everybody_may_call()
    {
        var site = Templates.First.Single(Apps)["properties"]!["siteConfig"]!;

        Assert.That(Snapshot.Text(site, "ipSecurityRestrictionsDefaultAction"), Is.EqualTo("Allow"));
        Assert.That(site["ipSecurityRestrictions"]!.AsArray(), Is.Empty);
    }

    [Test]
    public void With_restrictions_only_they_and_the_availability_test_may_call()
    {
        var site = Templates.Resilient.Single(Apps)["properties"]!["siteConfig"]!;

        Assert.That(Snapshot.Text(site, "ipSecurityRestrictionsDefaultAction"), Is.EqualTo("Deny"));
        Assert.That(site["scmIpSecurityRestrictionsUseMain"]!.GetValue<bool>(), Is.False);
        Assert.That(
            site["ipSecurityRestrictions"]!.AsArray().Select(rule => (Snapshot.Text(rule!, "ipAddress"), Snapshot.Text(rule!, "tag"), Snapshot.Text(rule!, "action"))),
            Is.EqualTo(new[]
            {
                ("AzureFrontDoor.Backend", "ServiceTag", "Allow"),
                ("ApplicationInsightsAvailability", "ServiceTag", "Allow"),
                ("203.0.113.7/32", "Default", "Allow"),
            }));
        Assert.That(site["ipSecurityRestrictions"]!.AsArray().Select(rule => rule!["priority"]!.GetValue<int>()), Is.EqualTo(new[] { 100, 101, 102 }));
    }

    [Test]
    public void The_workaround_for_crashes_at_start_is_set_only_when_asked_for()
    {
        const string Setting = "WEBSITE_USE_PLACEHOLDER_DOTNETISOLATED";

        Assert.That(Templates.Resilient.AppSettings()[Setting], Is.EqualTo("0"));
        Assert.That(Templates.First.AppSettings().Keys, Does.Not.Contain(Setting));
    }

    [Test]
    public void An_instance_takes_as_many_calls_as_asked_for() => Assert.That(
        Templates.Resilient.Single(Apps)["properties"]!["functionAppConfig"]!["scaleAndConcurrency"]!["triggers"]!["http"]!["perInstanceConcurrency"]!.GetValue<int>(),
        Is.EqualTo(32));

    [Test]
    public void Private_endpoints_are_made_one_after_another_and_the_app_after_all()
    {
        var resources = Templates.Main.Template!["resources"]!;

        Assert.That(DependenciesOf(resources, "tableEndpoint"), Does.Contain("blobEndpoint"));
        Assert.That(DependenciesOf(resources, "busEndpoint"), Does.Contain("tableEndpoint"));
        Assert.That(DependenciesOf(resources, "functionApp"), Does.Contain("busEndpoint"));
    }

    private static IEnumerable<string> DependenciesOf(JsonNode resources, string module) =>
        resources[module]!["dependsOn"]!.AsArray().Select(dependency => dependency!.GetValue<string>());

    private static string AccountOf(JsonNode resource) => Snapshot.Text(resource, "name").Split('/')[0];
}
