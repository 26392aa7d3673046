using Amqp.Framing;
using FailureFunctions.Local.ServiceBusEmulator.Protocol;

namespace FailureFunctions.Local.ServiceBusEmulator.Service;

/// <summary>The <c>$cbs</c> node: takes the tokens by which a connection shows what it may use (AMQP claims-based security).</summary>
internal sealed class CbsNode(EntityAddress address, ConnectionAccess access, SharedAccess sharedAccess, TimeProvider timeProvider) : IIncomingNode
{
    private const string SasType = "servicebus.windows.net:sastoken";
    private const string JwtType = "jwt";

    public void OnMessage(IncomingLink link, IncomingDelivery delivery)
    {
        var request = Request.Read(link, delivery);
        if (request is null)
            return;

        link.Settle(delivery, new Accepted());
        var (code, description) = PutToken(request);
        var reply = request.Reply();
        reply.ApplicationProperties = new ApplicationProperties { ["status-code"] = code, ["status-description"] = description };
        ReplyNode.Send(link.Session, new EntityAddress(address.Path.ToUpperInvariant()), request.ReplyTo, reply);
    }

    public void OnDetached(IncomingLink link)
    {
        // What was granted stays with the connection.
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

                access.Grant(audience, end);
                return (202, "Accepted");
            case JwtType when token.Length > 0:
                // There is no authority here that could vouch for a token: whoever has one is let in.
                access.Grant(audience, DateTimeOffset.MaxValue);
                return (202, "Accepted");
            case var type:
                return (400, $"The token type '{type}' is not known; {SasType} and {JwtType} are.");
        }
    }
}
