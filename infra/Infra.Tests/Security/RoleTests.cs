using FailureFunctions.Infra.Tests.Bicep;
using FailureFunctions.Recording;
using FailureFunctions.Suppression;

namespace FailureFunctions.Infra.Tests.Security;

/// <summary>The app's identity may do what the app does, each on the narrowest resource, and nobody may do anything else.</summary>
internal sealed class RoleTests
{
    private const string StorageBlobDataOwner = "b7e6dc6d-f1e8-4753-8033-0f276bb0955b";
    private const string StorageTableDataContributor = "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3";
    private const string ServiceBusDataSender = "69a216fc-b8fb-44d8-bc22-1f3c2cd27a39";
    private const string ServiceBusDataReceiver = "4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0";
    private const string MonitoringMetricsPublisher = "3913510d-42f4-4e42-8a64-420c390055eb";

    [Test]
    public void A_first_deployment_assigns_exactly_these_roles() => AssertRoles(Templates.First);

    [Test]
    public void No_option_adds_a_role() => AssertRoles(Templates.Everything);

    private static void AssertRoles(Snapshot snapshot)
    {
        var account = $"storageAccounts/{Snapshot.Text(snapshot.Single("Microsoft.Storage/storageAccounts"), "name")}";
        var bus = $"namespaces/{Snapshot.Text(snapshot.Single("Microsoft.ServiceBus/namespaces"), "name")}";
        var insights = $"components/{Snapshot.Text(snapshot.Single("Microsoft.Insights/components"), "name")}";

        Assert.That(RoleAssignment.Of(snapshot), Is.EquivalentTo(
        [
            // The Functions host makes containers of its own, which is why it needs the account and not one container.
            new RoleAssignment(StorageBlobDataOwner, account, "identity"),
            .. DeployedResourcesTests.AppTables.Select(table =>
                new RoleAssignment(StorageTableDataContributor, $"{account}/tableServices/default/tables/{table}", "identity")),
            new RoleAssignment(ServiceBusDataSender, $"{bus}/topics/{FailureEvent.Topic}", "identity"),
            new RoleAssignment(ServiceBusDataSender, $"{bus}/topics/{SuppressionEvent.Topic}", "identity"),
            new RoleAssignment(ServiceBusDataReceiver, $"{bus}/topics/{FailureEvent.Topic}/subscriptions/{SuppressionSubscription.Name}", "identity"),
            new RoleAssignment(MonitoringMetricsPublisher, insights, "identity"),
        ]));
    }
}
