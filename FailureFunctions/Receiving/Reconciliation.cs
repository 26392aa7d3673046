using FailureFunctions.Copernica;
using FailureFunctions.Copernica.Notification;
using FailureFunctions.Dependencies;
using FailureFunctions.Observability;
using FailureFunctions.Recording;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FailureFunctions.Receiving;

/// <summary>What became of a line of the log: docs/operate.md.</summary>
internal enum LineOutcome
{
    /// <summary>Recorded before, from a webhook or from the log.</summary>
    Present,

    /// <summary>Not recorded.</summary>
    Missing,

    /// <summary>It was missing, and is stored and published now.</summary>
    Recorded,

    /// <summary>It was missing, and is stored and in the outbox now.</summary>
    Queued,

    /// <summary>Younger than <see cref="MessageClaim.LogAge"/>: its notification may still come.</summary>
    TooRecent,

    /// <summary>
    /// Not recorded, but the same message failed at a time that differs by a multiple of 15 minutes: the log's times are not UTC. It
    /// is never recorded.
    /// </summary>
    OtherZone,

    /// <summary>It cannot be read.</summary>
    Invalid,

    /// <summary>The tables cannot be reached, or not everything could be stored: to be sent again.</summary>
    Unavailable,
}

/// <param name="EventId">The failure; null if none is recorded.</param>
/// <param name="RecordedAt">With <see cref="LineOutcome.OtherZone"/>: when the recorded failure occurred.</param>
/// <param name="Errors">With <see cref="LineOutcome.Invalid"/>: why.</param>
internal sealed record ReconciledLine(LineOutcome Outcome, string? EventId = null, DateTimeOffset? RecordedAt = null, IReadOnlyList<FieldError>? Errors = null);

/// <summary>
/// Compares lines of Copernica's log of errors with what is recorded, and records what is missing, as a replayed notification is. A
/// webhook that comes later finds the claim (<see cref="MessageClaim"/>) and is a duplicate. Can be repeated, and run twice at once.
/// </summary>
internal sealed partial class Reconciliation(
    FailureFactory failures,
    FailureRecorder recorder,
    IFailureRows rows,
    DependencyCalls calls,
    ReceiveTelemetry telemetry,
    IOptions<CopernicaOptions> options,
    TimeProvider time,
    ILogger<Reconciliation> logger)
{
    // Half of what the bus's client sends at once, so that notifications are not held up.
    private const int AtOnce = 16;

    /// <summary>Of which account the log is: the one that is named, else the only one.</summary>
    /// <param name="error">Why it cannot be told.</param>
    public AccountId? AccountOf(string? named, out string? error)
    {
        var known = options.Value.Accounts.Select(text => AccountId.TryParse(text, out var account) ? account : default).Distinct().ToList();
        error = null;
        if (named is null)
        {
            error = known.Count == 1 ? null : "is required, such as account_1234: the app does not take notifications of one account only";
            return error is null ? known[0] : null;
        }
        if (!AccountId.TryParse(named, out var given))
            error = "is not an account; write kind and number, such as account_1234";
        else if (known.Count > 0 && !known.Contains(given))
            error = "is none whose notifications the app takes: see Copernica__Accounts";
        return error is null ? given : null;
    }

    /// <param name="apply">Whether to record what is missing.</param>
    /// <returns>What became of each line, in their order.</returns>
    public async Task<IReadOnlyList<ReconciledLine>> RunAsync(
        AccountId account, IReadOnlyList<ReadOnlyMemory<byte>> lines, bool apply, CancellationToken cancellationToken)
    {
        var results = new ReconciledLine[lines.Count];
        var isUnavailable = false;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, lines.Count, parallel, async (index, token) =>
        {
            // Once one could not be done, the others would only wait for their limits.
            results[index] = Volatile.Read(ref isUnavailable)
                ? new ReconciledLine(LineOutcome.Unavailable)
                : await ReconcileAsync(account, lines[index], apply, token);
            if (results[index].Outcome is LineOutcome.Unavailable)
                Volatile.Write(ref isUnavailable, true);
        });
        Log.Reconciled(logger, lines.Count, results.Count(IsMissing), results.Count(IsTakenIn), results.Count(line => line.Outcome is LineOutcome.Unavailable));
        return results;

        static bool IsMissing(ReconciledLine line) => line.Outcome is LineOutcome.Missing;
        static bool IsTakenIn(ReconciledLine line) => line.Outcome is LineOutcome.Recorded or LineOutcome.Queued;
    }

    private async Task<ReconciledLine> ReconcileAsync(AccountId account, ReadOnlyMemory<byte> line, bool apply, CancellationToken cancellationToken)
    {
        var (notification, errors) = ErrorLog.Read(line.Span);
        if (notification is null)
            return new ReconciledLine(LineOutcome.Invalid, Errors: errors);
        if (time.GetUtcNow() - notification.ReportedAt < MessageClaim.LogAge)
            return new ReconciledLine(LineOutcome.TooRecent);
        return await ReconcileAsync(failures.Create(account.ToString(), notification, calledAt: null, source: NotificationType.Log), apply, cancellationToken);
    }

    /// <param name="failure">What a line reports.</param>
    internal async Task<ReconciledLine> ReconcileAsync(Failure failure, bool apply, CancellationToken cancellationToken)
    {
        MessageClaim found;
        try
        {
            found = await calls.RunAsync(RecordingCalls.FindRows, token => rows.FindAsync(failure, token), cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && DependencyFaults.IsFault(e))
        {
            Log.NotCompared(logger, Fault.Explain(e));
            return new ReconciledLine(LineOutcome.Unavailable);
        }
        // Its own row may wait to be published: recording it again does that, or changes nothing.
        if (found.SameAs(failure) is { } row && !(apply && row == failure.Keys.RowKey))
            return new ReconciledLine(LineOutcome.Present, (failure.Keys with { RowKey = row }).EventId);
        var reported = ClaimedFailure.Of(failure);
        if (found.Failures.FirstOrDefault(reported.IsInAnotherZone) is { } shifted)
            return new ReconciledLine(LineOutcome.OtherZone, (failure.Keys with { RowKey = shifted.Row }).EventId, shifted.At);
        return apply ? await RecordAsync(failure, cancellationToken) : new ReconciledLine(LineOutcome.Missing);
    }

    private async Task<ReconciledLine> RecordAsync(Failure failure, CancellationToken cancellationToken)
    {
        using var step = telemetry.Step(TelemetryNames.Record);
        (var outcome, failure) = await recorder.RecordAsync(failure, cancellationToken);
        telemetry.Recorded(failure, outcome);
        return outcome switch
        {
            RecordOutcome.Recorded => new ReconciledLine(LineOutcome.Recorded, failure.EventId.Value),
            RecordOutcome.Queued => new ReconciledLine(LineOutcome.Queued, failure.EventId.Value),
            // A webhook's report was recorded at the same moment.
            RecordOutcome.Duplicate => new ReconciledLine(LineOutcome.Present, failure.EventId.Value),
            _ => new ReconciledLine(LineOutcome.Unavailable),
        };
    }

    private static partial class Log
    {
        [LoggerMessage(160, LogLevel.Information, "Compared {Count} lines of Copernica's log: {Missing} missing, {Recorded} recorded, {Unavailable} not done.")]
        public static partial void Reconciled(ILogger logger, int count, int missing, int recorded, int unavailable);

        [LoggerMessage(161, LogLevel.Error, "Copernica's log cannot be compared with the table of failures. {Fault}")]
        public static partial void NotCompared(ILogger logger, string fault);
    }
}
