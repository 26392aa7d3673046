namespace Azure.Messaging.ServiceBus.Wire;

/// <summary>Where the service listens.</summary>
internal sealed record BusEndpoint(string Host, int Port, bool UseTls)
{
    private const int TlsPort = 5671;
    private const int PlainPort = 5672;

    public static BusEndpoint FromConnectionString(ServiceBusConnectionStringProperties properties)
    {
        var endpoint = properties.Endpoint ?? throw new ArgumentException("The connection string has no Endpoint.");
        var useTls = !properties.UseDevelopmentEmulator;
        return new BusEndpoint(endpoint.Host, endpoint.Port > 0 ? endpoint.Port : useTls ? TlsPort : PlainPort, useTls);
    }

    public static BusEndpoint FromNamespace(string fullyQualifiedNamespace)
    {
        // An address that was pasted whole is understood too.
        var text = fullyQualifiedNamespace.Contains("://", StringComparison.Ordinal) ? fullyQualifiedNamespace : "sb://" + fullyQualifiedNamespace;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || Uri.CheckHostName(uri.Host) == UriHostNameType.Unknown)
        {
            throw new ArgumentException(
                $"'{fullyQualifiedNamespace}' is not a namespace. Expected: <name>.servicebus.windows.net",
                nameof(fullyQualifiedNamespace));
        }

        return new BusEndpoint(uri.Host, TlsPort, UseTls: true);
    }

    /// <summary>What a token is asked for: the address of the entity in the namespace.</summary>
    public string ResourceOf(string path) => $"sb://{Host}/{path}";
}
