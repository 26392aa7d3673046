using Azure.Core;
using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;

namespace FailureFunctions.Failures.Storage;

/// <summary>
/// The storage account of the setting <c>FailureTables</c>, for work that nobody waits for: a scan takes up to five
/// seconds a page, and a busy account is given time.
/// </summary>
/// <param name="Service">The storage account.</param>
public sealed record MaintenanceTables(TableServiceClient Service)
{
    /// <summary>Makes a client of the account.</summary>
    /// <param name="configuration">The app's configuration.</param>
    /// <returns>The client.</returns>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The setting is missing or cannot be used.</exception>
    public static MaintenanceTables Create(IConfiguration configuration)
    {
        var options = new TableClientOptions();
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.MaxRetries = 5;
        options.Retry.Delay = TimeSpan.FromSeconds(1);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(20);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(15);
        return new MaintenanceTables(FailureTables.Create(configuration, options));
    }
}
