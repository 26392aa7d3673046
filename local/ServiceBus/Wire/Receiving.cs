using Amqp;

namespace Azure.Messaging.ServiceBus.Wire;

/// <summary>Somebody who waits for messages. <see cref="Take"/>, <see cref="Finish"/> and the counts are used under the lock of the link.</summary>
internal sealed class Receiving(int count)
{
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _full = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Message> _messages = [];
    private bool _finished;

    public Task First => _first.Task;

    public Task Full => _full.Task;

    public int Missing => _finished ? 0 : count - _messages.Count;

    public bool IsFull => Missing == 0;

    public void Take(Message message)
    {
        _messages.Add(message);
        _first.TrySetResult();
        if (IsFull) _full.TrySetResult();
    }

    public void Fail(Exception exception)
    {
        _first.TrySetException(exception);
        _full.TrySetException(exception);
    }

    public IReadOnlyList<Message> Finish()
    {
        _finished = true;
        return _messages;
    }
}
