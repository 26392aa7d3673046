namespace FailureFunctions.Infra.Tests;

/// <summary>Every type of resource that the templates make: whether its metrics (with platformMetrics) and logs are kept, or why not.</summary>
internal static class DiagnosedTypes
{
    /// <summary>Types whose resources have diagnostic settings.</summary>
    public static IReadOnlySet<string> Diagnosed { get; } = new HashSet<string>
    {
        "Microsoft.Network/publicIPAddresses",
        "Microsoft.Network/virtualNetworks",
        "Microsoft.OperationalInsights/workspaces",
        "Microsoft.ServiceBus/namespaces",
        "Microsoft.Storage/storageAccounts",
        "Microsoft.Storage/storageAccounts/blobServices",
        "Microsoft.Storage/storageAccounts/tableServices",
        "Microsoft.Web/sites",
    };

    /// <summary>Types whose resources have none, each with its reason.</summary>
    public static IReadOnlyDictionary<string, string> Undiagnosed { get; } = new Dictionary<string, string>
    {
        ["Microsoft.Authorization/locks"] = "has none: the activity log tells who removed it",
        ["Microsoft.Authorization/roleAssignments"] = "has none: the activity log tells who assigned what",
        ["Microsoft.Insights/actionGroups"] = "has none: the activity log tells what it sent",
        ["Microsoft.Insights/components"] = "its telemetry is in the workspace already; a setting would store it twice",
        ["Microsoft.Insights/diagnosticSettings"] = "is one",
        ["Microsoft.Insights/metricAlerts"] = "has none: Azure Monitor keeps what fired",
        ["Microsoft.Insights/scheduledQueryRules"] = "has metrics only, kept by Azure Monitor",
        ["Microsoft.Insights/webtests"] = "its results are in Application Insights",
        ["Microsoft.Insights/workbooks"] = "has none: it shows what others keep",
        ["Microsoft.ManagedIdentity/userAssignedIdentities"] = "has none: the sign-in log tells who used it",
        ["Microsoft.Network/natGateways"] = "has metrics only, kept by Azure Monitor",
        ["Microsoft.Network/privateDnsZones"] = "has metrics only, kept by Azure Monitor",
        ["Microsoft.Network/privateDnsZones/virtualNetworkLinks"] = "part of the zone",
        ["Microsoft.Network/privateEndpoints"] = "has metrics only, kept by Azure Monitor",
        ["Microsoft.Network/privateEndpoints/privateDnsZoneGroups"] = "part of the endpoint",
        ["Microsoft.Resources/resourceGroups"] = "has none: the activity log tells who did what",
        ["Microsoft.ServiceBus/namespaces/topics"] = "part of the namespace",
        ["Microsoft.ServiceBus/namespaces/topics/subscriptions"] = "part of the namespace",
        ["Microsoft.ServiceBus/namespaces/topics/subscriptions/rules"] = "part of the namespace",
        ["Microsoft.Storage/storageAccounts/blobServices/containers"] = "part of the blob service",
        ["Microsoft.Storage/storageAccounts/tableServices/tables"] = "part of the table service",
        ["Microsoft.Web/serverfarms"] = "an FC1 plan has no instances of its own: the app has the figures",
        ["Microsoft.Web/sites/basicPublishingCredentialsPolicies"] = "part of the app",
        ["Microsoft.Web/sites/config"] = "part of the app",
    };
}
