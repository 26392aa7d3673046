using System.Collections.Concurrent;
using FailureFunctions.Bench.Chaos.Checking;

namespace FailureFunctions.Bench.Chaos.Sending;

/// <summary>What the sender knows: every answer, and which notifications were acknowledged. For many threads.</summary>
/// <param name="notifications">All notifications.</param>
internal sealed class Ledger(IReadOnlyList<Notification> notifications)
{
    /// <summary>The outcome of an attempt that got no answer.</summary>
    public const string NoAnswer = "no answer";

    private readonly string?[] _acknowledged = new string?[notifications.Count];
    private readonly ConcurrentDictionary<string, int> _outcomes = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<TimeSpan> _times = new();
    private readonly ConcurrentQueue<string> _faults = new();

    /// <summary>How many attempts had which outcome: the status, with the outcome that the answer names.</summary>
    public IReadOnlyDictionary<string, int> Outcomes => _outcomes;

    /// <summary>How long each answer took, the shortest first.</summary>
    public TimeSpan[] Times => [.. _times.Order()];

    /// <summary>Answers that should not have been given.</summary>
    public IReadOnlyCollection<string> Faults => _faults;

    /// <summary>What became of every notification.</summary>
    public IReadOnlyList<SentNotification> Sent =>
        [.. notifications.Select(notification => new SentNotification(
            notification.Facts, _acknowledged[notification.Number] is not null, _acknowledged[notification.Number], notification.GivesUp))];

    /// <summary>Whether a notification was acknowledged.</summary>
    public bool IsAcknowledged(Notification notification) => _acknowledged[notification.Number] is not null;

    /// <summary>Notes an attempt.</summary>
    public void Note(Notification notification, Answer answer)
    {
        _outcomes.AddOrUpdate(answer.Outcome, 1, (_, count) => count + 1);
        if (answer.Status == 0)
            return;
        _times.Enqueue(answer.Took);
        if (answer.EventId is { } eventId)
        {
            var earlier = Interlocked.CompareExchange(ref _acknowledged[notification.Number], eventId, null);
            if (earlier is not null && earlier != eventId)
                _faults.Enqueue($"{notification.Facts.MessageId} was answered with two events: {earlier} and {eventId}.");
        }
        else if (answer.Status < 500)
        {
            _faults.Enqueue($"{notification.Facts.MessageId} was answered {answer.Outcome}, though nothing was wrong with it.");
        }
    }
}

/// <summary>What came back.</summary>
/// <param name="Status">The HTTP status; 0 when nothing came.</param>
/// <param name="Outcome">The status and what the answer calls it.</param>
/// <param name="EventId">The event, where the answer acknowledges it.</param>
/// <param name="Took">How long it took.</param>
internal sealed record Answer(int Status, string Outcome, string? EventId, TimeSpan Took);
