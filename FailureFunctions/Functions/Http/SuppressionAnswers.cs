using System.Net;
using FailureFunctions.Classification;
using FailureFunctions.Dependencies;
using FailureFunctions.Suppression;
using Microsoft.Azure.Functions.Worker.Http;

namespace FailureFunctions.Functions.Http;

/// <summary>Reads requests about the suppression list, and writes what it says: docs/suppression.md.</summary>
internal static class SuppressionAnswers
{
    /// <summary>Reads the body, and answers with what is made of it, or with a problem.</summary>
    public static async Task<HttpResponseData> AnswerAsync<T>(
        this HttpRequestData request, int longest, Func<T, Task<HttpResponseData>> work, CancellationToken cancellationToken)
        where T : class, ISuppressionRequest, new()
    {
        var (body, problem) = await RequestBody.ReadAsync(request, longest, cancellationToken);
        if (problem is not null)
            return request.Problem(problem);
        var errors = new FieldErrors();
        var sent = StrictJson.Read<T>(body, T.Example, out var error);
        if (error is not null)
            errors.Add(error.Field, error.Message);
        sent?.Check(errors);
        return errors.Count > 0
            ? request.Problem(Http.Problem.InvalidSuppressionRequest, new { Errors = errors.Reported })
            : await request.TryAsync(() => work(sent!), cancellationToken);
    }

    /// <summary>Answers with what work returns, or with why the list could not be used.</summary>
    public static async Task<HttpResponseData> TryAsync(
        this HttpRequestData request, Func<Task<HttpResponseData>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await work();
        }
        catch (UnreadableEntryException e)
        {
            return request.Problem(Http.Problem.SuppressionUnreadable, new { Detail = e.Message });
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && DependencyFaults.IsFault(e))
        {
            return request.Problem(Http.Problem.SuppressionsUnavailable);
        }
    }

    public static HttpResponseData Decided(this HttpRequestData request, DecisionResult result, int version, Func<string, object> answer) =>
        result is DecisionResult.OtherVersion
            ? request.Problem(Http.Problem.SuppressionChanged, new { version })
            : request.Json(HttpStatusCode.OK, answer(result is DecisionResult.Applied ? "applied" : "unchanged"));

    /// <summary>Whether to mail an address, and why.</summary>
    /// <param name="recipient">The address as it was given.</param>
    public static EntryAnswer Brief(SuppressionEntry entry, string recipient, DateTimeOffset now) => new()
    {
        Recipient = recipient,
        Suppressed = entry.State.IsSuppressedAt(now),
        State = SuppressionNames.Of(entry.State.Status),
        Since = entry.State.Since?.UtcDateTime,
        Until = entry.State.Until?.UtcDateTime,
        Reason = entry.State.Reason is { } reason ? ClassificationNames.Of(reason) : null,
        Origin = entry.State.Origin is { } origin ? SuppressionNames.Of(origin) : null,
    };

    /// <summary>One result for each address of a check.</summary>
    public static object Checked(IReadOnlyList<CheckedRecipient> found, IReadOnlyList<string?> recipients, DateTimeOffset now)
    {
        var unreadable = found.Count(one => one.Entry is null);
        return new
        {
            Unreadable = unreadable > 0 ? unreadable : (int?)null,
            Results = found.Select((one, i) => one.Entry is { } entry ? Brief(entry, recipients[i]!, now) : Unreadable(recipients[i]!, one.Fault!)),
        };
    }

    /// <summary>A line of a list.</summary>
    public static EntryAnswer Listed(SuppressionEntry entry, DateTimeOffset now) => Brief(entry, entry.Recipient, now) with
    {
        RecipientKey = entry.Key.Value,
        Version = entry.Version,
        UpdatedAt = entry.UpdatedAt?.UtcDateTime,
    };

    /// <summary>All there is, newest first.</summary>
    /// <param name="outcome">Of a decision; null if there is none.</param>
    public static EntryAnswer Full(SuppressionEntry entry, DateTimeOffset now, string? outcome = null) => Listed(entry, now) with
    {
        Outcome = outcome,
        Failures = entry.State.Evidence.Select(one => new
        {
            EventId = one.EventId.Value,
            OccurredAt = one.OccurredAt.UtcDateTime,
            Kind = SuppressionNames.Of(one.Kind),
            Reason = ClassificationNames.Of(one.Reason),
            Advice = ClassificationNames.Of(one.Advice),
        }),
        Decisions = Decisions(entry.Decisions),
    };

    public static object Domain(DomainEntry entry, string outcome) => new
    {
        outcome,
        entry.Domain,
        Protected = entry.ProtectedSince is not null,
        Since = entry.ProtectedSince?.UtcDateTime,
        entry.Version,
        UpdatedAt = entry.UpdatedAt?.UtcDateTime,
        Decisions = Decisions(entry.Decisions),
    };

    // Suppressed, so that a caller who looks at nothing else does not mail: a mail cannot be taken back.
    private static EntryAnswer Unreadable(string recipient, string fault) =>
        new() { Recipient = recipient, Suppressed = true, State = "unreadable", Detail = fault };

    private static IEnumerable<object> Decisions(IReadOnlyList<Decision> decisions) => decisions.Reverse().Select(decision => new
    {
        Kind = SuppressionNames.Of(decision.Kind),
        At = decision.At.UtcDateTime,
        decision.Actor,
        decision.Note,
        Origin = SuppressionNames.Of(decision.Origin),
    });
}

/// <summary>What is answered about an entry: docs/openapi.yaml. What is null is left out.</summary>
internal sealed record EntryAnswer
{
    public string? Outcome { get; init; }
    public required string Recipient { get; init; }
    public string? RecipientKey { get; init; }
    public required bool Suppressed { get; init; }
    public required string State { get; init; }
    public DateTime? Since { get; init; }
    public DateTime? Until { get; init; }
    public string? Reason { get; init; }
    public string? Origin { get; init; }
    public string? Detail { get; init; }
    public int? Version { get; init; }
    public DateTime? UpdatedAt { get; init; }
    public IEnumerable<object>? Failures { get; init; }
    public IEnumerable<object>? Decisions { get; init; }
}
