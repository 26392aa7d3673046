using FailureFunctions.Classification;
using FailureFunctions.Suppression;

namespace FailureFunctions.Tests.Suppression.Simulation;

/// <summary>How the year went for an address.</summary>
internal sealed record AddressYear(SimulatedAddress Address)
{
    public int Mails { get; set; }

    public int Failures { get; set; }

    public bool WasHit { get; set; }

    public bool WasFreed { get; set; }

    /// <summary>The longest time for which it got no mail, from when the sender knew.</summary>
    public TimeSpan LongestSuppression { get; set; }

    /// <summary>The longest time from a failure until it got mail again.</summary>
    public TimeSpan LongestSinceFailure { get; set; }

    /// <summary>The first mail that it could not get because it was dead.</summary>
    public DateTimeOffset? FirstDeadMail { get; set; }

    public DateTimeOffset? SuppressedForGoodAt { get; set; }

    public bool IsSuppressedAtTheEnd { get; set; }
}

/// <summary>
/// Mails an address through the year, and asks the policy before each mail. A row knows only what it keeps: the rows of
/// failures are removed at once. A fiftieth of the messages arrives twice.
/// </summary>
/// <param name="recovery">When the victims of the outage are released; null for never.</param>
internal sealed class SimulatedSender(SuppressionOptions settings, DateTimeOffset? recovery)
{
    public const int Seed = 20201214;

    private readonly SuppressionPolicy _policy = new(settings);

    public AddressYear[] Run() =>
    [
        .. Enumerable.Range(0, SimulatedYear.Addresses).AsParallel().AsOrdered().Select(Run),
    ];

    private AddressYear Run(int index)
    {
        var random = new Random(Seed + index);
        var address = SimulatedYear.AddressOf(index, random);
        var year = new AddressYear(address);
        var row = new Row(_policy, year);
        var arriving = new PriorityQueue<Evidence, DateTimeOffset>();
        foreach (var mail in SimulatedYear.MailsOf(address, random))
        {
            ReceiveUntil(mail, row, arriving);
            if (row.IsSuppressedAt(mail))
                continue;
            year.Mails++;
            var isOutage = SimulatedYear.IsOutage(address, mail);
            var answer = isOutage ? Answer.UserUnknown : address.AnswerAt(mail, random);
            if (answer is Answer.Accepted)
                continue;
            year.Failures++;
            year.WasHit |= isOutage && !address.IsDeadAt(mail);
            if (address.IsDeadAt(mail))
                year.FirstDeadMail ??= mail;
            var evidence = SimulatedAddress.EvidenceOf(answer, mail, new UInt128((ulong)index, (ulong)year.Mails));
            arriving.Enqueue(evidence, SimulatedYear.ArrivalOf(mail, isOutage, random));
            if (random.Next(50) == 0)
                arriving.Enqueue(evidence, SimulatedYear.ArrivalOf(mail, isOutage, random).AddDays(random.Next(20)));
        }
        ReceiveUntil(SimulatedYear.End, row, arriving);
        year.IsSuppressedAtTheEnd = row.IsSuppressedAt(SimulatedYear.End);
        return year;
    }

    private void ReceiveUntil(DateTimeOffset moment, Row row, PriorityQueue<Evidence, DateTimeOffset> arriving)
    {
        while (arriving.TryPeek(out _, out var arrival) && arrival <= moment)
        {
            RecoverUntil(arrival, row);
            row.Receive(arriving.Dequeue(), arrival);
        }
        RecoverUntil(moment, row);
    }

    private void RecoverUntil(DateTimeOffset moment, Row row)
    {
        if (recovery <= moment)
            row.Recover(recovery.Value);
    }

    private sealed class Row(SuppressionPolicy policy, AddressYear year)
    {
        private readonly List<Decision> _decisions = [];
        private IReadOnlyList<Evidence> _kept = [];
        private SuppressionState _state = new() { Status = SuppressionStatus.None };
        private DateTimeOffset _suppressedFrom;
        private bool _recovered;

        public bool IsSuppressedAt(DateTimeOffset now) => _state.IsSuppressedAt(now);

        public void Receive(Evidence evidence, DateTimeOffset now)
        {
            if (!_state.IsSuppressedAt(now))
                _suppressedFrom = now;
            _kept = policy.Kept(Evidence.Union([evidence], _kept), _decisions);
            _state = policy.Decide(_kept, _decisions, now);
            if (!_state.IsSuppressedAt(now))
                return;
            var end = _state.Until ?? DateTimeOffset.MaxValue;
            year.LongestSuppression = Longer(year.LongestSuppression, end - _suppressedFrom);
            year.LongestSinceFailure = Longer(year.LongestSinceFailure, end - _kept.Max(one => one.OccurredAt));
            if (_state.Until is null)
                year.SuppressedForGoodAt ??= now;
        }

        public void Recover(DateTimeOffset now)
        {
            if (_recovered)
                return;
            _recovered = true;
            if (year.Address.Domain != SimulatedYear.Provider
                || !policy.RestsOnlyOn(Reason.MailboxUnknown, SimulatedYear.Outage[0].From, SimulatedYear.Outage[^1].Until, _kept, _decisions, now))
                return;
            year.WasFreed = true;
            _decisions.Add(Known.Decision(DecisionKind.Release, Decision.MomentOf(DecisionKind.Release, _kept, _decisions, now)));
            _state = policy.Decide(_kept, _decisions, now);
        }

        private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
    }
}
