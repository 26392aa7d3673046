using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using FailureFunctions.Classification;
using FailureFunctions.Copernica.Bounces;
using FailureFunctions.Copernica.Notification;
using FailureFunctions.Smtp;

namespace FailureFunctions.Recording;

/// <summary>
/// Which failures of a message to a recipient are recorded, where one failure can be reported in several ways: a bounce by both
/// webhooks, in any order and at the same moment, and any failure by Copernica's log. Whichever is first gets the row.
/// docs/tables.md has the rules of sameness.
/// </summary>
/// <param name="Version">The ETag of its row; null if there is none yet.</param>
/// <param name="Failures">Oldest first.</param>
internal sealed record MessageClaim(string? Version, IReadOnlyList<ClaimedFailure> Failures)
{
    /// <summary>
    /// From this age on, what a webhook reports is claimed, since the log may have been read before it came. Younger lines of the log
    /// are not taken before <see cref="LogAge"/>, when the webhook's report of the same failure has its row or comes late.
    /// </summary>
    public static readonly TimeSpan LateAge = TimeSpan.FromHours(1);

    /// <summary>
    /// The age from which on a line of the log is taken. The difference to <see cref="LateAge"/> is for clocks that differ and for
    /// requests under way: no webhook's report of it can be unclaimed and not yet in its row.
    /// </summary>
    public static readonly TimeSpan LogAge = TimeSpan.FromHours(2);

    public static readonly MessageClaim None = new(null, []);

    /// <summary>The column of a claim's row: no failure has it.</summary>
    public const string FailuresColumn = "Bounces";

    // Of one message to one recipient: more is abuse, and each is a row of its own.
    private const int Most = 50;

    /// <summary>Whether a failure that is recorded now may have been, or be about to be, reported in another way.</summary>
    public static bool IsNeeded(Failure failure, DateTimeOffset now) => failure.Kind switch
    {
        FailureKind.Complaint => false,
        FailureKind.Asynchronous => true,
        _ => failure.Source is NotificationType.Log || failure.ReportedAt is null || now - failure.ReportedAt >= LateAge,
    };

    /// <summary>The RowKey of the claim, which sorts after those of all failures.</summary>
    public static string KeyOf(Failure failure) =>
        $"bounce-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{failure.Account}\n{failure.MessageId}")))[..EventId.Length]}";

    /// <summary>The RowKey of what is the same failure; null if there is none.</summary>
    public string? SameAs(Failure failure)
    {
        var reported = ClaimedFailure.Of(failure);
        return (Failures.FirstOrDefault(one => one.Row == reported.Row)
            ?? Failures.Where(reported.IsSameAs).MinBy(one => (one.At - reported.At).Duration()))?.Row;
    }

    public MessageClaim With(Failure failure) => this with { Failures = [.. Failures.Append(ClaimedFailure.Of(failure)).TakeLast(Most)] };

    public MessageClaim Without(string row) => this with { Failures = [.. Failures.Where(one => one.Row != row)] };

    public string ToJson() => JsonSerializer.Serialize(Failures, JsonSerializerOptions.Web);

    /// <summary>An unreadable one counts as empty, and is replaced.</summary>
    public static MessageClaim Read(string version, string? json)
    {
        try
        {
            var failures = JsonSerializer.Deserialize<ClaimedFailure?[]>(json ?? "[]", JsonSerializerOptions.Web) ?? [];
            return new MessageClaim(version, Array.TrueForAll(failures, one => one is { Row: not null, Codes: not null }) ? [.. failures.OfType<ClaimedFailure>()] : []);
        }
        catch (JsonException)
        {
            return new MessageClaim(version, []);
        }
    }
}

/// <summary>How a failure was reported.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReportKind>))]
internal enum ReportKind
{
    /// <summary>As asynchronous, by the webhook for failures or the one for bounces.</summary>
    Bounce,

    /// <summary>By the webhook for failures, as another one.</summary>
    Failure,

    /// <summary>By Copernica's log, which does not say whether it was a bounce.</summary>
    Log,
}

/// <param name="Row">The RowKey.</param>
/// <param name="Codes">
/// Of a bounce, the enhanced code and that of the reply in the text, as far as they say more than the reply code. They may differ: a
/// server that reports says so in its own words, and quotes the one that refused.
/// </param>
internal sealed record ClaimedFailure(string Row, DateTimeOffset At, IReadOnlyList<string> Codes, ReportKind Kind = ReportKind.Bounce)
{
    /// <summary>How far apart two reports of one bounce can be.</summary>
    public static readonly TimeSpan BounceWindow = TimeSpan.FromDays(1);

