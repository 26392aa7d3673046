using FailureFunctions.Infra.Tests.Bicep;

namespace FailureFunctions.Infra.Tests.Security;

/// <summary>Everything is reached with identities and over TLS 1.2 or newer.</summary>
internal sealed class SecurityTests
{
    [Test]
    public void There_are_no_shared_keys() => Assert.That(SharedKeys.Faults(Templates.Main.Template!), Is.Empty);

    [Test]
    public void A_template_that_uses_a_shared_key_is_found()
    {
        Assert.That(Templates.Broken["shared-key"].Diagnostics, Is.Empty, "It is to pass the linter.");
        Assert.That(SharedKeys.Faults(Templates.Broken["shared-key"].Template!), Has.Exactly(1).Contains("allowSharedKeyAccess is true")
            .And.Exactly(1).Contains("disableLocalAuth is not set")
            .And.Exactly(1).StartsWith("a key in: ").And.Exactly(3).Items);
    }

    [TestCaseSource(nameof(SnapshotNames))]
    public void Nothing_is_reached_without_encryption(string name)
    {
        var snapshot = Of(name);
        var account = snapshot.Single("Microsoft.Storage/storageAccounts")["properties"]!;
        var app = snapshot.Single("Microsoft.Web/sites")["properties"]!;

        Assert.Multiple(() =>
        {
            Assert.That(Snapshot.Text(account, "minimumTlsVersion"), Is.EqualTo("TLS1_2"));
            Assert.That(account["supportsHttpsTrafficOnly"]!.GetValue<bool>(), Is.True);
            Assert.That(Snapshot.Text(snapshot.Single("Microsoft.ServiceBus/namespaces")["properties"]!, "minimumTlsVersion"), Is.EqualTo("1.2"));
            Assert.That(app["httpsOnly"]!.GetValue<bool>(), Is.True);
            Assert.That(Snapshot.Text(app["siteConfig"]!, "minTlsVersion"), Is.EqualTo("1.2"));
        });
    }

    [TestCaseSource(nameof(SnapshotNames))]
    public void No_blob_is_public(string name)
    {
        var snapshot = Of(name);

        Assert.That(snapshot.Single("Microsoft.Storage/storageAccounts")["properties"]!["allowBlobPublicAccess"]!.GetValue<bool>(), Is.False);
        Assert.That(
            snapshot.Of("Microsoft.Storage/storageAccounts/blobServices/containers").Select(item => Snapshot.Text(item["properties"]!, "publicAccess")),
            Is.EqualTo(new[] { "None" }));
    }

    [Test]
    public void With_private_networking_storage_and_bus_are_closed_to_public_networks()
    {
        string[] closed = ["Microsoft.Storage/storageAccounts", "Microsoft.ServiceBus/namespaces"];

        Assert.That(closed.Select(type => Snapshot.Text(Templates.Everything.Single(type)["properties"]!, "publicNetworkAccess")), Has.All.EqualTo("Disabled"));
        Assert.That(
            Templates.Everything.Of("Microsoft.Network/privateEndpoints").Select(endpoint =>
                endpoint["properties"]!["privateLinkServiceConnections"]![0]!["properties"]!["groupIds"]![0]!.GetValue<string>()),
            Is.EquivalentTo(new[] { "blob", "table", "namespace" }));
        Assert.That(Templates.Everything.Of("Microsoft.Network/privateDnsZones"), Has.Count.EqualTo(3));
        Assert.That(Templates.Everything.Of("Microsoft.Network/privateDnsZones/virtualNetworkLinks"), Has.Count.EqualTo(3));
        Assert.That(Snapshot.Text(Templates.Everything.Single("Microsoft.Web/sites")["properties"]!, "virtualNetworkSubnetId"), Is.Not.Empty);
    }

    [Test]
    public void The_subnet_of_the_app_is_handed_to_Flex_Consumption_and_has_a_way_out()
    {
        var subnets = Templates.Everything.Single("Microsoft.Network/virtualNetworks")["properties"]!["subnets"]!.AsArray();
        var app = subnets.Single(subnet => Snapshot.Text(subnet!, "name") == "app")!["properties"]!;

        Assert.That(Snapshot.Text(app["delegations"]![0]!["properties"]!, "serviceName"), Is.EqualTo("Microsoft.App/environments"));
        Assert.That(app["natGateway"], Is.Not.Null);
        Assert.That(subnets.Select(subnet => Snapshot.Text(subnet!["properties"]!, "addressPrefix")), Is.EqualTo(new[] { "10.60.0.0/26", "10.60.0.64/26" }));
    }

    [Test]
    public void Without_private_networking_there_is_no_network() =>
        Assert.That(Templates.First.Resources.Where(resource => Snapshot.Text(resource, "type").StartsWith("Microsoft.Network/", StringComparison.Ordinal)), Is.Empty);

    private static IEnumerable<string> SnapshotNames() => ["first", "everything"];

    private static Snapshot Of(string name) => name == "first" ? Templates.First : Templates.Everything;
}
