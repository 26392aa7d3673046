using System.Net.Sockets;
using Amqp;
using Amqp.Framing;
using Amqp.Types;

namespace FailureFunctions.Local.ServiceBusEmulator.Protocol;

/// <summary>
/// One client connection (AMQP 1.0 part 2, section 2.4). Its state is guarded by <see cref="Gate"/>. Whoever holds a
/// gate may call into the broker, but the broker never waits for a gate, so that no two can wait for each other.
/// </summary>
internal sealed class AmqpConnection(Socket socket, IContainerNodes nodes, ulong maxMessageSize)
{
    private const int MaxFrameSize = 65536;
    private const uint IdleTimeoutMilliseconds = 240_000;

    /// <summary>An upper bound of what frame header and transfer performative take.</summary>
    private const int TransferOverhead = 512 - 128;

    private static readonly TimeSpan OpenLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LingerLimit = TimeSpan.FromSeconds(2);
    private readonly Dictionary<ushort, AmqpSession> _sessions = [];
    private readonly FrameWriter _writer = new();

    /// <summary>The longest that we say nothing.</summary>
    private TimeSpan _silence = TimeSpan.FromMilliseconds(IdleTimeoutMilliseconds / 8);
    private uint _remoteMaxFrameSize = 512;
    private bool _opened;
    private bool _closeSent;

    public Lock Gate { get; } = new();

    public IContainerNodes Nodes { get; } = nodes;

    public ulong MaxMessageSize { get; } = maxMessageSize;

    public string RemoteContainerId { get; private set; } = "";

    /// <summary>The payload that fits one transfer frame of the peer.</summary>
    public int TransferRoom => (int)Math.Min(_remoteMaxFrameSize, MaxFrameSize) - TransferOverhead;

    public IEnumerable<AmqpSession> Sessions => _sessions.Values;

    /// <summary>Serves the connection until either side ends it.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var writing = _writer.RunAsync(stream, stop.Token);
        try
        {
            await ServeAsync(new FrameReader(stream, MaxFrameSize), stop.Token);
            EndSessions();
            await writing.WaitAsync(OpenLimit, stop.Token);
            await LingerAsync(stream, stop.Token);
        }
        catch (Exception exception) when (IsEndOfConnection(exception))
        {
            // The peer is gone, or we were told to stop: there is nobody to tell.
        }
        finally
        {
            await stop.CancelAsync();
            await writing.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            EndSessions();
        }
    }

    public void Send(ushort channel, DescribedList performative, ReadOnlySpan<byte> payload = default) =>
        _writer.Write(Frame.AmqpType, channel, performative, payload);

    /// <summary>Cuts the connection without a word, as a network failure would.</summary>
    public void Abort() => socket.Dispose();

    /// <summary>Ends the connection in order.</summary>
    public void Close(Error? error)
    {
        lock (Gate)
        {
            if (_closeSent)
                return;

            _closeSent = true;
            if (_opened)
                Send(0, new Close { Error = error });
            _writer.Complete();
        }
    }

    private static bool IsEndOfConnection(Exception exception) =>
        exception is IOException or SocketException or ObjectDisposedException or OperationCanceledException or TimeoutException;

    /// <summary>
    /// Waits for the peer to close, and reads what it still sends: a socket that is closed with unread bytes resets the
    /// connection, and the peer may then lose what was written last.
    /// </summary>
    private async Task LingerAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        socket.Shutdown(SocketShutdown.Send);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LingerLimit);
        var unread = new byte[4096];
        while (await stream.ReadAsync(unread, limit.Token) > 0)
        {
            // Nothing is done with it.
        }
    }

    private async Task ServeAsync(FrameReader reader, CancellationToken cancellationToken)
    {
        try
        {
            using (var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken))
            {
                limit.CancelAfter(OpenLimit);
                if (!await new SaslServer(this, reader, _writer).NegotiateAsync(limit.Token))
                {
                    _writer.Complete();
                    return;
                }
            }

            using var heartbeat = new PeriodicTimer(_silence);
            var beating = BeatAsync(heartbeat);
            while (await reader.ReadFrameAsync(cancellationToken) is { } frame)
            {
                lock (Gate)
                {
                    if (frame.Performative is { } performative && !OnPerformative(frame.Channel, performative, frame.Payload))
                        return;
                    if (heartbeat.Period != _silence)
                        heartbeat.Period = _silence;
                }
            }

            heartbeat.Dispose();
            await beating;
        }
        catch (AmqpException exception)
        {
            Close(exception.Error);
        }
        catch (Exception exception) when (!IsEndOfConnection(exception))
        {
            // The codec throws many kinds of exceptions for values of the wrong type: the peer's fault, and only its own connection's.
            Close(new Error(ErrorCode.DecodeError) { Description = exception.Message });
        }
        finally
        {
            Close(null);
        }
    }

    private async Task BeatAsync(PeriodicTimer timer)
    {
        while (await timer.WaitForNextTickAsync())
            _writer.WriteHeartbeat();
    }

    /// <returns>Whether more may come.</returns>
    private bool OnPerformative(ushort channel, DescribedList performative, ReadOnlyMemory<byte> payload)
    {
        if (_closeSent)
            return performative is not Amqp.Framing.Close;

        switch (performative)
        {
            case Open open:
                OnOpen(open);
                break;
            case Amqp.Framing.Close:
                EndSessions();
                Close(null);
                return false;
            case var _ when !_opened:
                throw new AmqpException(ErrorCode.NotAllowed, "The first frame must be an open.");
            case Begin begin when !_sessions.ContainsKey(channel):
                _sessions.Add(channel, new AmqpSession(this, channel, begin));
                break;
            case End:
                if (_sessions.Remove(channel, out var ended))
                    ended.OnEnd(reply: true);
                break;
            default:
                if (!_sessions.TryGetValue(channel, out var session))
                    throw new AmqpException(ErrorCode.NotAllowed, $"There is no session on channel {channel}.");
                session.OnPerformative(performative, payload);
                break;
        }

        return true;
    }

    private void OnOpen(Open open)
    {
        RemoteContainerId = open.ContainerId;
        _remoteMaxFrameSize = Math.Max(open.MaxFrameSize, 512);
        _opened = true;

        // AMQP 1.0 part 2, section 2.4.5: the peer closes when it hears nothing for so long; half of it leaves a margin.
        if (open.IdleTimeOut > 1 && open.IdleTimeOut / 2 < _silence.TotalMilliseconds)
            _silence = TimeSpan.FromMilliseconds(open.IdleTimeOut / 2);
        Send(0, new Open
        {
            ContainerId = "servicebus-emulator",
            MaxFrameSize = MaxFrameSize,
            ChannelMax = ushort.MaxValue - 1,
            IdleTimeOut = IdleTimeoutMilliseconds,
        });
    }

    private void EndSessions()
    {
        lock (Gate)
        {
            foreach (var session in _sessions.Values)
                session.OnEnd(reply: false);
            _sessions.Clear();
        }
    }
}