    /// <summary>How far apart a line of the log and the webhook's report can be: each rounds to seconds.</summary>
    public static readonly TimeSpan LogWindow = TimeSpan.FromSeconds(2);

    // The zones of the world differ by multiples of 15 minutes, and by at most 26 hours.
    private static readonly TimeSpan ZoneStep = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan MostZones = TimeSpan.FromHours(26);

    /// <summary>Farther apart, two times are those of two failures.</summary>
    public static readonly TimeSpan Farthest = MostZones + TimeSpan.FromMinutes(1);

    public static ClaimedFailure Of(Failure failure) => new(
        failure.Keys.RowKey,
        // As it was reported: the other one is at most the time of receipt, which a repeat and the log do not have.
        failure.ReportedAt ?? failure.OccurredAt,
        failure.Kind is FailureKind.Asynchronous ? CodesOf(failure.Reply) : [],
        failure.Source is NotificationType.Log ? ReportKind.Log
            : failure.Kind is FailureKind.Asynchronous ? ReportKind.Bounce
            : ReportKind.Failure);

    /// <summary>Whether another report of the same message to the same recipient is of the same failure.</summary>
    public bool IsSameAs(ClaimedFailure other) => (Kind, other.Kind) switch
    {
        (ReportKind.Bounce, ReportKind.Bounce) => IsWithin(BounceWindow, other) && (Codes.Count == 0 || other.Codes.Count == 0 || Codes.Intersect(other.Codes).Any()),
        (ReportKind.Log, _) or (_, ReportKind.Log) => !HasTime || !other.HasTime || IsWithin(WindowWith(other), other),
        _ => false,
    };

    /// <summary>Whether the two would be the same if one of the times were in another zone than it was taken to be.</summary>
    public bool IsInAnotherZone(ClaimedFailure other)
    {
        var apart = (At - other.At).Duration();
        var beyond = TimeSpan.FromTicks((apart + LogWindow).Ticks % ZoneStep.Ticks);
        return HasTime && other.HasTime && apart > LogWindow && apart <= MostZones + LogWindow && beyond <= 2 * LogWindow;
    }

    private bool HasTime => FailureRowKey.ReportedAt(Row) is not null;

    private bool IsWithin(TimeSpan window, ClaimedFailure other) => (At - other.At).Duration() <= window;

    // The log has the time of one of a bounce's two reports.
    private TimeSpan WindowWith(ClaimedFailure other) =>
        Kind is ReportKind.Bounce || other.Kind is ReportKind.Bounce ? BounceWindow : LogWindow;

    private static string[] CodesOf(DeliveryReply reply) =>
    [
        .. new[] { reply.Extended, QuotedReply.StatusIn(reply.Description) }.OfType<EnhancedStatusCode>()
            .Where(code => (code.Subject, code.Detail) != (0, 0) && !DerivedCodes.IsDerived(code, reply.Code))
            .Select(code => code.ToString()).Distinct(),
    ];
}

/// <summary>Adds the rows of failures that can be reported in several ways: one for each, whichever report is first.</summary>
internal sealed class ClaimedRows(IFailureRows rows)
{
    // Every round but the first needs another caller who records a failure of the same message in between.
    private const int MostRounds = 10;

    /// <returns>The failure whose row it is, which may be another report of it, and the state of that row.</returns>
    public async Task<(Failure Failure, StoredRow Row)> AddAsync(Failure failure, CancellationToken cancellationToken)
    {
        // Nothing is read first: nearly every one is the first of its message.
        if (await rows.TryAddAsync(failure, MessageClaim.None.With(failure), cancellationToken) is { } first)
            return (failure, first);
        for (var round = 1; round <= MostRounds; round++)
        {
            var claim = await rows.ReadClaimAsync(failure, cancellationToken);
            var row = claim.SameAs(failure) ?? failure.Keys.RowKey;
            if (await rows.ReadAsync(failure.Keys with { RowKey = row }, cancellationToken) is { } stored
                && (stored.Failure is not null || row == failure.Keys.RowKey))
                return (stored.Failure ?? failure, stored.Stored);
            // Removed because of its age, or unreadable: this one takes its place.
            if (await rows.TryAddAsync(failure, claim.Without(row).With(failure), cancellationToken) is { } added)
                return (failure, added);
        }
        throw new TimeoutException("Others recorded failures of the same message at every try.");
    }
}
