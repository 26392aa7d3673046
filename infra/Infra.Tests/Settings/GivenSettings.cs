using FailureFunctions.Infra.Tests.Bicep;

namespace FailureFunctions.Infra.Tests.Settings;

/// <summary>The settings of a snapshot, with what only Azure knows filled in.</summary>
internal static class GivenSettings
{
    private const string ClientId = "11111111-2222-3333-4444-555555555555";

    private static readonly Dictionary<string, string> KnownToAzure = new()
    {
        ["AzureWebJobsStorage__blobServiceUri"] = "https://account.blob.core.windows.net",
        ["AzureWebJobsStorage__clientId"] = ClientId,
        ["FailureTables__tableServiceUri"] = "https://account.table.core.windows.net",
        ["FailureTables__clientId"] = ClientId,
        ["FailureBus__fullyQualifiedNamespace"] = "bus.servicebus.windows.net",
        ["FailureBus__clientId"] = ClientId,
        ["Copernica__Hosts"] = "func-failures.azurewebsites.net",
        ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = $"InstrumentationKey={ClientId};IngestionEndpoint=https://westeurope-5.in.applicationinsights.azure.com/",
        ["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"] = $"ClientId={ClientId};Authorization=AAD",
    };

    /// <summary>The settings as the app would see them.</summary>
    public static IReadOnlyDictionary<string, string> Of(Snapshot snapshot) => snapshot.AppSettings()
        .ToDictionary(setting => setting.Key, setting => setting.Value.StartsWith('[') ? KnownToAzure[setting.Key] : setting.Value);
}
