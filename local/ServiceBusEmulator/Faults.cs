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

    internal Faults(TimeProvider timeProvider, Action dropConnections)
    {
        _timeProvider = timeProvider;
        _dropConnections = dropConnections;
    }

    /// <summary>Whether new connections are cut as soon as they are made. Default <see langword="false"/>.</summary>
    public bool RefuseConnections { get; set; }

    /// <summary>How long each message sent waits before it is taken. Default zero.</summary>
    public TimeSpan SendDelay { get; set; }

    /// <summary>Cuts all connections without closing them, as a network failure would.</summary>
    public void DropConnections() => _dropConnections();

    /// <summary>Refuses the next sends with an AMQP error such as <c>com.microsoft:server-busy</c>; nothing of them is stored.</summary>
    public void FailSends(string condition, string description, int count) => FailSends(condition, description, count, DateTimeOffset.MaxValue);

    /// <summary>Refuses all sends for some time, by the emulator's clock; nothing of them is stored.</summary>
    public void FailSends(string condition, string description, TimeSpan duration) =>
        FailSends(condition, description, int.MaxValue, _timeProvider.GetUtcNow() + duration);

    /// <summary>Stores the next sends, but cuts the connection instead of answering: the client cannot know what happened.</summary>
    public void LoseAnswers(int count)
    {
        lock (_gate)
            _answersToLose = count;
    }

    /// <summary>Ends all failures.</summary>
    public void Clear()
    {
        RefuseConnections = false;
        SendDelay = TimeSpan.Zero;
        LoseAnswers(0);
        FailSends("", "", 0);
    }

    internal Error? TakeSendError()
    {
        lock (_gate)
            return _sendErrorsUntil > _timeProvider.GetUtcNow() && _sendErrorsLeft-- > 0 ? _sendError : null;
    }

    internal bool TakeLostAnswer()
    {
        lock (_gate)
            return _answersToLose > 0 && _answersToLose-- > 0;
    }

    private void FailSends(string condition, string description, int count, DateTimeOffset until)
    {
        lock (_gate)
        {
            _sendError = new Error(condition) { Description = description };
            _sendErrorsLeft = count;
            _sendErrorsUntil = until;
        }
    }
}
