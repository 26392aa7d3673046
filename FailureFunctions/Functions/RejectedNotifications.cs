using System.Collections.Specialized;
using System.Globalization;
using System.Net;
using System.Text;
using FailureFunctions.Copernica.Notification;
using FailureFunctions.Functions.Http;
using FailureFunctions.Quarantine;
using FailureFunctions.Receiving;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Hosting;

namespace FailureFunctions.Functions;

/// <summary>Lists rejected notifications and replays one, with the master key: docs/rejected.md.</summary>
internal sealed class RejectedNotifications(RejectionReplay replay, TimeProvider time, IHostApplicationLifetime lifetime)
{
    private const int DefaultDays = 31;

    private static readonly string[] Parameters = ["from", "to", "cause", "replayed", "limit", "after"];

    // Where Azure takes the key from the URL, it leaves these two there.
    private static readonly string[] ReadByTheHost = ["code", "clientId"];

    [Function("ListRejectedNotifications")]
    public async Task<HttpResponseData> ListAsync(
        [HttpTrigger(AuthorizationLevel.Admin, "get", Route = "rejected-notifications")] HttpRequestData request)
    {
        var (query, errors) = Read(request.Query, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        if (errors.Count > 0)
            return request.Problem(Problem.InvalidQuery, new { errors });
        return await replay.ListAsync(query, lifetime.ApplicationStopping) is { } page
            ? request.Json(HttpStatusCode.OK, new { Notifications = page.Notifications.Select(Describe), Next = page.Next?.ToString() })
            : request.Problem(Problem.QuarantineUnavailable);
    }

    // Not the invocation's token: a caller that disconnects does not cancel the work.
    [Function("ReplayRejectedNotification")]
    public async Task<HttpResponseData> ReplayAsync(
        [HttpTrigger(AuthorizationLevel.Admin, "post", Route = "rejected-notifications/{day}/{key}/replay")] HttpRequestData request,
        string day,
        string key)
    {
        if (!RejectedNotificationId.TryParse($"{day}/{key}", out var id))
            return request.Problem(Problem.RejectedNotificationUnknown);
        return await replay.ReplayAsync(id, lifetime.ApplicationStopping) switch
        {
            ReplayResult.Replayed { Outcome: var outcome, EventId: var eventId, Errors: var errors } =>
                request.Json(HttpStatusCode.OK, new { Id = id.ToString(), outcome, eventId, Errors = errors.Count > 0 ? errors : null }),
            ReplayResult.Unknown => request.Problem(Problem.RejectedNotificationUnknown),
            _ => request.Problem(Problem.QuarantineUnavailable),
        };
    }

    // Its moments are UTC.
    private static object Describe(RejectedNotification row) => new
    {
        Id = row.Id.ToString(),
        row.Cause,
        row.Errors,
        row.Notification?.Account,
        ReceivedAt = row.Notification?.ReceivedAt?.UtcDateTime,
        CalledAt = row.Notification?.CalledAt?.UtcDateTime,
        row.Notification?.ContentType,
        Body = row.Notification is { } notification ? Encoding.UTF8.GetString(notification.Body.Span) : null,
        RowFault = row.Fault,
        ReplayedAt = row.Replay?.At.UtcDateTime,
        ReplayOutcome = row.Replay?.Outcome,
        row.Replay?.EventId,
    };

    private static (RejectedNotificationQuery Query, IReadOnlyList<FieldError> Errors) Read(NameValueCollection parameters, DateOnly today)
    {
        var errors = UnknownOf(parameters).Distinct()
            .Select(name => new FieldError(name, $"is unknown: the parameters are {string.Join(", ", Parameters[..^1])} and {Parameters[^1]}")).ToList();
        var to = Value<DateOnly>("to", "must be a UTC day such as 2024-06-05", RejectedNotificationId.TryParseDay) ?? today;
        var earliest = Math.Max(to.DayNumber + 1 - DefaultDays, DateOnly.MinValue.DayNumber);
        var query = new RejectedNotificationQuery
        {
            To = to,
            From = Value<DateOnly>("from", "must be a UTC day such as 2024-06-05", RejectedNotificationId.TryParseDay) ?? DateOnly.FromDayNumber(earliest),
            After = Value<RejectedNotificationId>("after", "must be the next of an earlier answer", RejectedNotificationId.TryParse),
            Cause = parameters["cause"],
            Replayed = Value<bool>("replayed", "must be true or false", bool.TryParse),
        };
        if (query.Cause is { } cause && !Rejection.Causes.Contains(cause))
            errors.Add(new("cause", $"must be {string.Join(", ", Rejection.Causes[..^1])} or {Rejection.Causes[^1]}"));
        if (Value<int>("limit", $"must be a number from 1 to {RejectedNotificationQuery.MostListed}", TryParseLimit) is { } limit)
            query = query with { Limit = limit };
        if (errors.Count == 0 && query.From > to)
            errors.Add(new("from", "must not be after to"));
        if (errors.Count == 0 && to.DayNumber - query.From.DayNumber >= RejectedNotificationQuery.MostDays)
            errors.Add(new("from", $"must be less than {RejectedNotificationQuery.MostDays} days before to: ask for one quarter at a time"));
        return (query, errors);

        T? Value<T>(string name, string expected, Parse<T> parse)
            where T : struct
        {
            if (parameters[name] is not { } text)
                return null;
            if (parse(text, out var value))
                return value;
            errors.Add(new(name, expected));
            return null;
        }
    }

    // No name is repeated that may be an address or a secret: no problem contains one.
    private static IEnumerable<string> UnknownOf(NameValueCollection parameters) => parameters.AllKeys
        .Where(name => !Parameters.Concat(ReadByTheHost).Contains(name, StringComparer.OrdinalIgnoreCase))
        .Select(name => name is { Length: > 0 and <= 16 } && name.All(char.IsAsciiLetter) ? name : "query");

    private delegate bool Parse<T>(string? text, out T value);

    private static bool TryParseLimit(string? text, out int limit) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= RejectedNotificationQuery.MostListed;
}
