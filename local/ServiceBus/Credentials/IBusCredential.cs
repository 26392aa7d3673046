namespace Azure.Messaging.ServiceBus.Credentials;

internal interface IBusCredential
{
    /// <summary>A token for the resource, <c>sb://host/entity</c>.</summary>
    ValueTask<BusToken> GetTokenAsync(string resource, CancellationToken cancellationToken);
}
