namespace Azure.Messaging.ServiceBus.Tests.Support;

internal static class Clients
{
    public static string ConnectionString(int port)
        => $"Endpoint=sb://127.0.0.1:{port};SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=SAS_KEY_VALUE;UseDevelopmentEmulator=true";

    /// <summary>Retries quickly, so that tests do not wait.</summary>
    public static ServiceBusClientOptions Options(int maxRetries = 3, TimeSpan? tryTimeout = null) => new()
    {
        RetryOptions = new ServiceBusRetryOptions
        {
            Mode = ServiceBusRetryMode.Fixed,
            Delay = TimeSpan.FromMilliseconds(20),
            MaxRetries = maxRetries,
            TryTimeout = tryTimeout ?? TimeSpan.FromSeconds(20),
        },
    };

    public static ServiceBusClient Create(int port, ServiceBusClientOptions? options = null) => new(ConnectionString(port), options ?? Options());
}
