using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;

namespace FailureFunctions.Failures.Storage;

/// <summary>The storage account of the setting <c>FailureTables</c>.</summary>
public static class FailureTables
{
    /// <summary>The connection's name.</summary>
    public const string Connection = "FailureTables";

    /// <summary>The setting with the address, for identities: such as <c>https://account.table.core.windows.net</c>.</summary>
    public const string Address = "tableServiceUri";

    /// <summary>Makes a client of the account.</summary>
    /// <param name="configuration">The app's configuration.</param>
    /// <returns>The client.</returns>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The setting is missing or cannot be used.</exception>
    public static TableServiceClient Create(IConfiguration configuration)
    {
        // Short, because the sender waits: what does not get through within Recording.RecordingLimits is answered so.
        var options = new TableClientOptions { RetryPolicy = TableRetryPolicy.Create() };
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(2);
        return Create(configuration, options);
    }

    /// <summary>Makes a client of the account, with retries and time limits of its own.</summary>
    /// <param name="configuration">The app's configuration.</param>
    /// <param name="options">Retries and time limits.</param>
    /// <returns>The client.</returns>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The setting is missing or cannot be used.</exception>
    internal static TableServiceClient Create(IConfiguration configuration, TableClientOptions options) =>
        ConnectionSetting.Read(configuration, Connection, Address).Client(setting => setting.ConnectionString is { } text
            ? new TableServiceClient(text, options)
            : new TableServiceClient(new Uri(setting.Address!, UriKind.Absolute), setting.Credential(), options));
}
