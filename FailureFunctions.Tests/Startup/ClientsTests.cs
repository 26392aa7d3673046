using System.Net;
using System.Net.Sockets;
using Azure;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Messaging.ServiceBus;
using FailureFunctions.Configuration;
using FailureFunctions.Dependencies;
using FailureFunctions.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FailureFunctions.Tests.Startup;

/// <summary>The clients of Azure's services: how they are made from settings, and when they end.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class ClientsTests
{
    private const string ClientId = "11111111-2222-3333-4444-555555555555";

    [Test]
    public async Task The_bus_client_is_disposed_with_the_app()
    {
        var host = App.Build(WorkerProcess.Settings);
        var client = host.Services.GetRequiredService<ServiceBusClient>();

        await ((IAsyncDisposable)host).DisposeAsync();

        Assert.That(client.IsClosed, Is.True);
    }

    [Test]
    public async Task Making_the_clients_calls_nobody()
    {
        using var silent = new SilentServer();
        var host = App.Build(silent.Settings());

        _ = host.Services.GetRequiredService<ServiceBusClient>().CreateSender("email-failures");
        _ = host.Services.GetRequiredService<TableServiceClient>().GetTableClient("Failures");
        _ = host.Services.GetRequiredService<MaintenanceTables>();

        // The first to call is the test itself.
        using var control = new TcpClient();
        await control.ConnectAsync(silent.EndPoint);
        using var first = await silent.AcceptAsync();
        Assert.That(((IPEndPoint)first.Client.RemoteEndPoint!).Port, Is.EqualTo(((IPEndPoint)control.Client.LocalEndPoint!).Port));
        await ((IAsyncDisposable)host).DisposeAsync();
    }

    [Test]
    public async Task Addresses_of_services_reach_the_clients()
    {
        var settings = WorkerProcess.Settings;
        settings["FailureTables"] = " ";
        settings["FailureTables__tableServiceUri"] = "https://account.table.core.windows.net";
        settings["FailureTables__credential"] = "managedidentity";
        settings["FailureTables__clientId"] = ClientId;
        settings["FailureBus"] = null;
        settings["FailureBus__fullyQualifiedNamespace"] = "name.servicebus.windows.net";
        var host = App.Build(settings);

        Assert.That(host.Services.GetRequiredService<ServiceBusClient>().FullyQualifiedNamespace, Is.EqualTo("name.servicebus.windows.net"));
        Assert.That(host.Services.GetRequiredService<TableServiceClient>().AccountName, Is.EqualTo("account"));
        Assert.That(host.Services.GetRequiredService<MaintenanceTables>().Service.AccountName, Is.EqualTo("account"));
        await ((IAsyncDisposable)host).DisposeAsync();
    }

    [TestCase("managedidentity", ClientId, typeof(ManagedIdentityCredential))]
    [TestCase("ManagedIdentity", null, typeof(ManagedIdentityCredential))]
    [TestCase(null, ClientId, typeof(DefaultAzureCredential))]
    [TestCase("", "", typeof(DefaultAzureCredential))]
    public void The_identity_is_the_managed_one_or_whatever_the_machine_has(string? credential, string? clientId, Type expected)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["FailureBus:fullyQualifiedNamespace"] = "name.servicebus.windows.net",
            ["FailureBus:credential"] = credential,
            ["FailureBus:clientId"] = clientId,
        }).Build();
        var options = new BusConnection();
        new Settings<BusConnection>(configuration, FailureBus.Connection).Configure(options);

        Assert.That(options.Identity(), Is.TypeOf(expected));
    }

    [Test]
    public async Task What_the_clients_log_stays_out_of_the_log_since_it_holds_keys_of_rows()
    {
        var log = new RecordedLog();
        var host = App.Build(WorkerProcess.Settings, log: log);

        Assert.That(
            async () => await host.Services.GetRequiredService<TableServiceClient>().GetTableClient("Failures").GetEntityAsync<TableEntity>("john@example.com", "row"),
            Throws.InstanceOf<RequestFailedException>().Or.InstanceOf<AggregateException>());

        Assert.That(log.Records.Where(record => record.Category.StartsWith("Azure", StringComparison.Ordinal)), Is.Empty);
        Assert.That(log.Records.Where(record => record.Text.Contains("john", StringComparison.Ordinal)), Is.Empty);
        await ((IAsyncDisposable)host).DisposeAsync();
    }
}
