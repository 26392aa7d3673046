using Azure.Core;

namespace Azure.Messaging.ServiceBus.Credentials;

/// <summary>Uses tokens of Microsoft Entra ID.</summary>
internal sealed class EntraCredential(TokenCredential credential) : IBusCredential
{
    private static readonly string[] Scopes = ["https://servicebus.azure.net/.default"];

    public async ValueTask<BusToken> GetTokenAsync(string resource, CancellationToken cancellationToken)
    {
        var token = await credential.GetTokenAsync(new TokenRequestContext(Scopes), cancellationToken);
        return new BusToken(token.Token, BusToken.JsonWebTokenType, token.ExpiresOn);
    }
}
