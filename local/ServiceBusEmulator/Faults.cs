using Amqp.Framing;

namespace FailureFunctions.Local.ServiceBusEmulator;

/// <summary>Failures to bring about, for tests of what a client does then. Safe for several threads.</summary>
public sealed class Faults
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _timeProvider;
    private readonly Action _dropConnections;
    private Error? _sendError;
    private int _sendErrorsLeft;
    private DateTimeOffset _sendErrorsUntil;
    private int _answersToLose;
    private TimeSpan? _sendDelay;
    private bool _refuseConnections;

    internal Faults(TimeProvider timeProvider, Action dropConnections)
    {
        _timeProvider = timeProvider;
        _dropConnections = dropConnections;
    }

    /// <summary>Whether new connections are cut as soon as they are made. Default <see langword="false"/>.</summary>
    public bool RefuseConnections
    {
        get => Read(ref _refuseConnections);
        set => Write(ref _refuseConnections, value);
    }

    /// <summary>How long each message sent waits before it is taken; <see langword="null"/> (default) for not at all.</summary>
    public TimeSpan? SendDelay
    {
        get => Read(ref _sendDelay);
        set => Write(ref _sendDelay, value);
    }

    /// <summary>Cuts all connections without closing them, as a network failure would.</summary>
    public void DropConnections() => _dropConnections();

    /// <summary>Refuses the next sends with an AMQP error such as <c>com.microsoft:server-busy</c>; nothing of them is stored.</summary>
    public void FailSends(string condition, string description, int count) => SetSendError(condition, description, count, DateTimeOffset.MaxValue);

    /// <summary>Refuses all sends for some time, by the emulator's clock; nothing of them is stored.</summary>
    public void FailSends(string condition, string description, TimeSpan duration) =>
        SetSendError(condition, description, int.MaxValue, _timeProvider.GetUtcNow() + duration);

    /// <summary>Stores the next sends, but cuts the connection instead of answering: the client cannot know what happened.</summary>
    public void LoseAnswers(int count) => Write(ref _answersToLose, count);

    /// <summary>Ends all failures.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _sendError = null;
            _answersToLose = 0;
            _sendDelay = null;
            _refuseConnections = false;
        }
    }

    internal Error? TakeSendError()
    {
        lock (_gate)
        {
            if (_sendError is null || _sendErrorsUntil <= _timeProvider.GetUtcNow() || _sendErrorsLeft == 0)
                return null;

            _sendErrorsLeft--;
            return _sendError;
        }
    }

    internal bool TakeLostAnswer()
    {
        lock (_gate)
            return _answersToLose > 0 && _answersToLose-- > 0;
    }

    private void SetSendError(string condition, string description, int count, DateTimeOffset until)
    {
        lock (_gate)
        {
            _sendError = new Error(condition) { Description = description };
            _sendErrorsLeft = count;
            _sendErrorsUntil = until;
        }
    }

    private T Read<T>(ref T field)
    {
        lock (_gate)
            return field;
    }

    private void Write<T>(ref T field, T value)
    {
        lock (_gate)
            field = value;
    }
}
