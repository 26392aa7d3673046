using FailureFunctions.Links;
using FailureFunctions.Recording;
using FailureFunctions.Suppression;

namespace FailureFunctions.Tests.Suppression;

/// <summary>A subscription in memory. What a run has received comes again in the next one, unless it was settled.</summary>
internal sealed class QueuedNotices : IFailureNotices
{
    private readonly List<FailureNotice> _waiting = [];
    private readonly HashSet<string> _locked = [];

    public List<(FailureNotice Notice, NoticeFault Fault)> DeadLetters { get; } = [];

    public IReadOnlyList<FailureNotice> Waiting => _waiting;

    public int Receives { get; private set; }

    public void Add(Failure failure, NoticeFault? fault = null, int delivery = 1, bool changesNothing = false) =>
        _waiting.Add(new FailureNotice($"{failure.EventId}-{_waiting.Count}", failure.RecipientKey, fault, changesNothing, delivery, Link: FailureLink.Of(failure)));

    public void Unlock() => _locked.Clear();

    public Task<IReadOnlyList<FailureNotice>> ReceiveAsync(int most, CancellationToken cancellationToken)
    {
        Receives++;
        return Task.FromResult<IReadOnlyList<FailureNotice>>([.. _waiting.Where(notice => !_locked.Contains(notice.Id)).Take(most).Where(notice => _locked.Add(notice.Id))]);
    }

    public Task CompleteAsync(FailureNotice notice, CancellationToken cancellationToken)
    {
        lock (_waiting)
            _waiting.RemoveAll(other => other.Id == notice.Id);
        return Task.CompletedTask;
    }

    public Task DeadLetterAsync(FailureNotice notice, NoticeFault fault, CancellationToken cancellationToken)
    {
        DeadLetters.Add((notice, fault));
        return CompleteAsync(notice, cancellationToken);
    }

    public Task<DateTimeOffset?> OldestAsync(CancellationToken cancellationToken) => Task.FromResult<DateTimeOffset?>(null);
}
