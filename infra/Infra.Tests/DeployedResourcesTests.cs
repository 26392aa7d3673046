using System.Reflection;
using System.Text.Json.Nodes;
using FailureFunctions.Functions;
using FailureFunctions.Infra.Tests.Bicep;
using FailureFunctions.Tables;
using Microsoft.Azure.Functions.Worker;

namespace FailureFunctions.Infra.Tests;

/// <summary>What is deployed is what the app expects: its tables, its runtime, its URL.</summary>
internal sealed class DeployedResourcesTests
{
    /// <summary>The tables that the app names.</summary>
    public static IReadOnlyList<string> AppTables { get; } =
        [.. typeof(TableNames).GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!)];

    [Test]
    public void The_tables_are_those_of_the_app() => Assert.That(
        Templates.First.Of("Microsoft.Storage/storageAccounts/tableServices/tables").Select(table => Snapshot.Text(table, "name").Split('/')[^1]),
        Is.EquivalentTo(AppTables));

    [Test]
    public void The_runtime_is_that_of_the_app()
    {
        var config = Templates.First.Single("Microsoft.Web/sites")["properties"]!["functionAppConfig"]!;
        var framework = new Version(typeof(AppServices).Assembly.GetCustomAttribute<System.Runtime.Versioning.TargetFrameworkAttribute>()!
            .FrameworkName.Split("Version=v")[1]);

        Assert.That(Snapshot.Text(config["runtime"]!, "name"), Is.EqualTo("dotnet-isolated"));
        Assert.That(Snapshot.Text(config["runtime"]!, "version"), Is.EqualTo(framework.ToString()));
        Assert.That(Snapshot.Text(Templates.First.Single("Microsoft.Web/serverfarms")["sku"]!, "name"), Is.EqualTo("FC1"));
    }

    [Test]
    public void The_package_is_deployed_with_the_identity_to_the_container_that_is_made()
    {
        var storage = Templates.Everything.Single("Microsoft.Web/sites")["properties"]!["functionAppConfig"]!["deployment"]!["storage"]!;
        var container = Templates.Everything.Single("Microsoft.Storage/storageAccounts/blobServices/containers");

        Assert.That(Snapshot.Text(storage["authentication"]!, "type"), Is.EqualTo("UserAssignedIdentity"));
        Assert.That(Snapshot.Text(storage, "value"), Does.EndWith($"'{Snapshot.Text(container, "name").Split('/')[^1]}')]"));
    }

    [Test]
    public void Scale_and_memory_are_as_asked_for()
    {
        var scale = Templates.Everything.Single("Microsoft.Web/sites")["properties"]!["functionAppConfig"]!["scaleAndConcurrency"]!;

        Assert.That(scale.ToJsonString(), Is.EqualTo(
            """{"instanceMemoryMB":4096,"maximumInstanceCount":1000,"alwaysReady":[{"name":"http","instanceCount":2}],"triggers":{"http":{"perInstanceConcurrency":16}}}"""));
    }

    [TestCase("Recreate")]
    [TestCase("RollingUpdate")]
    public void Instances_are_replaced_as_asked_for(string strategy)
    {
        var snapshot = strategy == "Recreate" ? Templates.First : Templates.Everything;

        Assert.That(
            Snapshot.Text(snapshot.Single("Microsoft.Web/sites")["properties"]!["functionAppConfig"]!["siteUpdateStrategy"]!, "type"), Is.EqualTo(strategy));
    }

    [Test]
    public void The_app_can_have_a_certificate_for_a_domain_of_its_own([Values(false, true)] bool everything)
    {
        var snapshot = everything ? Templates.Everything : Templates.First;
        Assert.That((bool?)snapshot.Single("Microsoft.Web/sites")["properties"]!["siteScopedCertificatesEnabled"], Is.True);
    }

    [Test]
    public void The_webhook_has_the_path_of_the_function_and_the_host_that_the_app_expects()
    {
        var app = Templates.Main.Template!["resources"]!["functionApp"]!["properties"]!["template"]!;
        var route = typeof(ReceiveFailure).GetMethods().SelectMany(method => method.GetParameters())
            .Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).Single(trigger => trigger is not null)!.Route;
        var prefix = JsonNode.Parse(Repository.Read("host.json"))!["extensions"]!["http"]!["routePrefix"]!.GetValue<string>();
        var url = Snapshot.Text(app["outputs"]!["webhookUrl"]!, "value");
        var settings = Snapshot.Text(app["resources"]!["appSettings"]!, "properties");
        const string Host = "if(empty(parameters('webhookHostName')), reference('app').defaultHostName, parameters('webhookHostName'))";

        Assert.That(Snapshot.Text(app["variables"]!, "$fxv#0"), Is.EqualTo(prefix));
        Assert.That(Snapshot.Text(app["variables"]!, "routePrefix"), Is.EqualTo("[variables('$fxv#0')]"));
        Assert.That(Snapshot.Text(app["variables"]!, "webhookPath"), Is.EqualTo($"[format('{{0}}/{route}', variables('routePrefix'))]"));
        Assert.That(url, Is.EqualTo($"[format('https://{{0}}/{{1}}', {Host}, variables('webhookPath'))]"));
        Assert.That(settings, Does.Contain($"'Copernica__Hosts', {Host},"));
    }

    [Test]
    public void No_output_holds_a_key() => Assert.That(
        Templates.Main.Template!["outputs"]!.AsObject().Select(output => output.Key),
        Is.SupersetOf(new[] { "WEBHOOK_URL", "FUNCTION_APP_NAME", "AZURE_RESOURCE_GROUP" }).And.None.Contains("KEY").And.None.Contains("SECRET"));
}
