using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FailureFunctions.Classification;
using FailureFunctions.Copernica.Bounces;
using FailureFunctions.Smtp;

namespace FailureFunctions.Recording;

/// <summary>
/// Which asynchronous failures of a message are recorded. Copernica reports an official delivery status notification by both of
/// its webhooks, in any order, also at the same moment: whichever is first gets the row. docs/tables.md has the rule of sameness.
/// </summary>
/// <param name="Version">The ETag of its row; null if there is none yet.</param>
/// <param name="Failures">Oldest first.</param>
internal sealed record BounceClaim(string? Version, IReadOnlyList<ClaimedFailure> Failures)
{
    /// <summary>How far apart the two reports of one bounce can be.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(1);

    public static readonly BounceClaim None = new(null, []);

    /// <summary>The column of a claim's row: no failure has it.</summary>
    public const string FailuresColumn = "Bounces";

    // Of one message to one recipient: more is abuse, and each is a row of its own.
    private const int Most = 50;

    /// <summary>The RowKey of the claim, which sorts after those of all failures.</summary>
    public static string KeyOf(Failure failure) =>
        $"bounce-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{failure.Account}\n{failure.MessageId}")))[..EventId.Length]}";

    /// <summary>The RowKey of what is the same bounce; null if there is none.</summary>
    public string? SameAs(Failure failure)
    {
        var own = ClaimedFailure.Of(failure);
        return (Failures.FirstOrDefault(one => one.Row == own.Row) ?? Failures.FirstOrDefault(one =>
            (one.At - own.At).Duration() <= Window && (one.Codes.Count == 0 || own.Codes.Count == 0 || one.Codes.Intersect(own.Codes).Any())))?.Row;
    }

    public BounceClaim With(Failure failure) => this with { Failures = [.. Failures.Append(ClaimedFailure.Of(failure)).TakeLast(Most)] };

    public BounceClaim Without(string row) => this with { Failures = [.. Failures.Where(one => one.Row != row)] };

    public string ToJson() => JsonSerializer.Serialize(Failures, JsonSerializerOptions.Web);

    /// <summary>An unreadable one counts as empty, and is replaced.</summary>
    public static BounceClaim Read(string version, string? json)
    {
        try
        {
            return new BounceClaim(version, JsonSerializer.Deserialize<ClaimedFailure[]>(json ?? "[]", JsonSerializerOptions.Web) ?? []);
        }
        catch (JsonException)
        {
            return new BounceClaim(version, []);
        }
    }
}

/// <param name="Row">The RowKey.</param>
/// <param name="Codes">
/// The enhanced code and that of the reply in the text, as far as they say more than the reply code. They may differ: a server that
/// reports says so in its own words, and quotes the one that refused.
/// </param>
internal sealed record ClaimedFailure(string Row, DateTimeOffset At, IReadOnlyList<string> Codes)
{
    public static ClaimedFailure Of(Failure failure)
    {
        var (reply, said) = (failure.Reply, QuotedReply.StatusIn(failure.Reply.Description));
        return new ClaimedFailure(failure.Keys.RowKey, failure.OccurredAt,
        [
            .. new[] { reply.Extended, said }.OfType<EnhancedStatusCode>()
                .Where(code => (code.Subject, code.Detail) != (0, 0) && !DerivedCodes.IsDerived(code, reply.Code))
                .Select(code => code.ToString()).Distinct(),
        ]);
    }
}

/// <summary>Adds the rows of asynchronous failures: one for each bounce, whichever webhook reports it first.</summary>
internal sealed class BounceRows(IFailureRows rows)
{
    // Every round but the first needs another caller who records a bounce of the same message in between.
    private const int MostRounds = 10;

    /// <returns>The failure whose row it is, which may be another report of the bounce, and the state of that row.</returns>
    public async Task<(Failure Failure, StoredRow Row)> AddAsync(Failure failure, CancellationToken cancellationToken)
    {
        // Nothing is read first: nearly every bounce is the first of its message.
        if (await rows.TryAddAsync(failure, BounceClaim.None.With(failure), cancellationToken) is { } first)
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
        throw new TimeoutException("Others recorded bounces of the same message at every try.");
    }
}
