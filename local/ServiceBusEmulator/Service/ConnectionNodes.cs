using Amqp;
using Amqp.Framing;
using Amqp.Transactions;
using FailureFunctions.Local.ServiceBusEmulator.Broker;
using FailureFunctions.Local.ServiceBusEmulator.Protocol;

namespace FailureFunctions.Local.ServiceBusEmulator.Service;

/// <summary>What one connection finds behind the addresses it attaches to, and what it may use.</summary>
internal sealed class ConnectionNodes(BrokerNamespace entities, SharedAccess sharedAccess, Faults faults, TimeProvider timeProvider) : IContainerNodes
{
    private readonly ConnectionAccess _access = new(timeProvider);

    public bool LogIn(string userName, string password)
    {
        if (!sharedAccess.IsRightKey(userName, password))
            return false;

        _access.Grant(new EntityAddress(""), DateTimeOffset.MaxValue);
        return true;
    }

    public IIncomingNode OpenIncoming(AmqpSession session, Attach attach)
    {
        if (attach.Target is Coordinator)
            throw Unsupported.Transactions();
        if (attach.Target is not Target target)
            throw new AmqpException(ErrorCode.InvalidField, "A link to send on needs a target.");

        var address = EntityAddress.Parse(target.Address);
        if (address.IsCbs)
            return new CbsNode(address, _access, sharedAccess, timeProvider);

        Demand(address);
        var path = address.Entity.Path;
        if (address.IsManagement)
            return new ManagementNode(address, entities.FindTarget(path), Known(address, entities.FindTarget(path), entities.FindSource(path)));

        return entities.FindTarget(path) is { } sink
            ? new SenderNode(sink, faults, timeProvider)
            : throw (entities.FindSource(path) is null ? NotFound(address) : new AmqpException(ErrorCode.NotAllowed, $"Messages cannot be sent to '{address}'."));
    }

    public IOutgoingNode OpenOutgoing(AmqpSession session, Attach attach)
    {
        var address = EntityAddress.Parse((attach.Source as Source)?.Address);
        if (address.IsCbs)
            return new ReplyNode(address);

        Demand(address);
        var path = address.Entity.Path;
        if (address.IsManagement)
        {
            Known(address, entities.FindTarget(path), entities.FindSource(path));
            return new ReplyNode(address);
        }

        if (attach.Source is Source { FilterSet: { } filters } && filters.ContainsKey(new Amqp.Types.Symbol("com.microsoft:session-filter")))
            throw Unsupported.Sessions();

        return entities.FindSource(path) is { } source
            ? new ReceiverNode(source)
            : throw (entities.FindTarget(path) is null ? NotFound(address) : new AmqpException(ErrorCode.NotAllowed, $"Messages cannot be received from the topic '{address}', only from its subscriptions."));
    }

    private static MessageQueue? Known(EntityAddress address, ISendTarget? target, MessageQueue? source) =>
        target is null && source is null ? throw NotFound(address) : source;

    private static AmqpException NotFound(EntityAddress address) =>
        new(ErrorCode.NotFound, $"The messaging entity '{address.Entity}' could not be found.");

    private void Demand(EntityAddress address)
    {
        if (!_access.Allows(address) && !_access.Allows(address.Entity))
            throw new AmqpException(ErrorCode.UnauthorizedAccess, $"Unauthorized access. A token for '{address}' must be put to $cbs first.");
    }
}
