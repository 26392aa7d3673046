using Amqp;
using Amqp.Framing;

namespace FailureFunctions.Local.ServiceBusEmulator.Service;

/// <summary>The <c>$cbs</c> node of one connection: takes the tokens that say what the connection may use (AMQP claims-based security).</summary>
internal sealed class CbsNode(SharedAccess sharedAccess, TimeProvider timeProvider)
{
    private const string SasType = "servicebus.windows.net:sastoken";
    private const string JwtType = "jwt";
    private readonly Dictionary<EntityAddress, DateTimeOffset> _grants = [];

    public bool Allows(EntityAddress address)
    {
        var now = timeProvider.GetUtcNow();
        return _grants.Any(grant => grant.Value > now && address.IsWithin(grant.Key));
    }

    public Message Answer(Request request)
    {
        var (code, description) = PutToken(request);
        return new Message { ApplicationProperties = new ApplicationProperties { ["status-code"] = code, ["status-description"] = description } };
    }

    private (int Code, string Description) PutToken(Request request)
    {
        if (request.Operation != "put-token")
            return (400, $"The operation '{request.Operation}' is not known; put-token is.");
        if (request.Text("name") is not { } name || request.Body is not string token)
            return (400, "A put-token request needs the property 'name' and a token as its body.");

        var audience = EntityAddress.Parse(name);
        switch (request.Text("type"))
        {
            case SasType:
                var (expires, fault) = sharedAccess.Verify(token, audience, timeProvider.GetUtcNow());
                if (expires is not { } end)
                    return (401, fault!);

                _grants[audience] = end;
                return (202, "Accepted");
            case JwtType when token.Length > 0:
                // There is no authority here that could verify a token: every token is accepted.
                _grants[audience] = DateTimeOffset.MaxValue;
                return (202, "Accepted");
            case var type:
                return (400, $"The token type '{type}' is not known; {SasType} and {JwtType} are.");
        }
    }
}
