using Amqp;
using Amqp.Framing;
using FailureFunctions.Local.ServiceBusEmulator.Protocol;

namespace FailureFunctions.Local.ServiceBusEmulator.Service;

/// <summary>The way back of a request-response pair of links; replies wait for credit.</summary>
internal sealed class ReplyNode(EntityAddress address) : IOutgoingNode
{
    private readonly Queue<byte[]> _replies = [];
    private uint _tags;

    /// <summary>
    /// Sends a reply on the link that fits best. The client names it by <c>reply-to</c>, which should be the address of
    /// its receiving link, but Microsoft's JavaScript client attaches the one of <c>$cbs</c> without address.
    /// </summary>
    public static void Send(AmqpSession session, EntityAddress address, string? replyTo, Message reply)
    {
        var link = session.Connection.Sessions
            .SelectMany(other => other.OutgoingLinks)
            .Where(candidate => candidate.Node is ReplyNode node && node.Address == address)
            .OrderByDescending(candidate => replyTo is not null && candidate.PeerAddress == replyTo)
            .ThenByDescending(candidate => candidate.Name == replyTo)
            .ThenByDescending(candidate => candidate.Session == session)
            .FirstOrDefault();
        if (link?.Node is not ReplyNode target)
            return;

        var buffer = reply.Encode();
        target._replies.Enqueue(buffer.Buffer.AsSpan(buffer.Offset, buffer.Length).ToArray());
        target.OnReady(link);
    }

    private EntityAddress Address { get; } = new(address.Path.ToUpperInvariant());

    public void OnReady(OutgoingLink link)
    {
        while (link.CanSend && _replies.TryDequeue(out var reply))
            link.Send(BitConverter.GetBytes(_tags++), reply);
        if (link.Session.CanTransfer)
            link.CompleteDrain();
    }

    public void OnDisposition(OutgoingLink link, OutgoingDelivery delivery, DeliveryState? state, bool settled)
    {
        if (!settled && state is Outcome)
            link.Settle(delivery, state);
    }

    public void OnDetached(OutgoingLink link) => _replies.Clear();
}
