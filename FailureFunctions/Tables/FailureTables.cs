using Azure.Core;
using Azure.Data.Tables;
using FailureFunctions.Dependencies;
using Microsoft.Extensions.Azure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FailureFunctions.Tables;

/// <summary>The storage account of the setting <c>FailureTables</c>.</summary>
internal static class FailureTables
{
    public const string Connection = "FailureTables";

    /// <summary>The setting with the address, for identities: such as <c>https://account.table.core.windows.net</c>.</summary>
    public const string Address = "tableServiceUri";

    public static void AddFailureTables(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddConnection(configuration, Connection, Address, "https://account.table.core.windows.net", FaultOf);
        services.AddAzureClients(clients =>
        {
            clients.AddClient<TableServiceClient, TableClientOptions>(Connection, Create).ConfigureOptions(KeepShort);
            clients.AddClient<TableServiceClient, TableClientOptions>(Connection, Create)
                .WithName(nameof(MaintenanceTables)).ConfigureOptions(AllowTime);
        });
        services.AddSingleton(provider => new MaintenanceTables(
            provider.GetRequiredService<IAzureClientFactory<TableServiceClient>>().CreateClient(nameof(MaintenanceTables))));
    }

    // Short, because the sender waits: what does not get through within Recording.RecordingLimits is answered so.
    internal static void KeepShort(TableClientOptions options)
    {
        options.RetryPolicy = TableRetryPolicy.Create();
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(2);
    }

    // Nobody waits: a page of a scan takes up to five seconds, and a busy account is given time.
    private static void AllowTime(TableClientOptions options)
    {
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.MaxRetries = 5;
        options.Retry.Delay = TimeSpan.FromSeconds(1);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(20);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(15);
    }

    private static TableServiceClient Create(ConnectionOptions connection, TableClientOptions options) =>
        connection.ConnectionString is { } text
            ? new TableServiceClient(text, options)
            : new TableServiceClient(new Uri(connection.Address!, UriKind.Absolute), connection.Identity(), options);

    private static string? FaultOf(ConnectionOptions connection)
    {
        _ = Create(connection, new TableClientOptions());
        // Only the first request would find out: a token is sent over HTTPS only, and a shared access signature is not used.
        return connection.Address is null || new Uri(connection.Address) is { Scheme: "https", Query: "" }
            ? null
            : throw new FormatException();
    }
}
