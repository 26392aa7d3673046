using System.Collections.Concurrent;
using Amqp;
using Amqp.Framing;
using Amqp.Handler;
using Amqp.Listener;

namespace Azure.Messaging.ServiceBus.Tests.Support;

/// <summary>A service on a free port that does what a test says: refuses tokens and links, rejects messages, or does not answer at all.</summary>
internal sealed class FakeService : ILinkProcessor, IRequestProcessor, IHandler, IAsyncDisposable
{
    private readonly ContainerHost _host;
    private readonly ConcurrentBag<Connection> _connections = [];

    public FakeService()
    {
        Port = Ports.Free();
        _host = new ContainerHost([new Address("127.0.0.1", Port, null, null, "/", "amqp")]);
        _host.Listeners[0].SASL.EnableAnonymousMechanism = true;
        _host.Listeners[0].HandlerFactory = _ => this;
        _host.RegisterRequestProcessor("$cbs", this);
        _host.RegisterLinkProcessor(this);
        _host.Open();
    }

    public int Port { get; }

    /// <summary>The answer to a token; 200 unless a test says otherwise.</summary>
    public Func<int> TokenStatus { get; set; } = () => 200;

    /// <summary>Why a link to an address is refused, if it is.</summary>
    public Func<string, Error?> Refusal { get; set; } = _ => null;

    /// <summary>The answer to a message; <see langword="null"/> for none at all.</summary>
    public Func<Message, DeliveryState?> Outcome { get; set; } = _ => new Accepted();

    public ulong MaxMessageSize { get; set; } = 262_144;

    public ConcurrentQueue<(string? Type, string? Audience, string? Token)> Tokens { get; } = [];

    public ConcurrentQueue<Message> Messages { get; } = [];

    public int ConnectionCount => _connections.Count;

    int IRequestProcessor.Credit => 100;

    public ServiceBusClient CreateClient(ServiceBusClientOptions? options = null) => Clients.Create(Port, options);

    public void CloseConnections()
    {
        foreach (var connection in _connections)
        {
            connection.Close(TimeSpan.Zero, new Error(ErrorCode.ConnectionForced) { Description = "The service is being updated." });
        }
    }

    public ValueTask DisposeAsync()
    {
        _host.Close();
        return ValueTask.CompletedTask;
    }

    void IRequestProcessor.Process(Amqp.Listener.RequestContext requestContext)
    {
        var request = requestContext.Message;
        Tokens.Enqueue((request.ApplicationProperties["type"] as string, request.ApplicationProperties["name"] as string, request.Body as string));
        requestContext.Complete(new Message
        {
            ApplicationProperties = new ApplicationProperties
            {
                ["status-code"] = TokenStatus(),
                ["status-description"] = "as the test says",
            },
        });
    }

    void ILinkProcessor.Process(AttachContext attachContext)
    {
        var attach = attachContext.Attach;
        var address = attach.Role ? ((Source)attach.Source).Address : ((Target)attach.Target).Address;
        if (Refusal(address) is { } refusal) attachContext.Complete(refusal);
        else attachContext.Complete(new Endpoint(this), 1000);
    }

    bool IHandler.CanHandle(EventId id) => id is EventId.LinkLocalOpen or EventId.ConnectionRemoteOpen;

    void IHandler.Handle(Event protocolEvent)
    {
        if (protocolEvent.Id == EventId.ConnectionRemoteOpen) _connections.Add(protocolEvent.Connection);
        else if (protocolEvent.Context is Attach attach) attach.MaxMessageSize = MaxMessageSize;
    }

    private sealed class Endpoint(FakeService service) : LinkEndpoint
    {
        public override void OnMessage(MessageContext messageContext)
        {
            service.Messages.Enqueue(messageContext.Message);
            switch (service.Outcome(messageContext.Message))
            {
                case Accepted: messageContext.Complete(); break;
                case Rejected rejected: messageContext.Complete(rejected.Error); break;
            }
        }

        public override void OnFlow(FlowContext flowContext)
        {
        }

        public override void OnDisposition(DispositionContext dispositionContext)
        {
        }
    }
}
