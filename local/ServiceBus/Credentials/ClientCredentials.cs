using Azure.Core;

namespace Azure.Messaging.ServiceBus.Credentials;

/// <summary>What a client is given to prove itself with.</summary>
internal static class ClientCredentials
{
    /// <exception cref="ArgumentException">The connection string has neither a key nor a signature.</exception>
    public static IBusCredential From(ServiceBusConnectionStringProperties properties, TimeProvider time)
    {
        if (properties.SharedAccessSignature is { } signature) return new SharedSignatureCredential(() => signature);
        if (properties is { SharedAccessKeyName: { } name, SharedAccessKey: { } key }) return new SharedKeyCredential(() => (name, key), time);
        throw new ArgumentException("The connection string needs SharedAccessKeyName and SharedAccessKey, or SharedAccessSignature.");
    }

    public static IBusCredential From(TokenCredential credential)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return new EntraCredential(credential);
    }

    public static IBusCredential From(AzureSasCredential credential)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return new SharedSignatureCredential(() => credential.Signature);
    }

    public static IBusCredential From(AzureNamedKeyCredential credential, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return new SharedKeyCredential(
            () =>
            {
                var (name, key) = credential;
                return (name, key);
            },
            time);
    }
}
