using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Identity;
using FailureFunctions.Configuration;
using FailureFunctions.Dependencies;
using FailureFunctions.Observability;
using Microsoft.Extensions.Azure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FailureFunctions.Tables;

/// <summary>The setting <c>FailureTables</c>.</summary>
internal sealed class TablesConnection() : ConnectionOptions(FailureTables.Connection, Key, "https://account.table.core.windows.net")
{
    private const string Key = "tableServiceUri";

    [ConfigurationKeyName(Key)]
    public override string? Address { get; set; }

    public TableServiceClient Create(TableClientOptions options) => ConnectionString is { } text
        ? new TableServiceClient(text, options)
        : new TableServiceClient(new Uri(Address!, UriKind.Absolute), Identity(), options);

    protected override string? TryClient()
    {
        _ = Create(new TableClientOptions());
        // Only the first request would find out: a token is sent over HTTPS only, and a shared access signature is not used.
        return Address is null || new Uri(Address) is { Scheme: "https", Query: "" } ? null : throw new FormatException();
    }
}

/// <summary>The storage account with longer time limits, for work that nobody waits for.</summary>
internal sealed record MaintenanceTables(TableServiceClient Service);

/// <summary>The storage account for those who make many calls at once, each of which waits for the others: no notification waits for them.</summary>
internal sealed record BusyTables(TableServiceClient Service);

/// <summary>
/// The storage account: its clients, and whether it works. Every <see cref="CreatedTable"/> that a feature registers is created at
/// start and is part of the readiness check.
/// </summary>
internal static class FailureTables
{
    public const string Connection = "FailureTables";

    // The client's own retries included.
    private static readonly TimeSpan CheckLimit = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan TryLimit = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan BusyTryLimit = TimeSpan.FromSeconds(10);

    public static void AddFailureTables(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<TablesConnection>(configuration, Connection);
        services.SilenceClients();
        services.AddAzureClients(clients =>
        {
            clients.AddClient<TableServiceClient, TableClientOptions>(Create).ConfigureOptions(KeepShort);
            clients.AddClient<TableServiceClient, TableClientOptions>(Create).WithName(nameof(MaintenanceTables)).ConfigureOptions(AllowTime);
            clients.AddClient<TableServiceClient, TableClientOptions>(Create).WithName(nameof(BusyTables)).ConfigureOptions(AllowMany);
        });
        services.AddSingleton(provider => new MaintenanceTables(
            provider.GetRequiredService<IAzureClientFactory<TableServiceClient>>().CreateClient(nameof(MaintenanceTables))));
        services.AddSingleton(provider => new BusyTables(
            provider.GetRequiredService<IAzureClientFactory<TableServiceClient>>().CreateClient(nameof(BusyTables))));
        services.AddSingleton<TablePasses>();
        services.AddSingleton<IErasableTable>(provider => provider.GetRequiredService<TablePasses>());
        services.AddSingleton(provider => new PreparationStep(
            "tables",
            token => Task.WhenAll(provider.GetServices<CreatedTable>().Select(table => table.GetAsync(token).AsTask())),
            HintOf));
        services.AddDependencyCheck("tables", CheckLimit, provider => provider.GetServices<CreatedTable>().Select(Probe), HintOf);
    }

    private static TableServiceClient Create(TableClientOptions options, IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<TablesConnection>>().Value.Create(options);

    // Short, because the sender waits.
    internal static void KeepShort(TableClientOptions options)
    {
        options.RetryPolicy = new ShortRetryPolicy();
        options.Retry.NetworkTimeout = TryLimit;
    }

    /// <summary>What to fix, by what a call threw.</summary>
    internal static string HintOf(Exception exception) => Cause(exception) switch
    {
        TimeoutException or RequestFailedException { Status: 0 or 408 } =>
            "no answer. Check that the app reaches the storage account (network, private endpoint), and check the setting FailureTables.",
        RequestFailedException { Status: 401 or 403 } =>
            "access is refused. Give the app's identity the role Storage Table Data Contributor, let its network through the "
            + "account's firewall, or fix the key in the setting FailureTables.",
        RequestFailedException { Status: 404 } =>
            "there is no such table. Deploy it, or give the app's identity the role Storage Table Data Contributor, which may create it.",
        RequestFailedException { Status: var status } =>
            $"answered with status {status}. Usually temporary. If it persists, check the account's health in the portal.",
        AuthenticationFailedException =>
            "the app's identity cannot get a token. Check that it is assigned to the app, and check the settings FailureTables__credential and FailureTables__clientId.",
        var other => $"cannot be read ({Fault.TypeOf(other)}). Check the setting FailureTables.",
    };

    // After its last retry the client throws the exceptions of all tries together.
    private static Exception Cause(Exception exception) =>
        exception is AggregateException { InnerExceptions: [.., var last] } ? last : exception;

    // Reads a row that does not exist, by its keys. The role Storage Table Data Contributor is enough.
    private static Probe Probe(CreatedTable created) => new(
        token => created.CallAsync(
            table => table.QueryAsync<TableEntity>("PartitionKey eq ' ' and RowKey eq ' '", 1, RowSweep.Keys, token)
                .FirstOrDefaultAsync(token).AsTask(),
            token),
        created.Name);

    private static void AllowMany(TableClientOptions options)
    {
        KeepShort(options);
        options.Retry.NetworkTimeout = BusyTryLimit;
    }

    // A page of a scan takes up to five seconds, and a busy account is given time.
    private static void AllowTime(TableClientOptions options)
    {
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.MaxRetries = 5;
        options.Retry.Delay = TimeSpan.FromSeconds(1);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(20);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(15);
    }

    /// <summary>
    /// Three retries after 100 ms, doubled each time, or after as long as the service asks for (<c>Retry-After</c>). A pause
    /// that ends too late for the call ends the call at once: waiting would only keep the sender.
    /// </summary>
    private sealed class ShortRetryPolicy() : RetryPolicy(maxRetries: 3, Delays)
    {
        private static readonly DelayStrategy Delays =
            DelayStrategy.CreateExponentialDelayStrategy(TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(800));

        protected override bool ShouldRetry(HttpMessage message, Exception? exception) =>
            IsInTime(message) && base.ShouldRetry(message, exception);

        protected override async ValueTask<bool> ShouldRetryAsync(HttpMessage message, Exception? exception) =>
            IsInTime(message) && await base.ShouldRetryAsync(message, exception);

        private static bool IsInTime(HttpMessage message) =>
            !message.HasResponse || Delays.GetNextDelay(message.Response, retryNumber: 1) < TryLimit;
    }
}
