namespace FailureFunctions.Infra.Tests.Settings;

/// <summary>Settings that need not stand on both sides, each with its reason.</summary>
internal static class KnownSettings
{
    /// <summary>What the template gives and the app does not itself read.</summary>
    public static IReadOnlyDictionary<string, string> ReadByOthers { get; } = new Dictionary<string, string>
    {
        ["AzureFunctionsJobHost__logging__logLevel__Function"] = "the Functions host: no line for the start and the end of every call",
        ["AzureWebJobsStorage__blobServiceUri"] = "the Functions host: keys, leases of timers",
        ["AzureWebJobsStorage__credential"] = "the Functions host: by the identity",
        ["AzureWebJobsStorage__clientId"] = "the Functions host: by which identity",
        ["WEBSITE_USE_PLACEHOLDER_DOTNETISOLATED"] = "the platform: no prepared worker, the workaround for SIGSEGV at start",
        ["OTEL_TRACES_SAMPLER"] = "the Azure Monitor exporter of app and host",
        ["OTEL_TRACES_SAMPLER_ARG"] = "likewise",
    };

    /// <summary>What the app reads and the template deliberately does not give.</summary>
    public static IReadOnlyDictionary<string, string> NotGiven { get; } = new Dictionary<string, string>
    {
        ["FailureTables"] = "a connection string holds a key; the identity is used",
        ["FailureBus"] = "a connection string holds a key; the identity is used",
        ["Copernica__TrustedKeys"] = "for tests: whoever has the key gets in; set by hand and taken away again (docs/connect-copernica.md)",
        ["Copernica__KeyDomain"] = "for tests: whoever owns the domain gets in",
        ["Copernica__KeepNotices"] = "for looking into what comes back, for a while",
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "for a collector of one's own; telemetry goes to Application Insights",
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "likewise",
        ["OTEL_EXPORTER_OTLP_HEADERS"] = "likewise",
        ["OTEL_EXPORTER_OTLP_TIMEOUT"] = "likewise",
        ["Logging__LogLevel"] = "for a diagnosis; the defaults are fine",
        ["WEBSITE_INSTANCE_ID"] = "Azure sets it",
    };

    /// <summary>What Flex Consumption has in its <c>functionAppConfig</c> or does itself, and takes no setting for.</summary>
    public static IReadOnlyList<string> NotOnFlexConsumption { get; } =
    [
        "ENABLE_ORYX_BUILD", "FUNCTIONS_EXTENSION_VERSION", "FUNCTIONS_MAX_HTTP_CONCURRENCY", "FUNCTIONS_WORKER_PROCESS_COUNT",
        "FUNCTIONS_WORKER_RUNTIME", "FUNCTIONS_WORKER_RUNTIME_VERSION", "SCM_DO_BUILD_DURING_DEPLOYMENT", "TZ",
        "WEBSITE_CONTENTAZUREFILECONNECTIONSTRING", "WEBSITE_CONTENTOVERVNET", "WEBSITE_CONTENTSHARE", "WEBSITE_DNS_SERVER",
        "WEBSITE_MAX_DYNAMIC_APPLICATION_SCALE_OUT", "WEBSITE_NODE_DEFAULT_VERSION", "WEBSITE_RUN_FROM_PACKAGE",
        "WEBSITE_SKIP_CONTENTSHARE_VALIDATION", "WEBSITE_TIME_ZONE", "WEBSITE_USE_PLACEHOLDER", "WEBSITE_VNET_ROUTE_ALL",
        "WEBSITES_CONTAINER_START_TIME_LIMIT",
    ];
}
