using System.Collections.Concurrent;
using System.Threading.Channels;
using FailureFunctions.Local.FunctionsHost.Logging;
using FailureFunctions.Local.FunctionsHost.Protocol;
using Grpc.Core;
using RpcException = Grpc.Core.RpcException;

namespace FailureFunctions.Local.FunctionsHost.Worker;

/// <summary>The stream of messages to and from one worker process.</summary>
internal sealed class WorkerChannel(HostLog log)
{
    // A cancellation that overtakes its invocation in the worker is lost without an answer.
    private static readonly TimeSpan CancelInterval = TimeSpan.FromMilliseconds(200);

    private readonly Channel<StreamingMessage> _outgoing = Channel.CreateUnbounded<StreamingMessage>(new() { SingleReader = true });
    private readonly ConcurrentDictionary<string, TaskCompletionSource<StreamingMessage>> _requests = new();
    private readonly ConcurrentDictionary<string, PendingInvocation> _invocations = new();
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether the worker understands InvocationCancel.</summary>
    public bool CanCancel { get; set; }

    public Task Closed => _closed.Task;

    /// <summary>Serves the stream until either side ends it.</summary>
    public async Task RunAsync(
        IAsyncStreamReader<StreamingMessage> incoming, IServerStreamWriter<StreamingMessage> outgoing, CancellationToken cancellationToken)
    {
        var writing = WriteAsync(outgoing);
        try
        {
            while (await incoming.MoveNext(cancellationToken))
                Receive(incoming.Current);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or RpcException)
        {
            // The worker has ended or was killed; the supervisor reports that.
        }
        finally
        {
            Close();
            await writing;
        }
    }

    /// <summary>Sends a message and waits for the answer to it.</summary>
    /// <exception cref="WorkerGoneException">The stream ended.</exception>
    public async Task<StreamingMessage> RequestAsync(StreamingMessage message)
    {
        message.RequestId = Guid.NewGuid().ToString();
        var answer = new TaskCompletionSource<StreamingMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        _requests[message.RequestId] = answer;
        Send(message);
        return await answer.Task;
    }

    /// <summary>Runs an invocation to its end; a cancellation asks the worker to end it, and the answer is still awaited.</summary>
    /// <exception cref="WorkerGoneException">The stream ended.</exception>
    public async Task<InvocationResponse> InvokeAsync(InvocationRequest request, string function, CancellationToken cancellationToken)
    {
        var pending = new PendingInvocation(function);
        _invocations[request.InvocationId] = pending;
        try
        {
            Send(new StreamingMessage { InvocationRequest = request });
            await using var registration = cancellationToken.UnsafeRegister(
                _ => _ = CancelUntilAnsweredAsync(request.InvocationId, pending.Answer.Task), null);
            return await pending.Answer.Task;
        }
        finally
        {
            _invocations.TryRemove(request.InvocationId, out _);
        }
    }

    public void Terminate(TimeSpan grace) => _outgoing.Writer.TryWrite(new StreamingMessage
    {
        WorkerTerminate = new WorkerTerminate { GracePeriod = Google.Protobuf.WellKnownTypes.Duration.FromTimeSpan(grace) },
    });

    /// <summary>Sends nothing more.</summary>
    public void Mute() => _outgoing.Writer.TryComplete();

    private void Send(StreamingMessage message)
    {
        // Close() fails what is registered before it; what is registered after it finds the writer completed.
        if (!_outgoing.Writer.TryWrite(message))
            Close();
    }

    private async Task CancelUntilAnsweredAsync(string invocationId, Task answer)
    {
        while (CanCancel && !answer.IsCompleted
            && _outgoing.Writer.TryWrite(new StreamingMessage { InvocationCancel = new InvocationCancel { InvocationId = invocationId } }))
            await Task.WhenAny(answer, Task.Delay(CancelInterval));
    }

    private void Receive(StreamingMessage message)
    {
        switch (message.ContentCase)
        {
            case StreamingMessage.ContentOneofCase.RpcLog:
                var invocation = _invocations.GetValueOrDefault(message.RpcLog.InvocationId);
                log.Write(message.RpcLog, invocation?.Function);
                break;
            case StreamingMessage.ContentOneofCase.InvocationResponse:
                if (_invocations.TryGetValue(message.InvocationResponse.InvocationId, out var pending))
                    pending.Answer.TrySetResult(message.InvocationResponse);
                break;
            // The answers to a cancellation and to the termination are empty messages, and nobody waits for them.
            case StreamingMessage.ContentOneofCase.None:
                break;
            default:
                if (_requests.TryRemove(message.RequestId, out var request))
                    request.TrySetResult(message);
                break;
        }
    }

    private async Task WriteAsync(IServerStreamWriter<StreamingMessage> outgoing)
    {
        try
        {
            await foreach (var message in _outgoing.Reader.ReadAllAsync())
                await outgoing.WriteAsync(message);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or InvalidOperationException or RpcException)
        {
            Close();
        }
    }

    private void Close()
    {
        _outgoing.Writer.TryComplete();
        // Set first, so that a caller whose invocation fails here no longer finds this worker running.
        _closed.TrySetResult();
        foreach (var invocation in _invocations.Values)
            invocation.Answer.TrySetException(new WorkerGoneException());
        foreach (var request in _requests.Values)
            request.TrySetException(new WorkerGoneException());
    }

    private sealed record PendingInvocation(string Function)
    {
        public TaskCompletionSource<InvocationResponse> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

/// <summary>The worker ended before it answered.</summary>
internal sealed class WorkerGoneException() : Exception("The app's process ended before it answered.");
