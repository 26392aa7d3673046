using Azure.Core;

namespace Azure.Messaging.ServiceBus.Tests.Support;

internal sealed class FakeTokenCredential(Func<AccessToken> token) : TokenCredential
{
    public List<string> Scopes { get; } = [];

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        => throw new NotSupportedException("The client asks asynchronously.");

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        lock (Scopes) Scopes.AddRange(requestContext.Scopes);
        return new ValueTask<AccessToken>(token());
    }
}
