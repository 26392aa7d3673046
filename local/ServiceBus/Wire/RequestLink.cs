using System.Collections.Concurrent;
using Amqp;
using Amqp.Framing;

namespace Azure.Messaging.ServiceBus.Wire;

/// <summary>A pair of links to a node that answers requests: <c>$cbs</c> or <c>…/$management</c>.</summary>
internal sealed class RequestLink : IReopenable
{
    private const int Credit = 100;

    private readonly ConcurrentDictionary<string, TaskCompletionSource<Message>> _waiting = new();
    private readonly string _replyTo;
    private readonly LinkLife _sending;
    private readonly LinkLife _receiving;
    private readonly SenderLink _sender;
    private readonly ReceiverLink _receiver;

    private RequestLink(Connection connection, string address, string entityPath)
    {
        _replyTo = $"{address}-{Guid.NewGuid():N}";
        _sending = new LinkLife(entityPath);
        _receiving = new LinkLife(entityPath);
        var session = new Session(connection);
        var sending = new Attach { Source = new Source { Address = _replyTo }, Target = new Target { Address = address } };
        var receiving = new Attach
        {
            Source = new Source { Address = address },
            Target = new Target { Address = _replyTo },
            SndSettleMode = SenderSettleMode.Settled,
        };
        _sender = new SenderLink(session, _replyTo + ":sender", sending, _sending.OnAttached);
        _receiver = new ReceiverLink(session, _replyTo + ":receiver", receiving, _receiving.OnAttached);
        _sending.Follow(_sender);
        _receiving.Follow(_receiver);
    }

    public bool IsOpen => _sending.IsOpen && _receiving.IsOpen;

    public static async Task<RequestLink> OpenAsync(Connection connection, string address, string entityPath, CancellationToken cancellationToken)
    {
        var link = new RequestLink(connection, address, entityPath);
        try
        {
            await link._sending.AttachedAsync(cancellationToken);
            await link._receiving.AttachedAsync(cancellationToken);
            link._receiver.Start(Credit, link.OnAnswer);
            return link;
        }
        catch
        {
            link._sender.Session.Close(TimeSpan.Zero);
            throw;
        }
    }

    /// <summary>Sends the request and waits for its answer.</summary>
    public async Task<Message> SendAsync(Message request, CancellationToken cancellationToken)
    {
        var id = Guid.NewGuid().ToString("N");
        request.Properties = new Properties { MessageId = id, ReplyTo = _replyTo };
        var answer = new TaskCompletionSource<Message>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[id] = answer;
        try
        {
            await using var sendingClosed = _sending.Closed.Register(() => answer.TrySetException(_sending.CloseException));
            await using var receivingClosed = _receiving.Closed.Register(() => answer.TrySetException(_receiving.CloseException));
            _sender.Send(request, null, (_, _, outcome, _) => Refuse(answer, outcome), null);
            return await answer.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            _waiting.TryRemove(id, out _);
        }
    }

    public async Task CloseAsync()
    {
        await Task.WhenAll(Closing.CloseQuietlyAsync(_sender), Closing.CloseQuietlyAsync(_receiver));
        await Closing.CloseQuietlyAsync(_sender.Session);
    }

    private static void Refuse(TaskCompletionSource<Message> answer, Outcome outcome)
    {
        if (outcome is Rejected rejected) answer.TrySetException(AmqpErrors.ToException(rejected.Error, entityPath: null));
    }

    private void OnAnswer(IReceiverLink link, Message answer)
    {
        link.Accept(answer);
        var id = answer.Properties?.GetCorrelationId()?.ToString();
        if (id is not null && _waiting.TryGetValue(id, out var waiting)) waiting.TrySetResult(answer);
    }
}
