using Amqp;
using Amqp.Framing;
using Amqp.Listener;
using Amqp.Transactions;
using Amqp.Types;
using FailureFunctions.Local.ServiceBusEmulator.Broker;
using FailureFunctions.Local.ServiceBusEmulator.Protocol;

namespace FailureFunctions.Local.ServiceBusEmulator.Service;

/// <summary>What one connection finds behind the addresses it attaches links to, and whether it may use them.</summary>
internal sealed class ConnectionLinks(
    BrokerNamespace entities, SharedAccess sharedAccess, Faults faults, TimeProvider timeProvider, long maxMessageSize,
    Action countTransfer, Action cutConnection) : ILinkProcessor
{
    /// <summary>The credit that Service Bus gives its senders.</summary>
    private const int SenderCredit = 1000;

    private readonly Lock _gate = new();
    private readonly CbsNode _cbs = new(sharedAccess, timeProvider);
    private readonly List<ReplyEndpoint> _replies = [];

    /// <exception cref="AmqpException">The link is not allowed; the library refuses it with this error.</exception>
    public void Process(AttachContext attachContext)
    {
        var (link, attach) = (attachContext.Link, attachContext.Attach);
        LinkEndpoint endpoint = attach.Role ? OpenOutgoing(link, attach) : OpenIncoming(link, attach);
        attach.MaxMessageSize = (ulong)maxMessageSize;
        attachContext.Complete(endpoint, attach.Role ? 0 : SenderCredit);
    }

    private LinkEndpoint OpenIncoming(ListenerLink link, Attach attach)
    {
        if (attach.Target is Coordinator)
            throw new AmqpException(ErrorCode.NotImplemented, "Transactions are not supported by this emulator. Send and settle outside of a transaction.");

        var address = EntityAddress.Parse((attach.Target as Target)?.Address);
        if (address.IsCbs)
            return new RequestEndpoint(_cbs.Answer, (request, reply) => Reply(link, address, request, reply), maxMessageSize);

        Demand(link, address);
        var (target, source) = Find(address);
        if (address.IsManagement)
        {
            var node = new ManagementNode(address.Entity, target, source);
            return new RequestEndpoint(node.Answer, (request, reply) => Reply(link, address, request, reply), maxMessageSize);
        }

        return target is not null
            ? new SenderEndpoint(target, faults, timeProvider, maxMessageSize, countTransfer, cutConnection)
            : throw new AmqpException(ErrorCode.NotAllowed, $"Messages cannot be sent to '{address}'.");
    }

    private OutgoingEndpoint OpenOutgoing(ListenerLink link, Attach attach)
    {
        var source = attach.Source as Source;
        var address = EntityAddress.Parse(source?.Address);
        if (!address.IsCbs)
            Demand(link, address);
        if (address.IsCbs || address.IsManagement)
        {
            if (address.IsManagement)
                Find(address);
            var replies = new ReplyEndpoint(link, _gate, address, (attach.Target as Target)?.Address);
            _replies.RemoveAll(other => other.Link.IsClosed);
            _replies.Add(replies);
            return replies;
        }

        if (source?.FilterSet?.ContainsKey(new Symbol("com.microsoft:session-filter")) == true)
            throw new AmqpException(ErrorCode.NotImplemented, "Sessions are not supported by this emulator. Receive without a session.");

        return Find(address).Source is { } queue
            ? new ReceiverEndpoint(link, _gate, queue)
            : throw new AmqpException(ErrorCode.NotAllowed, $"Messages cannot be received from the topic '{address}', only from its subscriptions.");
    }

    private (ISendTarget? Target, MessageQueue? Source) Find(EntityAddress address)
    {
        var path = address.Entity.Path;
        var (target, source) = (entities.FindTarget(path), entities.FindSource(path));
        return target is null && source is null
            ? throw new AmqpException(ErrorCode.NotFound, $"The messaging entity '{address.Entity}' could not be found.")
            : (target, source);
    }

    /// <summary>A client that logged in with the key (SASL PLAIN) may use everything, others what their tokens are for.</summary>
    private void Demand(ListenerLink link, EntityAddress address)
    {
        var loggedIn = ((ListenerConnection)link.Session.Connection).Principal is not null;
        if (!loggedIn && !_cbs.Allows(address) && !_cbs.Allows(address.Entity))
            throw new AmqpException(ErrorCode.UnauthorizedAccess, $"Unauthorized access. A token for '{address}' must be put to $cbs first.");
    }

    /// <summary>
    /// Sends a reply on the link that fits best. The client names it by <c>reply-to</c>, which should be the address of
    /// its receiving link, but Microsoft's JavaScript client attaches the one of <c>$cbs</c> without an address: therefore
    /// the library's request processor does not serve it.
    /// </summary>
    private void Reply(ListenerLink requests, EntityAddress address, Request request, Message reply) => _replies
        .Where(candidate => candidate.Node.IsSame(address) && !candidate.Link.IsClosed)
        .OrderByDescending(candidate => request.ReplyTo is not null && candidate.ClientAddress == request.ReplyTo)
        .ThenByDescending(candidate => candidate.Link.Name == request.ReplyTo)
        .ThenByDescending(candidate => candidate.Link.Session == requests.Session)
        .FirstOrDefault()
        ?.Send(reply);
}
